import { z } from "zod";

/** What a token may consist of, so that nothing else gets into a header. */
const tokenSchema = z.string().regex(/^[\x21-\x7e]{1,4096}$/);

/** `POST /api/auth/device/code`, as RFC 8628 names its fields. */
export const deviceCodeSchema = z.object({
  device_code: tokenSchema,
  user_code: z.string().regex(/^[A-Za-z0-9-]{4,32}$/),
  verification_uri_complete: z.string().max(2_048),
  /** Both in seconds. */
  expires_in: z.number().positive().max(86_400),
  interval: z.number().positive().max(300).default(5),
});

export type DeviceCode = z.output<typeof deviceCodeSchema>;

/** `POST /api/auth/device/token`, once the person has approved. */
export const deviceTokenSchema = z.object({ access_token: tokenSchema });

/** The same before that, or after a refusal. */
export const devicePendingSchema = z.object({ error: z.string().max(100) });
