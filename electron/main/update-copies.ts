import { existsSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { z } from "zod";
import type { UpdateCopies, UpdateCopy } from "../../shared/ipc/updates.ts";
import { forgivingJsonFile, jsonFile, type JsonFile } from "./json-file.ts";
import type { CheckAnswer } from "./ledger-check.ts";
import type { Log } from "./log.ts";

const COPIES_KEPT = 3;
const UNFINISHED = ".unfinished-update-copy";
/** Named by the version that came after it, and when. */
const NAME = /\.before-(\d+\.\d+\.\d+\S*)-(\d{8}T\d{9}Z)$/;

const versionSchema = z.object({
  /** The version of Décompte that opened the ledger last. */
  openedBy: z.string().nullable(),
});

export type LedgerVersionStore = JsonFile<z.infer<typeof versionSchema>>;

export function createLedgerVersionStore(file: string, log: Log): LedgerVersionStore {
  const initial = { openedBy: null };
  return forgivingJsonFile(jsonFile(file, versionSchema, initial), initial, log);
}

export interface UpdateCopiesOptions {
  /** The ledger's. */
  readonly file: string;
  /** This version. */
  readonly version: string;
  readonly store: LedgerVersionStore;
  /** Copies the ledger into a file that is not there yet, unless a later version wrote it. */
  readonly copy: (to: string) => Promise<CheckAnswer>;
  readonly now: () => number;
  readonly log: Log;
}

/** Copies of the ledger from before another version of Décompte opened it for the first time. */
export interface LedgerUpdateCopies {
  /** To be done before the ledger is opened: once for each version. A copy that can't be made holds nothing up. */
  makeIfUpdated(): Promise<void>;
  read(): UpdateCopies;
  /** Null where there is no such copy. */
  fileOf(name: string): string | null;
}

export function createUpdateCopies({ file, version, store, copy, now, log }: UpdateCopiesOptions): LedgerUpdateCopies {
  const folder = dirname(file);
  let isMaking = false;

  /** The newest first. */
  function list(): UpdateCopy[] {
    if (!existsSync(folder)) return [];
    const copies = readdirSync(folder).flatMap((name) => {
      const [, before, stamp] = (name.startsWith(`${basename(file)}.`) && NAME.exec(name)) || [];
      if (before === undefined || stamp === undefined) return [];
      const bytes = statSync(join(folder, name), { throwIfNoEntry: false })?.size;
      return bytes === undefined ? [] : [{ name, before, madeAt: instantOf(stamp), bytes }];
    });
    return copies.toSorted((left, right) => right.madeAt.localeCompare(left.madeAt));
  }

  async function make(): Promise<CheckAnswer> {
    const unfinished = `${file}${UNFINISHED}`;
    for (const part of ["", "-journal"]) rmSync(unfinished + part, { force: true });
    const answer = await copy(unfinished);
    if (answer.kind === "sound") renameSync(unfinished, `${file}.before-${version}-${stampOf(now())}`);
    else rmSync(unfinished, { force: true });
    for (const { name } of list().slice(COPIES_KEPT)) rmSync(join(folder, name), { force: true });
    return answer;
  }

  return {
    async makeIfUpdated() {
      if (store.read().openedBy === version) return;
      isMaking = true;
      try {
        const answer = existsSync(file) ? await make() : null;
        if (answer !== null) log("ledger copied before the update", answer);
        // Of a damaged one there is no copy to be had; what failed otherwise is tried again by the next start.
        if (answer?.kind !== "not-checked") store.write({ openedBy: version });
      } catch (error) {
        log("ledger not copied before the update", { cause: error });
      } finally {
        isMaking = false;
      }
    },
    read: () => ({ isMaking, openedBy: store.read().openedBy, copies: list() }),
    fileOf: (name) => (list().some((one) => one.name === name) ? join(folder, name) : null),
  };
}

const stampOf = (nowMs: number): string => new Date(nowMs).toISOString().replaceAll(/[-:.]/g, "");

const instantOf = (stamp: string): string =>
  stamp.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z$/, "$1-$2-$3T$4:$5:$6.$7Z");
