import { inject } from "vitest";
import type { Ledger } from "../../../server/ledger/ledger.ts";
import type { ByHand } from "./by-hand.ts";
import type { PlainSql } from "./plain-sql.ts";
import { openPostgresTestLedger } from "./postgres-test-ledger.ts";
import { openTemporaryLedger } from "./temporary-ledger.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** On which ledger a project's tests run. */
    ledgerAdapter: "sqlite" | "pg" | "neon";
  }
}

/** An empty ledger, for one test. */
export interface TestLedger {
  readonly ledger: Ledger;
  /** Another connection to the same tables. */
  readonly sql: PlainSql;
  readonly byHand: ByHand;
  /** Another ledger over the same tables, as a second process would have. */
  readonly openSecond: () => Promise<Ledger>;
  /** Whatever is stored, to be searched for what must not be there. */
  readonly readStored: () => Promise<string>;
  readonly remove: () => Promise<void>;
}

/** Postgres takes a round trip for each statement: there, fewer examples do. */
export const examples = (onSqlite: number): number =>
  inject("ledgerAdapter") === "sqlite" ? onSqlite : Math.ceil(onSqlite / 4);

/** A ledger on the adapter of the project, `conformance-sqlite`, `-pg` or `-neon`. */
export async function openTestLedger(now: () => number = Date.now): Promise<TestLedger> {
  const adapter = inject("ledgerAdapter");
  return adapter === "sqlite" ? openTemporaryLedger(now) : openPostgresTestLedger(adapter, now);
}
