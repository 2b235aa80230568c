import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Language } from "../../../shared/domain/money.ts";
import { isRecord } from "../../../shared/ipc/remembered-screen.ts";
import { type KeptScreen, readScreen } from "./screen-file.ts";

/** What the figures of a first screen depend on, apart from the account. */
export interface Circumstances {
  readonly build: string;
  readonly language: Language;
  readonly timeZone: string;
  readonly areAmountsHidden: boolean;
  readonly today: string;
}

/** The remembered first screen, if the ledger would answer the very same now; else null. */
export function recallScreen(dataFolder: string, now: Circumstances): KeptScreen | null {
  const screen = readScreen(dataFolder);
  const isTrue =
    screen !== null &&
    screen.build === now.build &&
    screen.language === now.language &&
    screen.timeZone === now.timeZone &&
    screen.areAmountsHidden === now.areAmountsHidden &&
    screen.today === now.today &&
    screen.accountId === shownAccount(dataFolder) &&
    existsSync(join(dataFolder, "ledger.db"));
  return isTrue ? screen : null;
}

/** What names this build: its version, and its page, which names each of its own files by their digests. */
export function buildOf(version: string, pageFile: string): string {
  return createHash("sha256").update(version).update("\0").update(readFileSync(pageFile)).digest("hex");
}

/** Of Apify's accounts alone: a team server's figures may be others by now. */
function shownAccount(dataFolder: string): string | null {
  try {
    const stored: unknown = JSON.parse(readFileSync(join(dataFolder, "accounts.json"), "utf8"));
    if (!isRecord(stored) || !Array.isArray(stored["accounts"])) return null;
    const isShown = (account: unknown) => isRecord(account) && account["id"] === stored["currentId"];
    const account: unknown = stored["accounts"].find(isShown);
    return isRecord(account) && account["kind"] !== "server" ? String(account["id"]) : null;
  } catch {
    return null;
  }
}
