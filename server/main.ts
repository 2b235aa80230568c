import { join } from "node:path";
import { isAppError } from "../shared/errors.ts";
import { columns } from "./team/commands/columns.ts";
import { UsageError, type Command } from "./team/commands/command.ts";
import { KEY_COMMANDS } from "./team/commands/key.ts";
import { serve } from "./team/commands/serve.ts";
import { findInstallation } from "./team/installation.ts";
import { USER_COMMANDS } from "./team/commands/user.ts";
import { ConfigurationError } from "./team/configuration-error.ts";

// The team server's entry, as it is built: out/server/main.js.

const WRONG_USE = 64;
const WRONG_CONFIGURATION = 78;

const FAILED = 1;

const COMMANDS: readonly Command[] = [serve, ...USER_COMMANDS, ...KEY_COMMANDS];

const usage = (): string =>
  [
    "Décompte's team server. Usage: npm run server -- [command]",
    "",
    ...columns([...COMMANDS.map(({ written, does }) => [`  ${written}`, does]), ["  --help", "tells this"]]),
    "",
    "It is configured by its environment, which docs/server.md tells.",
  ].join("\n");

/** Such as `user`, `add`. */
const wordsOf = ({ written }: Command): readonly string[] => written.split(" ").filter((word) => /^[a-z]+$/.test(word));

/** The command that the first words name, and the words after them. */
function find(args: readonly string[]): { readonly command: Command; readonly rest: readonly string[] } {
  if (args.length === 0) return { command: serve, rest: [] };
  for (const command of COMMANDS) {
    const words = wordsOf(command);
    if (words.every((word, index) => args[index] === word)) return { command, rest: args.slice(words.length) };
  }
  const begun = COMMANDS.map(wordsOf).filter(([noun]) => args.length === 1 && args[0] === noun);
  if (begun.length > 0) throw new UsageError(`"${args[0]}" needs one of ${begun.map(([, verb]) => verb).join(", ")}`);
  throw new UsageError(`"${args.slice(0, 2).join(" ")}" is unknown`);
}

async function run(args: readonly string[]): Promise<number> {
  if (args.includes("--help") || args.includes("-h") || args[0] === "help") {
    process.stdout.write(`${usage()}\n`);
    return 0;
  }
  try {
    const { command, rest } = find(args);
    return await command.run(rest, {
      environment: process.env,
      installation: findInstallation(join(import.meta.dirname, "..", "..")),
      say: (line) => process.stdout.write(`${line}\n`),
      tell: (line) => process.stderr.write(`${line}\n`),
    });
  } catch (error) {
    if (error instanceof UsageError) return fail(`${error.message}\n\n${usage()}`, WRONG_USE);
    if (error instanceof ConfigurationError) return fail(error.problems.join("\n"), WRONG_CONFIGURATION);
    if (isAppError(error)) return fail(error.message, FAILED);
    throw error;
  }
}

function fail(message: string, code: number): number {
  process.stderr.write(`${message}\n`);
  return code;
}

// A data folder that was there already may be open to others: what is written into it is not.
process.umask(0o077);
process.exitCode = await run(process.argv.slice(2));
