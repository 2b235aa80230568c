import { z } from "zod";
import { forgivingJsonFile, jsonFile } from "./json-file.ts";
import type { Log } from "./log.ts";
import { NO_BACKOFF, type Backoff } from "./refresh-schedule.ts";

const backoffFileSchema = z.array(
  z.object({
    accountId: z.string().min(1),
    failuresInARow: z.int().min(1),
    notBefore: z.iso.datetime().nullable(),
  }),
);

/** Each account's failures in a row, so that starting again and again does not ask again and again. */
export interface BackoffStore {
  read(accountId: string): Backoff;
  write(accountId: string, backoff: Backoff): void;
}

export function createBackoffStore(file: string, log: Log): BackoffStore {
  const stored = forgivingJsonFile(jsonFile(file, backoffFileSchema, []), [], log);
  return {
    read(accountId) {
      const found = stored.read().find((entry) => entry.accountId === accountId);
      if (found === undefined) return NO_BACKOFF;
      const { failuresInARow, notBefore } = found;
      return { failuresInARow, notBeforeMs: notBefore === null ? null : Date.parse(notBefore) };
    },
    write(accountId, { failuresInARow, notBeforeMs }) {
      const others = stored.read().filter((entry) => entry.accountId !== accountId);
      const notBefore = notBeforeMs === null ? null : new Date(notBeforeMs).toISOString();
      stored.write(failuresInARow === 0 ? others : [...others, { accountId, failuresInARow, notBefore }]);
    },
  };
}
