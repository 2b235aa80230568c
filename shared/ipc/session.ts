/** What became of an account's token. Only `kept` and `this-session` hold one that can be used. */
export type CredentialState = "kept" | "this-session" | "missing" | "locked" | "unavailable" | "refused";

export type Session =
  | { readonly kind: "signed-out" }
  | { readonly kind: "sample" }
  | { readonly kind: "apify"; readonly username: string; readonly credential: CredentialState }
  | {
      readonly kind: "server";
      /** The team server's origin. */
      readonly address: string;
      readonly email: string;
      readonly name: string;
      readonly credential: CredentialState;
    };

/** What the person approves in the browser, so that this computer is signed in to a team server. */
export interface ServerCode {
  /** The server's origin. */
  readonly address: string;
  readonly userCode: string;
  readonly expiresAt: string;
  /** Whether the server has stopped answering meanwhile; it is asked again. */
  readonly isServerAway: boolean;
}

/** Why a sign-in to a team server failed: `details.problem` of its error. */
export const SERVER_PROBLEMS = [
  "address",
  "insecure",
  "no-network",
  "unknown-host",
  "no-answer",
  "certificate",
  "redirected",
  "not-decompte",
  "other-address",
  "troubled",
  "busy",
  "denied",
  "expired",
] as const;
export type ServerProblem = (typeof SERVER_PROBLEMS)[number];
