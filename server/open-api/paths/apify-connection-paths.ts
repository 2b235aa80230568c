import { z } from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import {
  APIFY_CONNECTION_PATH,
  APIFY_CONNECTION_WEBHOOK_PATH,
  apifyConnectionSchema,
  connectApifyBodySchema,
  createdWebhookSchema,
} from "../../../shared/api/apify-connection.ts";
import { apifyDeliveryAnswerSchema, apifyDeliverySchema, apifyWebhookPath } from "../../../shared/api/apify-webhook.ts";
import { failures, json, noContent, openFailures } from "../answers.ts";

const tags = ["Apify"];

const connected = {
  state: "connected",
  username: "harbour-data",
  connectedAt: "2025-02-01T12:00:00.000Z",
  webhookCreatedAt: null,
};

const webhookPath = apifyWebhookPath("whk_Zm9yLXRoZS1kb2N1bWVudC1hbG9uZS1ub3QtYS1zZWNyZXQ");

export const apifyConnectionPaths: ZodOpenApiPathsObject = {
  [APIFY_CONNECTION_PATH]: {
    get: {
      tags,
      summary: "The user's connection to Apify",
      responses: { 200: json(apifyConnectionSchema, "Its state; never the token.", connected), ...failures() },
    },
    put: {
      tags,
      summary: "Connect to Apify",
      description:
        "The token is checked at Apify, kept encrypted and never answered back. One user's runs are of one Apify account: a token of another one is refused (`details.reason` is `other_account`).",
      requestBody: {
        required: true,
        content: {
          "application/json": { schema: connectApifyBodySchema, example: { token: "apify_api_your_own_token" } },
        },
      },
      responses: {
        200: json(apifyConnectionSchema, "Connected.", connected),
        ...failures(
          "invalid_request",
          "payload_too_large",
          "apify_forbidden",
          "apify_rate_limited",
          "apify_unreachable",
          "apify_bad_answer",
        ),
      },
    },
    delete: {
      tags,
      summary: "Disconnect from Apify",
      description: "Forgets the token and revokes the webhook; the runs stay.",
      responses: { 204: noContent("There is no connection any more."), ...failures() },
    },
  },
  [APIFY_CONNECTION_WEBHOOK_PATH]: {
    post: {
      tags,
      summary: "Make the address that Apify's webhooks call",
      description: "In place of the former one. It holds a secret, which is answered this once.",
      responses: {
        201: json(createdWebhookSchema, "The address.", { path: webhookPath, createdAt: connected.connectedAt }),
        ...failures("apify_not_connected"),
      },
    },
    delete: {
      tags,
      summary: "Revoke that address",
      responses: { 204: noContent("No webhook is let in any more."), ...failures() },
    },
  },
  [apifyWebhookPath("{secret}")]: {
    post: {
      tags,
      summary: "What Apify's webhooks call",
      description:
        "The secret in the path tells whose runs they are. Nothing of the payload is believed: the run is read at Apify with the user's own token. Duplicates, late and test deliveries are harmless.",
      security: [],
      requestParams: { path: z.object({ secret: z.string() }) },
      requestBody: {
        required: true,
        content: {
          "application/json": {
            schema: apifyDeliverySchema,
            example: { eventType: "ACTOR.RUN.SUCCEEDED", eventData: { actorRunId: "HG7ML7M8z78YcAPEB" } },
          },
        },
      },
      responses: {
        200: json(apifyDeliveryAnswerSchema, "Taken; there is nothing to deliver again.", { outcome: "recorded" }),
        ...openFailures(
          "unauthorized",
          "not_found",
          "payload_too_large",
          "rate_limited",
          "apify_rate_limited",
          "apify_unreachable",
          "ledger_unavailable",
          "internal",
        ),
      },
    },
  },
};
