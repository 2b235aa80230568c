import type { Reconciliation } from "../../../shared/api/reconciliation.ts";

/** An answer that holds both sides. */
export type KnownReconciliation = Extract<Reconciliation, { state: "known" }>;
