import { z } from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import { errorAnswerSchema } from "../../../shared/api/error.ts";
import { failures, json, openFailures } from "../answers.ts";

const tags = ["Users"];
const CLIENT_ID = "decompte-desktop";
const GRANT_TYPE = "urn:ietf:params:oauth:grant-type:device_code";

const codeSchema = z.object({
  device_code: z.string(),
  user_code: z.string(),
  verification_uri: z.url(),
  verification_uri_complete: z.url(),
  expires_in: z.number().int(),
  interval: z.number().int(),
});

const tokenSchema = z.object({
  access_token: z.string(),
  token_type: z.string(),
  expires_in: z.number().int(),
  scope: z.string(),
});

/** As RFC 8628 has it. */
const deviceFailureSchema = z.object({
  error: z.enum([
    "authorization_pending",
    "slow_down",
    "expired_token",
    "access_denied",
    "invalid_grant",
    "invalid_client",
    "invalid_request",
  ]),
  error_description: z.string().optional(),
});

const deviceFailures = {
  ...openFailures("not_found", "payload_too_large", "rate_limited", "ledger_unavailable", "internal"),
  400: json(z.union([deviceFailureSchema, errorAnswerSchema]), "Not yet, not any more, or not at all.", {
    error: "authorization_pending",
    error_description: "Authorization pending",
  }),
};

const body = (schema: z.ZodType, example: unknown) => ({
  required: true,
  content: { "application/json": { schema, example } },
});

export const devicePaths: ZodOpenApiPathsObject = {
  "/api/auth/device/code": {
    post: {
      tags,
      summary: "Ask for a code to sign a device in",
      description: "RFC 8628. The person opens `verification_uri_complete` in a browser and approves.",
      security: [],
      requestBody: body(z.object({ client_id: z.literal(CLIENT_ID) }), { client_id: CLIENT_ID }),
      responses: {
        200: json(codeSchema, "The code.", {
          device_code: "MGb9K9cBGkZAWa50wq1FBdf3Di9cyR6bYSE3yBVD",
          user_code: "DMXNF4ED",
          verification_uri: "https://decompte.example/device",
          verification_uri_complete: "https://decompte.example/device?user_code=DMXNF4ED",
          expires_in: 900,
          interval: 5,
        }),
        ...deviceFailures,
      },
    },
  },
  "/api/auth/device/token": {
    post: {
      tags,
      summary: "Ask whether the device was let in",
      description: "Every `interval` seconds, until it answers something else than `authorization_pending`.",
      security: [],
      requestBody: body(
        z.object({ grant_type: z.literal(GRANT_TYPE), device_code: z.string(), client_id: z.literal(CLIENT_ID) }),
        { grant_type: GRANT_TYPE, device_code: "MGb9K9cBGkZAWa50wq1FBdf3Di9cyR6bYSE3yBVD", client_id: CLIENT_ID },
      ),
      responses: {
        200: json(tokenSchema, "The token, for `Authorization: Bearer`.", {
          access_token: "what-was-signed.its-signature",
          token_type: "Bearer",
          expires_in: 2_591_999,
          scope: "",
        }),
        ...deviceFailures,
      },
    },
  },
  "/api/auth/sign-out": {
    post: {
      tags,
      summary: "End the session of the token",
      responses: { 200: json(z.object({ success: z.boolean() }), "It has ended.", { success: true }), ...failures() },
    },
  },
};
