const SECRET_NAME =
  /authorization|cookie|password|secret|token|credential|(?:device|user)_?code|(?:^|[a-z_-])key$|^key/i;
const REDACTED = "[redacted]";

/** What looks like a secret wherever it stands: Apify's tokens, our keys, webhooks' secrets, headers, passwords inside addresses. */
const SECRET_TEXT = /apify_api_\w+|\b(?:dk|whk)_[\w-]{8,}|\bbearer\s+[^\s"\\,]+/gi;
/** Looks back from every letter, which takes several times as long. */
const ADDRESS_PASSWORD = /(?<=\/\/[^\s/"@:]*:)[^\s/"@]+(?=@)/g;

const DEEPEST = 6;

/** A line of the log without anything that looks like a secret. */
export function withoutSecrets(line: string): string {
  const told = line.replaceAll(SECRET_TEXT, REDACTED);
  return told.includes("@") ? told.replaceAll(ADDRESS_PASSWORD, REDACTED) : told;
}

/** The fields of a log line; those whose name says that they hold a secret are replaced, at any depth. */
export function redactFields(fields: Record<string, unknown>): Record<string, unknown> {
  return isHarmless(fields) ? fields : redactObject(fields, 0);
}

/** Most lines have nothing to replace, and are written as they are. */
function isHarmless(fields: Record<string, unknown>): boolean {
  for (const name in fields) if (isSecretName(name) || !isWritable(fields[name])) return false;
  return true;
}

const isWritable = (value: unknown): boolean => !["object", "bigint"].includes(typeof value);

function redactObject(object: object, depth: number): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(object).map(([name, value]) => [
      name,
      isSecretName(name) && value !== null && value !== undefined ? REDACTED : redactValue(value, depth),
    ]),
  );
}

/** Names come back with each line. */
const namesLookedAt = new Map<string, boolean>();
const MOST_NAMES = 1_000;

function isSecretName(name: string): boolean {
  const known = namesLookedAt.get(name);
  if (known !== undefined) return known;
  const isSecret = SECRET_NAME.test(name);
  if (namesLookedAt.size < MOST_NAMES) namesLookedAt.set(name, isSecret);
  return isSecret;
}

function redactValue(value: unknown, depth: number): unknown {
  if (value instanceof Error) return describe(value, depth);
  if (typeof value === "bigint") return String(value);
  if (typeof value !== "object" || value === null) return value;
  if (depth >= DEEPEST) return "…";
  if (value instanceof Headers) return redactObject(Object.fromEntries(value), depth + 1);
  if (Array.isArray(value)) return value.map((item) => redactValue(item, depth + 1));
  return redactObject(value, depth + 1);
}

/** An error's own enumerable fields stay out: drivers put queries, parameters and whole connections there. */
function describe(error: Error, depth: number): Record<string, unknown> {
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
  return {
    name: error.name,
    ...(code !== undefined && { code }),
    message: messageOf(error),
    stack: stackOf(error),
    ...(error.cause instanceof Error && depth < DEEPEST && { cause: describe(error.cause, depth + 1) }),
  };
}

/** The query builder writes a query's parameters into its message, which may be anything. */
const messageOf = (error: Error): string => error.message.replace(/\nparams: [\s\S]*$/, "");

const stackOf = (error: Error): string =>
  (error.stack ?? "")
    .split("\n")
    .filter((line) => line.startsWith("    at "))
    .join("\n");
