import { Hono } from "hono";
import type { Ledger } from "../ledger/ledger.ts";
import type { Importer } from "../services/import/importer.ts";
import type { Reconciler } from "../services/reconciliation/reconciler.ts";

/** What every route needs. */
export interface RouteContext {
  readonly ledger: Ledger;
  readonly importer: Importer;
  readonly reconciler: Reconciler;
  readonly now: () => number;
}

/** Set for every request; `userId` for those below `/api` only, once the caller is known. */
export interface RequestState {
  Variables: { requestId: string; userId: string };
}

export type Router = Hono<RequestState>;

export const newRouter = (): Router => new Hono<RequestState>();
