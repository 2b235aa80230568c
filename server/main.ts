import { join } from "node:path";
import { UsageError, type Command } from "./team/commands/command.ts";
import { serve } from "./team/commands/serve.ts";
import { ConfigurationError } from "./team/configuration-error.ts";

// The team server's entry, as it is built: out/server/main.js.

const WRONG_USE = 64;
const WRONG_CONFIGURATION = 78;

const COMMANDS: Readonly<Record<string, Command>> = {};

const usage = (): string => {
  const lines = [serve, ...Object.values(COMMANDS)].flatMap((command) => command.usage);
  const width = Math.max(...lines.map(([written]) => written.length));
  return [
    "Décompte's team server. Usage: npm run server -- [command]",
    "",
    ...lines.map(([written, does]) => `  ${written.padEnd(width)}  ${does}`),
    `  ${"--help".padEnd(width)}  tells this`,
    "",
    "It is configured by its environment: docs/server.md.",
  ].join("\n");
};

async function run(args: readonly string[]): Promise<number> {
  const [verb = ""] = args;
  if (args.includes("--help") || args.includes("-h")) {
    process.stdout.write(`${usage()}\n`);
    return 0;
  }
  const named = Object.hasOwn(COMMANDS, verb) ? COMMANDS[verb] : undefined;
  const command = named ?? serve;
  try {
    return await command.run(named ? args.slice(1) : args, {
      environment: process.env,
      migrationsFolder: join(import.meta.dirname, "..", "..", "resources", "migrations"),
      say: (line) => process.stdout.write(`${line}\n`),
    });
  } catch (error) {
    if (error instanceof UsageError) {
      process.stderr.write(`${error.message}\n\n${usage()}\n`);
      return WRONG_USE;
    }
    if (error instanceof ConfigurationError) {
      process.stderr.write(`${error.problems.join("\n")}\n`);
      return WRONG_CONFIGURATION;
    }
    throw error;
  }
}

process.exitCode = await run(process.argv.slice(2));
