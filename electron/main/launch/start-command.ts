import { z } from "zod";
import { appImageFile } from "./app-image.ts";

/** Names the command that started a development checkout: a JSON list of words. `scripts/start.mjs` sets it. */
const START_COMMAND = "DECOMPTE_START_COMMAND";
/** What starts the application in the same place, with the same data. */
const KEPT_VARIABLES = ["DECOMPTE_DATA_DIR", "ELECTRON_OVERRIDE_DIST_PATH"] as const;

export interface StartSurroundings {
  readonly isPackaged: boolean;
  readonly executable: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
}

export interface StartCommand {
  readonly words: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
}

const wordsSchema = z.array(z.string().min(1)).min(1);

/** How this very application can be started again; null where nobody knows, such as from within a development tool. */
export function startCommand({ isPackaged, executable, variables }: StartSurroundings): StartCommand | null {
  const words = isPackaged ? [appImageFile(variables, executable) ?? executable] : parseWords(variables[START_COMMAND]);
  if (words === null) return null;
  const kept = KEPT_VARIABLES.flatMap((name) => (variables[name] ? [[name, variables[name]] as const] : []));
  return { words, variables: Object.fromEntries(kept) };
}

function parseWords(text: string | undefined): readonly string[] | null {
  try {
    return wordsSchema.parse(JSON.parse(text ?? ""));
  } catch {
    return null;
  }
}
