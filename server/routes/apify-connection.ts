import {
  APIFY_CONNECTION_PATH,
  APIFY_CONNECTION_WEBHOOK_PATH,
  connectApifyBodySchema,
} from "../../shared/api/apify-connection.ts";
import type { ApifyConnections } from "../apify-connections/apify-connections.ts";
import { limitBody } from "./limit-body.ts";
import { parseFields, parseJson } from "./parse-input.ts";
import { newRouter } from "./route-context.ts";

const MOST_BYTES = 16 * 1024;

/** Of the team server alone: the desktop app has its own connection, in the keychain. */
export function apifyConnectionRoutes(connections: ApifyConnections) {
  return newRouter()
    .get(APIFY_CONNECTION_PATH, async (c) => c.json(await connections.state(c.get("userId"))))
    .put(APIFY_CONNECTION_PATH, limitBody(MOST_BYTES, "The body must be at most 16 KiB"), async (c) => {
      const { token } = parseFields(connectApifyBodySchema, parseJson(await c.req.text()));
      return c.json(await connections.connect(c.get("userId"), token));
    })
    .delete(APIFY_CONNECTION_PATH, async (c) => {
      await connections.disconnect(c.get("userId"));
      return c.body(null, 204);
    })
    .post(APIFY_CONNECTION_WEBHOOK_PATH, async (c) => c.json(await connections.createWebhook(c.get("userId")), 201))
    .delete(APIFY_CONNECTION_WEBHOOK_PATH, async (c) => {
      await connections.revokeWebhook(c.get("userId"));
      return c.body(null, 204);
    });
}
