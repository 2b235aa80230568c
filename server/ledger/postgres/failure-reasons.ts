const AWAY = "can't be reached";
const LATE = "did not answer in time";
const UNKNOWN_SIGNER = "shows a certificate that no known authority signed";

/** Why a database can't be used now, by Postgres' or Node's own code of the failure, or its beginning. */
const REASONS: Readonly<Record<string, string>> = {
  "08": AWAY,
  "28": "refuses the user",
  "28P01": "refuses the user or the password",
  "3D000": "does not exist",
  "42501": "does not let its user do what is needed",
  "25006": "is read-only",
  "53": "has no room for another connection",
  "53100": "has no room left on its disk",
  "57014": LATE,
  "57P": AWAY,
  "57P03": "is starting up or shutting down",
  "58": "has a disk that fails",
  ECONN: AWAY,
  ECONNREFUSED: `${AWAY}: nothing listens there`,
  EPIPE: AWAY,
  ENOTFOUND: `${AWAY}: there is no such host`,
  EAI_AGAIN: AWAY,
  EHOSTUNREACH: AWAY,
  ENETUNREACH: AWAY,
  ETIMEDOUT: `${AWAY}: it does not answer`,
  DEPTH_ZERO_SELF_SIGNED_CERT: UNKNOWN_SIGNER,
  SELF_SIGNED_CERT_IN_CHAIN: UNKNOWN_SIGNER,
};

/** What the drivers say of a connection without giving it a code. */
const WITHOUT_CODE: readonly (readonly [RegExp, string])[] = [
  [/timeout exceeded when trying to connect|query read timeout|connection terminated due to connection timeout/i, LATE],
  [/does not support SSL/i, "does not speak TLS, which the address asks for"],
  [/client password must be a string/i, "asks for a password, and the address has none"],
  [/connection terminated|connection error|not queryable|after calling end on the pool|websocket|socket/i, AWAY],
];

/** What follows "The database" where the connection, the server or a right of its user fails; null for any other failure. */
export function reasonOf(error: unknown): string | null {
  for (const cause of causesOf(error)) {
    const code = codeOf(cause);
    const known = byCode(REASONS, code);
    if (known !== null) return known;
    const text = code === null ? messageOf(cause) : "";
    const told = WITHOUT_CODE.find(([pattern]) => pattern.test(text));
    if (told !== undefined) return told[1];
  }
  return null;
}

/** The words for the longest beginning of the code. */
export function byCode(words: Readonly<Record<string, string>>, code: string | null): string | null {
  const known = Object.keys(words)
    .filter((beginning) => code?.startsWith(beginning))
    .toSorted((left, right) => right.length - left.length)[0];
  return known === undefined ? null : (words[known] ?? null);
}

/**
 * The failure and what caused it, outermost first. A host with several addresses fails with one failure for each; a
 * WebSocket's failure is an event that holds an error.
 */
export function causesOf(error: unknown, depth = 0): readonly object[] {
  if (typeof error !== "object" || error === null || depth > MOST_CAUSES) return [];
  const parts: readonly unknown[] =
    error instanceof AggregateError
      ? error.errors
      : ["cause" in error ? error.cause : "error" in error ? error.error : null];
  return [error, ...parts.flatMap((part) => causesOf(part, depth + 1))];
}

const MOST_CAUSES = 8;

export const codeOf = (cause: object): string | null =>
  "code" in cause && typeof cause.code === "string" ? cause.code : null;

const messageOf = (cause: object): string =>
  "message" in cause && typeof cause.message === "string" ? cause.message : "";
