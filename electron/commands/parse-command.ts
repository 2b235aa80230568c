import { parseArgs } from "node:util";
import type { ExportAsked } from "../main/api-client.ts";
import { PERIODS, TIME_RANGES, type Period, type TimeRange } from "../../shared/domain/period.ts";

interface OfAccount {
  /** An id or a name as it was typed; null: the account that was shown last. */
  readonly account: string | null;
}

interface Shown extends OfAccount {
  readonly isJson: boolean;
}

export type Command =
  | { readonly kind: "help" }
  | { readonly kind: "version" }
  | { readonly kind: "remove-data"; readonly isConfirmed: boolean }
  | ({ readonly kind: "summary"; readonly period: Period; readonly isCheck: boolean } & Shown)
  | ({ readonly kind: "chart"; readonly range: TimeRange } & Shown)
  | ({
      readonly kind: "export";
      readonly asked: ExportAsked;
      /** Null: standard output. */
      readonly output: string | null;
    } & OfAccount);

/** What is wrong with what was typed. */
export type Misuse =
  | {
      readonly kind: "unknown-command" | "unknown-option" | "unexpected" | "no-value" | "no-switch" | "refused";
      readonly typed: string;
    }
  | { readonly kind: "wrong-value"; readonly typed: string; readonly allowed: readonly string[] };

interface Option {
  readonly type: "boolean" | "string";
  readonly allowed?: readonly string[];
}

const OF_ALL: Readonly<Record<string, Option>> = { account: { type: "string" }, help: { type: "boolean" } };
const OF_SHOWN: Readonly<Record<string, Option>> = { ...OF_ALL, json: { type: "boolean" } };

const FORMATS = ["csv", "json"] as const;
const DECIMALS = ["point", "comma"] as const;
/** The options of a filter, and what the contract calls them. */
export const FILTER = { from: "from", to: "to", scraper: "scraperId", source: "source", status: "status" } as const;

const OPTIONS = {
  summary: { ...OF_SHOWN, period: { type: "string", allowed: PERIODS }, check: { type: "boolean" } },
  chart: { ...OF_SHOWN, range: { type: "string", allowed: TIME_RANGES } },
  export: {
    ...OF_ALL,
    ...Object.fromEntries(Object.keys(FILTER).map((name) => [name, { type: "string" } as const])),
    format: { type: "string", allowed: FORMATS },
    decimal: { type: "string", allowed: DECIMALS },
    output: { type: "string" },
  },
  "remove-data": { help: { type: "boolean" }, yes: { type: "boolean" } },
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
  const account = values.get("account") ?? null;
  const common = { account, isJson: values.has("json") };
  switch (name) {
    case "summary": {
      const period = PERIODS.find((one) => one === values.get("period")) ?? "month";
      return { kind: name, period, isCheck: values.has("check"), ...common };
    }
    case "chart":
      return { kind: name, range: TIME_RANGES.find((one) => one === values.get("range")) ?? "30d", ...common };
    case "export":
      return { kind: name, asked: askedOf(values), output: values.get("output") ?? null, account };
    case "remove-data":
      return { kind: name, isConfirmed: values.has("yes") };
  }
}

function askedOf(values: ReadonlyMap<string, string>): ExportAsked {
  const filter = Object.entries(FILTER).flatMap(([option, parameter]) => {
    const value = values.get(option);
    return value === undefined ? [] : [[parameter, value] as const];
  });
  return {
    format: FORMATS.find((one) => one === values.get("format")) ?? "csv",
    decimal: DECIMALS.find((one) => one === values.get("decimal")) ?? "point",
    ...Object.fromEntries(filter),
  };
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
