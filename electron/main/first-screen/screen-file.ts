import { readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Language } from "../../../shared/domain/money.ts";
import { isRecord, isScreenElement, type RememberedScreen } from "../../../shared/ipc/remembered-screen.ts";
import { writeWhole } from "../json-file.ts";

/** More than this is not kept. What is kept of a year of days is a tenth of it. */
const MOST_BYTES = 256 * 1024;

/** A first screen, and what must be the same for it to be true. */
export interface KeptScreen extends Omit<RememberedScreen, "username"> {
  readonly build: string;
  readonly accountId: string;
  readonly language: Language;
  readonly timeZone: string;
}

const TEXTS = ["build", "accountId", "timeZone", "today"] as const;
const NUMBERS = ["width", "height", "contentWidth", "refreshMinutes"] as const;

const fileIn = (dataFolder: string): string => join(dataFolder, "first-screen.json");

/** Null where there is none, or none that is understood. It is read before zod is loaded, so it is checked by hand. */
export function readScreen(dataFolder: string): KeptScreen | null {
  try {
    const file = fileIn(dataFolder);
    const size = statSync(file, { throwIfNoEntry: false })?.size ?? Infinity;
    if (size > MOST_BYTES) return null;
    const value: unknown = JSON.parse(readFileSync(file, "utf8"));
    return isKeptScreen(value) ? value : null;
  } catch {
    return null;
  }
}

/** @throws Error when the disk refuses */
export function writeScreen(dataFolder: string, screen: KeptScreen): void {
  const text = JSON.stringify(screen);
  if (Buffer.byteLength(text) <= MOST_BYTES) writeWhole(fileIn(dataFolder), text);
  else removeScreen(dataFolder);
}

/** @throws Error when the disk refuses */
export function removeScreen(dataFolder: string): void {
  const file = fileIn(dataFolder);
  for (const each of [file, `${file}.unfinished`]) rmSync(each, { force: true });
}

const isInstant = (value: unknown): boolean => typeof value === "string" && !Number.isNaN(Date.parse(value));

function isKeptScreen(value: unknown): value is KeptScreen {
  return (
    isRecord(value) &&
    (value["language"] === "fr" || value["language"] === "en") &&
    typeof value["areAmountsHidden"] === "boolean" &&
    TEXTS.every((name) => typeof value[name] === "string") &&
    NUMBERS.every((name) => Number.isSafeInteger(value[name])) &&
    (value["lastCompletedAt"] === null || isInstant(value["lastCompletedAt"])) &&
    isScreenElement(value["content"])
  );
}
