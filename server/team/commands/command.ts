import { parseArgs } from "node:util";
import type { Installation } from "../installation.ts";

/** What the command line offers: a verb, or a noun and a verb. */
export interface Command {
  /** Such as `user add EMAIL`. */
  readonly written: string;
  readonly does: string;
  /** @returns the exit code @throws UsageError */
  run(args: readonly string[], context: CommandContext): Promise<number>;
}

export interface CommandContext {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly installation: Installation;
  /** A line of the result, which another program may read. */
  readonly say: (line: string) => void;
  /** A line for the person beside it. */
  readonly tell: (line: string) => void;
}

/** What was typed can't be understood. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

interface Words {
  readonly positionals: readonly string[];
  readonly options: Readonly<Record<string, string | undefined>>;
}

/** Reads as many positionals as there are names, and options with a value. @throws UsageError */
export function parseWords(args: readonly string[], names: readonly string[], optionNames: readonly string[]): Words {
  const { positionals, values } = parse(args, optionNames);
  const missing = names[positionals.length];
  if (missing !== undefined) throw new UsageError(`${missing} is missing`);
  const extra = positionals[names.length];
  if (extra !== undefined) throw new UsageError(`"${extra}" is unknown`);
  return { positionals, options: values };
}

function parse(args: readonly string[], optionNames: readonly string[]) {
  const options = Object.fromEntries(optionNames.map((name) => [name, { type: "string" as const }]));
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}
