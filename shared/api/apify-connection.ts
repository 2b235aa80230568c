import { z } from "zod";

export const APIFY_CONNECTION_PATH = "/api/apify-connection";
export const APIFY_CONNECTION_WEBHOOK_PATH = `${APIFY_CONNECTION_PATH}/webhook`;

const TOKEN_RULE = "must be an Apify API token";

/** The body of `PUT /api/apify-connection`. */
export const connectApifyBodySchema = z.object({
  token: z
    .string({ error: TOKEN_RULE })
    .trim()
    .regex(/^[\x21-\x7e]{1,512}$/, { error: TOKEN_RULE }),
});

/** The user's connection to Apify on a team server. Never the token, nor anything of it. */
export const apifyConnectionSchema = z.object({
  /** `refused`: a new token is needed. */
  state: z.enum(["connected", "refused", "none"]),
  /** Of the Apify account. */
  username: z.string().nullable(),
  connectedAt: z.iso.datetime().nullable(),
  /** Since when Apify's webhooks are let in; null: they are not. */
  webhookCreatedAt: z.iso.datetime().nullable(),
});

export type ApifyConnection = z.infer<typeof apifyConnectionSchema>;

/** The answer of `POST /api/apify-connection/webhook`, the only one that holds the secret. */
export const createdWebhookSchema = z.object({
  /** What Apify's webhook is to call, below the server's own address. */
  path: z.string(),
  createdAt: z.iso.datetime(),
});

export type CreatedWebhook = z.infer<typeof createdWebhookSchema>;
