import { readFileSync } from "node:fs";
import { join } from "node:path";
import { assertNever, isAppError, toAppError } from "../../shared/errors.ts";
import { FileNotWritten, writeFileWhole } from "../main/file-written-whole.ts";
import type { CommandRequest } from "../main/run-command.ts";
import { chartLines } from "./chart-output.ts";
import { CommandFailure, type FailureReason } from "./command-failure.ts";
import { COMMAND_WORDS } from "./command-words.ts";
import { FAILED, FINE, WRONG_USAGE } from "./exit-codes.ts";
import { withAccount } from "./open-account.ts";
import { type Command, FILTER, parseCommand } from "./parse-command.ts";
import { isInUse, removeData, type SearchedKeychain } from "./remove-data.ts";
import { OutputClosed, terminalColumns, writeErrorLine, writeLine, writeOutput } from "./standard-streams.ts";
import { summarize } from "./summarize.ts";
import { updateDownloads } from "./update-downloads.ts";

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
    const refused = refusedOption(error);
    if (refused !== null) {
      writeErrorLine(words.misuse({ kind: "refused", typed: refused }));
      return WRONG_USAGE;
    }
    writeErrorLine(words.failure(reasonOf(error)));
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
    case "remove-data":
      return command.isConfirmed ? removeAll(request) : announceRemoval(request);
    case "summary":
      return withAccount(command.account, request, (opened) => summarize(command, opened, language));
    case "chart":
      return withAccount(command.account, request, async ({ figures }) => {
        const chart = await figures.spendingChart(command.range);
        if (command.isJson) writeLine(JSON.stringify(chart, null, 2));
        else for (const line of chartLines(language, chart, terminalColumns())) writeLine(line);
        return FINE;
      });
    case "export":
      return withAccount(command.account, request, async ({ figures }) => {
        const { parts } = await figures.exportRuns(command.asked);
        if (command.output !== null) await writeFileWhole(command.output, parts);
        else for await (const part of parts) writeOutput(part);
        return FINE;
      });
    default:
      return assertNever(command);
  }
}

function announceRemoval({ dataFolder, language }: CommandRequest): number {
  writeErrorLine(COMMAND_WORDS[language].removal.announced(dataFolder));
  return FAILED;
}

async function removeAll({ appPath, dataFolder, language }: CommandRequest): Promise<number> {
  if (isInUse(dataFolder)) throw new CommandFailure({ kind: "running" });
  const words = COMMAND_WORDS[language].removal;
  const isFolderChosen = Boolean(process.env["DECOMPTE_DATA_DIR"]);
  const loadKeychain = async (): Promise<SearchedKeychain> => (await import("keytar")).default;
  const { env: variables, platform } = process;
  const downloads = updateDownloads({ platform, variables, name: packageName(appPath) });
  const removal = await removeData({ dataFolder, isFolderChosen, variables, downloads, loadKeychain });
  if (removal.isKeychainDoubtful) writeErrorLine(words.keychainDoubtful);
  if (removal.isFolderLeft) writeErrorLine(words.folderLeft(dataFolder));
  if (removal.isKeychainDoubtful || removal.isFolderLeft) return FAILED;
  writeLine(words.done);
  return FINE;
}

function packageName(appPath: string): string {
  const { name }: { name: string } = JSON.parse(readFileSync(join(appPath, "package.json"), "utf8"));
  return name;
}

function reasonOf(error: unknown): FailureReason {
  if (error instanceof CommandFailure) return error.reason;
  if (error instanceof FileNotWritten) return { kind: "not-written", file: error.file, code: error.code };
  return { kind: "failed", code: toAppError(error).code };
}

/** The option whose value the contract refuses; null for any other failure. */
function refusedOption(error: unknown): string | null {
  if (!isAppError(error, "invalid_request")) return null;
  const option = Object.entries(FILTER).find(([, parameter]) => parameter === error.details?.["parameter"]);
  return option === undefined ? null : `--${option[0]}`;
}
