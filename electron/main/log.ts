import { toAppError } from "../../shared/errors.ts";

/** One JSON line on standard error. Fields hold codes and names, never a token or an answer's body. */
export type Log = (event: string, fields?: Readonly<Record<string, unknown>>) => void;

export const log: Log = (event, fields = {}) => {
  const told = Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, tell(value)]));
  const line = JSON.stringify({ at: new Date().toISOString(), event, ...told });
  last.push(line);
  if (last.length > EVENTS_KEPT) last.shift();
  process.stderr.write(`${line}\n`);
};

const EVENTS_KEPT = 40;
const last: string[] = [];

/** The newest of what this process has written, oldest first. */
export const lastEvents = (): readonly string[] => [...last];

/** Anything that may have been pasted as a token, should a library put a request into its error. */
const SECRET = /apify_api_\w+|bearer\s+\S+/gi;

/** Takes what nobody waits for. */
export const logFailure =
  (event: string) =>
  (error: unknown): void =>
    log(event, { code: toAppError(error).code });

function tell(value: unknown): unknown {
  if (value instanceof Error) return withoutSecrets(describe(value));
  return typeof value === "string" ? withoutSecrets(value) : value;
}

function describe(error: Error): string {
  const cause = error.cause instanceof Error ? ` (${describe(error.cause)})` : "";
  return `${error.name}: ${error.message}${cause}`;
}

export const withoutSecrets = (text: string): string => text.replaceAll(SECRET, "[secret]");
