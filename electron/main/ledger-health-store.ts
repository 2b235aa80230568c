import { z } from "zod";
import { forgivingJsonFile, jsonFile, type JsonFile } from "./json-file.ts";
import type { Log } from "./log.ts";

export const ledgerHealthSchema = z.object({
  damagedSince: z.iso.datetime().nullable(),
  /** The person asked for a new ledger: the next start sets this one aside. */
  isToBeReplaced: z.boolean(),
  /** The person chose a ledger that waits beside this one: the next start puts it in its place. */
  isToBeRestored: z.boolean().default(false),
});

export type StoredLedgerHealth = z.infer<typeof ledgerHealthSchema>;
export type LedgerHealthStore = JsonFile<StoredLedgerHealth>;

export const UNHARMED: StoredLedgerHealth = { damagedSince: null, isToBeReplaced: false, isToBeRestored: false };

/** What is known of the ledger's file, kept outside of it, so that a start does not show figures as if nothing were wrong. */
export function createLedgerHealthStore(file: string, log: Log): LedgerHealthStore {
  return forgivingJsonFile(jsonFile(file, ledgerHealthSchema, UNHARMED), UNHARMED, log);
}
