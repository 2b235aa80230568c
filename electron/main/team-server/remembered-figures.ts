import { createHash } from "node:crypto";
import { rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { apifyConnectionSchema } from "../../../shared/api/apify-connection.ts";
import { importStatusSchema } from "../../../shared/api/backfill.ts";
import { reconciliationSchema } from "../../../shared/api/reconciliation.ts";
import { spendingChartSchema } from "../../../shared/api/spending-chart.ts";
import { summarySchema } from "../../../shared/api/summary.ts";
import { toAppError } from "../../../shared/errors.ts";
import { jsonFile } from "../json-file.ts";
import type { Log } from "../log.ts";

/** A server that answers more than this is not remembered. */
const MOST_BYTES = 1024 * 1024;

export const rememberedFiguresSchema = z.object({
  /** When they were read from the server, and for whose days. */
  readAt: z.iso.datetime(),
  timeZone: z.string(),
  /** The curve of 90 days: the shorter ones and the sums of days are parts of it. */
  chart: spendingChartSchema,
  all: summarySchema,
  status: importStatusSchema,
  /** Null where the server does not tell it. */
  apify: apifyConnectionSchema.nullable(),
  reconciliation: reconciliationSchema.nullable(),
});

/** The last known answers of a team server for one account. */
export type RememberedFigures = z.output<typeof rememberedFiguresSchema>;

/** One account's last known figures, in a file of its own. No secret is in it; a disk that refuses costs the memory only. */
export interface RememberedFiguresStore {
  read(): RememberedFigures | null;
  write(figures: RememberedFigures): void;
  remove(): void;
}

/** @param accountId may hold anything, so that the file is called by its digest. */
export function figuresFileOf(dataFolder: string, accountId: string): string {
  const name = createHash("sha256").update(accountId).digest("hex").slice(0, 32);
  return join(dataFolder, "figures", `${name}.json`);
}

export function createRememberedFiguresStore(dataFolder: string, accountId: string, log: Log): RememberedFiguresStore {
  const file = figuresFileOf(dataFolder, accountId);
  const stored = jsonFile(file, rememberedFiguresSchema.nullable(), null);
  const remove = () => {
    for (const each of [file, `${file}.unfinished`, `${file}.unreadable`]) rmSync(each, { force: true });
  };

  /** A disk's failure, and a file that is not understood, are nothing known. */
  function forgiving<Value>(event: string, work: () => Value): Value | null {
    try {
      return work();
    } catch (error) {
      log(event, { cause: toAppError(error).cause ?? error });
      return null;
    }
  }

  return {
    read: () =>
      forgiving("figures not read", () => {
        const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
        return size > MOST_BYTES ? null : stored.read();
      }),
    write: (figures) =>
      void forgiving("figures not remembered", () => {
        if (JSON.stringify(figures).length <= MOST_BYTES) stored.write(figures);
        else remove();
      }),
    remove: () => void forgiving("figures not removed", remove),
  };
}
