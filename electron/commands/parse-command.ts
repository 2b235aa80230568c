import { parseArgs } from "node:util";
import { PERIODS, TIME_RANGES, type Period, type TimeRange } from "../../shared/domain/period.ts";

interface OfAccount {
  /** An id or a name as it was typed; null: the account that was shown last. */
  readonly account: string | null;
  readonly isJson: boolean;
}

export type Command =
  | { readonly kind: "help" }
  | { readonly kind: "version" }
  | ({ readonly kind: "summary"; readonly period: Period; readonly isCheck: boolean } & OfAccount)
  | ({ readonly kind: "chart"; readonly range: TimeRange } & OfAccount);

/** What is wrong with what was typed. */
export type Misuse =
  | {
      readonly kind: "unknown-command" | "unknown-option" | "unexpected" | "no-value" | "no-switch";
      readonly typed: string;
    }
  | { readonly kind: "wrong-value"; readonly typed: string; readonly allowed: readonly string[] };

interface Option {
  readonly type: "boolean" | "string";
  readonly allowed?: readonly string[];
}

const OF_ALL: Readonly<Record<string, Option>> = {
  account: { type: "string" },
  json: { type: "boolean" },
  help: { type: "boolean" },
};

const OPTIONS = {
  summary: { ...OF_ALL, period: { type: "string", allowed: PERIODS }, check: { type: "boolean" } },
  chart: { ...OF_ALL, range: { type: "string", allowed: TIME_RANGES } },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Option>>>>;

type Name = keyof typeof OPTIONS;

const isName = (word: string): word is Name => Object.hasOwn(OPTIONS, word);

/** Reads the words that follow the application's name. */
export function parseCommand(words: readonly string[]): Command | { readonly misuse: Misuse } {
  const [name = "help", ...rest] = words;
  if (["help", "--help", "-h"].includes(name)) return { kind: "help" };
  if (name === "--version") return { kind: "version" };
  if (!isName(name)) return { misuse: { kind: "unknown-command", typed: name } };
  const read = readOptions(rest, OPTIONS[name]);
  if ("misuse" in read) return read;
  const { values } = read;
  if (values.has("help")) return { kind: "help" };
  const common = { account: values.get("account") ?? null, isJson: values.has("json") };
  switch (name) {
    case "summary": {
      const period = PERIODS.find((one) => one === values.get("period")) ?? "month";
      return { kind: name, period, isCheck: values.has("check"), ...common };
    }
    case "chart":
      return { kind: name, range: TIME_RANGES.find((one) => one === values.get("range")) ?? "30d", ...common };
  }
}

/** The last one counts of an option that is there twice. */
function readOptions(
  words: readonly string[],
  options: Readonly<Record<string, Option>>,
): { readonly values: ReadonlyMap<string, string> } | { readonly misuse: Misuse } {
  const values = new Map<string, string>();
  const { tokens } = parseArgs({
    args: [...words],
    strict: false,
    allowPositionals: true,
    tokens: true,
    options: { ...options, help: { type: "boolean", short: "h" } },
  });
  for (const token of tokens) {
    if (token.kind === "positional") return { misuse: { kind: "unexpected", typed: token.value } };
    if (token.kind !== "option") continue;
    const option = Object.hasOwn(options, token.name) ? options[token.name] : undefined;
    if (option === undefined) return { misuse: { kind: "unknown-option", typed: token.rawName } };
    const problem = problemOf(option, token.rawName, token.value, token.inlineValue === true);
    if (problem !== null) return { misuse: problem };
    values.set(token.name, token.value ?? "");
  }
  return { values };
}

function problemOf(option: Option, typed: string, value: string | undefined, isInline: boolean): Misuse | null {
  if (option.type === "boolean") return value === undefined ? null : { kind: "no-switch", typed };
  const isGiven = isInline ? value !== "" : value !== undefined && !value.startsWith("-");
  if (!isGiven) return { kind: "no-value", typed };
  const { allowed } = option;
  return allowed === undefined || allowed.includes(value ?? "") ? null : { kind: "wrong-value", typed, allowed };
}
