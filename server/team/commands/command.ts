/** A verb of the command line. */
export interface Command {
  /** The lines of `--help` about it: how it is written, and what it does. */
  readonly usage: readonly (readonly [written: string, does: string])[];
  /** @returns the exit code @throws UsageError */
  run(args: readonly string[], context: CommandContext): Promise<number>;
}

export interface CommandContext {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly migrationsFolder: string;
  /** A line for whoever called. */
  readonly say: (line: string) => void;
}

/** What was typed can't be understood. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
