import { createAuthMiddleware } from "@better-auth/core/api";
import type { BetterAuthPlugin } from "better-auth";
import { z } from "zod";
import { signToken } from "./signed-token.ts";

const codeAnswer = z.object({ device_code: z.string() });
const tokenAnswer = z.looseObject({ access_token: z.string() });

/**
 * What better-auth's device authorization leaves open: it is told which device asks, forgets codes that nobody came back
 * for, and gives out the signed token that the bearer plugin wants.
 */
export function signedDevices() {
  return {
    id: "decompte-devices",
    schema: { deviceCode: { fields: { userAgent: { type: "string", required: false, input: false } } } },
    hooks: {
      after: [
        {
          matcher: ({ path }) => path === "/device/code",
          handler: createAuthMiddleware(async (c) => {
            const answer = codeAnswer.safeParse(c.context.returned);
            if (!answer.success) return;
            const { adapter } = c.context;
            await adapter.update({
              model: "deviceCode",
              where: [{ field: "deviceCode", value: answer.data.device_code }],
              update: { userAgent: c.headers?.get("user-agent")?.slice(0, LONGEST_USER_AGENT) ?? null },
            });
            await adapter.deleteMany({
              model: "deviceCode",
              where: [{ field: "expiresAt", operator: "lt", value: new Date(Date.now() - KEPT_AFTER_END_MS) }],
            });
          }),
        },
        {
          matcher: ({ path }) => path === "/device/token",
          handler: createAuthMiddleware(async (c) => {
            const answer = tokenAnswer.safeParse(c.context.returned);
            if (!answer.success) return;
            const { access_token: token, ...rest } = answer.data;
            return c.json({ ...rest, access_token: signToken(token, c.context.secret) });
          }),
        },
      ],
    },
  } satisfies BetterAuthPlugin;
}

const LONGEST_USER_AGENT = 300;
/** Long enough for a device that polls slowly to be told that its code has expired. */
const KEPT_AFTER_END_MS = 60 * 60 * 1_000;
