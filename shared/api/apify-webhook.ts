import { z } from "zod";

const APIFY_WEBHOOKS_PATH = "/api/webhooks/apify";
export const APIFY_WEBHOOK_ROUTE = `${APIFY_WEBHOOKS_PATH}/:secret`;
export const apifyWebhookPath = (secret: string): string => `${APIFY_WEBHOOKS_PATH}/${secret}`;

/** As far as it is looked at: everything that counts is read at Apify itself. */
export const apifyDeliverySchema = z.object({
  eventType: z.string(),
  eventData: z.object({ actorRunId: z.string().nullish() }).nullish(),
  /** The run as it was; a payload of one's own may leave it out. */
  resource: z.object({ id: z.string().nullish() }).nullish(),
});

export type ApifyDelivery = z.infer<typeof apifyDeliverySchema>;

/**
 * `recorded`: the run was read at Apify and kept. `ignored`: the delivery tells of no run, of none that this account
 * has, or of one that can't be read with the token.
 */
export const apifyDeliveryAnswerSchema = z.object({ outcome: z.enum(["recorded", "ignored"]) });

export type DeliveryOutcome = z.infer<typeof apifyDeliveryAnswerSchema>["outcome"];
