import { and, type Column, eq, gt, gte, type SQL, sql } from "drizzle-orm";
import { AppError, type ErrorCode } from "../../shared/errors.ts";
import type { ImportRecord } from "./ledger.ts";

type Columns<Names extends string> = Readonly<Record<Names, Column>>;

/** How far back an import goes. Windows end at a fixed distance from their own now: their lengths compare exactly. */
export const lengthOf = (imports: Columns<"fromMs" | "toMs">): SQL => sql`(${imports.toMs} - ${imports.fromMs})`;

/** One that fails again for the same reason keeps the time of its first failure. */
export function endedAt(
  imports: Columns<"errorCode" | "endedAtMs">,
  errorCode: ErrorCode | null,
  nowMs: number,
): SQL<number> {
  return sql`case when ${imports.errorCode} = ${errorCode} then ${imports.endedAtMs} else ${nowMs} end`;
}

/** Whether the longest import that did not complete goes further back than the longest that did. */
export function isLongestOpen(imports: Columns<"fromMs" | "toMs" | "state">): SQL<boolean | number | null> {
  const isCompleted = sql`${imports.state} = 'completed'`;
  const longest = sql`max(${lengthOf(imports)})`;
  return sql`${longest} filter (where not ${isCompleted}) > coalesce(${longest} filter (where ${isCompleted}), -1)`;
}

/** Whether `later` completed after an import and went as far back. */
export const coversLater = (
  later: Columns<"id" | "fromMs" | "toMs" | "state" | "userId">,
  imports: Columns<"id" | "fromMs" | "toMs" | "userId">,
): SQL | undefined =>
  and(
    eq(later.userId, imports.userId),
    eq(later.state, "completed"),
    gt(later.id, imports.id),
    gte(lengthOf(later), lengthOf(imports)),
  );

/** What an import's commit adds to its counts. */
export function counted(
  imports: Columns<"runsRecorded" | "runsNew" | "runsChanged">,
  batch: { readonly runs: number; readonly runsNew: number; readonly runsChanged: number },
) {
  return {
    runsRecorded: sql`${imports.runsRecorded} + ${batch.runs}`,
    runsNew: sql`${imports.runsNew} + ${batch.runsNew}`,
    runsChanged: sql`${imports.runsChanged} + ${batch.runsChanged}`,
  };
}

/** Where the record is gone, another process that went as far back has completed, and has let go of what it covers. */
export function single(record: ImportRecord | undefined): ImportRecord {
  if (record === undefined) throw new AppError("cancelled", "Another process has ended this import");
  return record;
}
