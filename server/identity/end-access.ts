import type { Auth } from "./auth.ts";

// By the adapter: better-auth's own way of ending one session takes a read that failed for a session that is gone, and
// answers that it is done.

/** Ends one session, if it is there. */
export async function endSession(auth: Auth, token: string): Promise<void> {
  const { adapter } = await auth.$context;
  await adapter.deleteMany({ model: "session", where: [{ field: "token", value: token }] });
}

/** Ends every session of a user, and every device code that would become one. */
export async function endAccess(auth: Auth, accountId: string): Promise<void> {
  const { adapter } = await auth.$context;
  const where = [{ field: "userId", value: accountId }];
  await adapter.deleteMany({ model: "deviceCode", where });
  await adapter.deleteMany({ model: "session", where });
}
