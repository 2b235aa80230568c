import { assertNever, toAppError } from "../../shared/errors.ts";
import type { CommandRequest } from "../main/run-command.ts";
import { chartLines } from "./chart-output.ts";
import { CommandFailure } from "./command-failure.ts";
import { COMMAND_WORDS } from "./command-words.ts";
import { FAILED, FINE, WRONG_USAGE } from "./exit-codes.ts";
import { withAccount } from "./open-account.ts";
import { type Command, parseCommand } from "./parse-command.ts";
import { OutputClosed, terminalColumns, writeErrorLine, writeLine, writeOutput } from "./standard-streams.ts";
import { summarize } from "./summarize.ts";

/** Answers the exit code, once all is written. */
export async function performCommand(request: CommandRequest): Promise<number> {
  const words = COMMAND_WORDS[request.language];
  const command = parseCommand(request.words);
  if ("misuse" in command) {
    writeErrorLine(words.misuse(command.misuse));
    return WRONG_USAGE;
  }
  try {
    return await perform(command, request);
  } catch (error) {
    if (error instanceof OutputClosed) return FINE;
    const reason =
      error instanceof CommandFailure ? error.reason : ({ kind: "failed", code: toAppError(error).code } as const);
    writeErrorLine(words.failure(reason));
    return FAILED;
  }
}

async function perform(command: Command, request: CommandRequest): Promise<number> {
  const { language } = request;
  switch (command.kind) {
    case "help":
      writeOutput(COMMAND_WORDS[language].help);
      return FINE;
    case "version":
      writeLine(`decompte ${request.version}`);
      return FINE;
    case "summary":
      return withAccount(command.account, request, (opened) => summarize(command, opened, language));
    case "chart":
      return withAccount(command.account, request, async ({ figures }) => {
        const chart = await figures.spendingChart(command.range);
        if (command.isJson) writeLine(JSON.stringify(chart, null, 2));
        else for (const line of chartLines(language, chart, terminalColumns())) writeLine(line);
        return FINE;
      });
    default:
      return assertNever(command);
  }
}
