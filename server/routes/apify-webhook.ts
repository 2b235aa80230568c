import { APIFY_WEBHOOK_ROUTE, apifyDeliverySchema, type ApifyDelivery } from "../../shared/api/apify-webhook.ts";
import type { ApifyConnections } from "../apify-connections/apify-connections.ts";
import type { RunDeliveries } from "../services/import/run-deliveries.ts";
import { limitBody } from "./limit-body.ts";
import { newRouter } from "./route-context.ts";

const MOST_BYTES = 1024 * 1024;

/**
 * What Apify's webhooks call. It answers who has the secret, so it stands before the caller is asked for; whoever has
 * none goes on to that, and learns nothing of whether a secret exists.
 *
 * Apify delivers again whatever is not answered by 2xx: only what may succeed then is.
 */
export function apifyWebhookRoutes(connections: Pick<ApifyConnections, "ownerOfWebhook">, deliveries: RunDeliveries) {
  return newRouter().post(
    APIFY_WEBHOOK_ROUTE,
    limitBody(MOST_BYTES, "The body must be at most 1 MiB"),
    async (c, next) => {
      const owner = await connections.ownerOfWebhook(c.req.param("secret"));
      if (owner === null) return next();
      const delivery = deliveryOrNull(await c.req.text());
      const outcome = delivery === null ? "ignored" : await deliveries.receive(owner, delivery);
      return c.json({ outcome });
    },
  );
}

function deliveryOrNull(text: string): ApifyDelivery | null {
  try {
    return apifyDeliverySchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
