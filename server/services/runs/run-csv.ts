import { stringify } from "csv-stringify/sync";
import type { ExportQuery } from "../../../shared/api/export.ts";
import { localDateTime } from "../../../shared/domain/day.ts";
import { decimalUsd } from "../../../shared/domain/money.ts";
import type { StoredRun } from "../../ledger/ledger.ts";

/** So that a spreadsheet knows the letters beyond ASCII. */
const BYTE_ORDER_MARK = "\u{feff}";

/**
 * CSV by RFC 4180. Texts that a spreadsheet would take for a formula get an apostrophe before them. What is not known is
 * empty; the header says the zone and how a decimal is written.
 */
export function csvWriter({ decimal, tz }: Pick<ExportQuery, "decimal" | "tz">) {
  const cost = (run: StoredRun): string => {
    const exact = run.costNanoUsd === null ? "" : decimalUsd(run.costNanoUsd);
    return decimal === "comma" ? exact.replace(".", ",") : exact;
  };
  const columns: readonly (readonly [name: string, of: (run: StoredRun) => string])[] = [
    ["runId", ({ runId }) => runId],
    ["actor", ({ actor }) => actor?.name ?? ""],
    ["actorTitle", ({ actor }) => actor?.title ?? ""],
    ["scraperId", ({ scraperId }) => scraperId],
    ["source", ({ source }) => source],
    ["origin", ({ origin }) => origin ?? ""],
    ["status", ({ status }) => status],
    ["startedAt (UTC)", ({ createdAtMs }) => iso(createdAtMs)],
    [`startedAt (${tz})`, ({ createdAtMs }) => localDateTime(createdAtMs, tz)],
    ["finishedAt (UTC)", ({ finishedAtMs }) => (finishedAtMs === null ? "" : iso(finishedAtMs))],
    [`costUsd (decimal ${decimal})`, cost],
    ["isCostSettled", ({ settledAtMs }) => String(settledAtMs !== null)],
    ["itemCount", ({ itemCount }) => (itemCount === null ? "" : String(itemCount))],
  ];
  const write = (rows: readonly (readonly string[])[]): string =>
    stringify(
      rows.map((row) => [...row]),
      { record_delimiter: "windows", escape_formulas: true, delimiter: decimal === "comma" ? ";" : "," },
    );
  return {
    header: `${decimal === "comma" ? BYTE_ORDER_MARK : ""}${write([columns.map(([name]) => name)])}`,
    rowsOf: (runs: readonly StoredRun[]): string => write(runs.map((run) => columns.map(([, of]) => of(run)))),
  };
}

const iso = (ms: number): string => new Date(ms).toISOString();
