import type { Session } from "../../../shared/ipc/session.ts";

/** A session that has figures to show. */
export type OpenSession = Exclude<Session, { kind: "signed-out" }>;

/** A session of somebody's account. */
export type AccountSession = Exclude<OpenSession, { kind: "sample" }>;
