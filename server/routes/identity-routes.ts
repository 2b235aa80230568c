import type { Context } from "hono";
import { ME_PATH, type Me } from "../../shared/api/me.ts";
import type { Identity } from "../identity/identity.ts";
import { unauthorized } from "../unauthorized.ts";
import { newRouter } from "./route-context.ts";

export interface IdentityRouteContext {
  readonly identity: Pick<Identity, "authenticate" | "handle">;
  /** Where a request comes from, as far as it can be believed. */
  readonly addressOf: (context: Context) => string;
}

/** Who calls, and how devices sign in and out. These stand before the contract's own question of who calls. */
export function identityRoutes({ identity, addressOf }: IdentityRouteContext) {
  return newRouter()
    .get(ME_PATH, async (c) => {
      const caller = await identity.authenticate(c.req.raw);
      if (caller === null) throw unauthorized(c.req.raw);
      const { userId, email, name } = caller;
      c.header("Cache-Control", "no-store");
      return c.json<Me>({ userId, email, name });
    })
    .all("/api/auth/*", (c) => identity.handle(c.req.raw, addressOf(c)));
}
