import type { AppError } from "../shared/errors.ts";
import type { Ledger } from "./ledger/ledger.ts";
import { backfillRoutes } from "./routes/backfill.ts";
import { answerFailures } from "./routes/error-answer.ts";
import { exportRoutes } from "./routes/export.ts";
import { healthRoutes } from "./routes/health.ts";
import { reconciliationRoutes } from "./routes/reconciliation.ts";
import { identifyRequests } from "./routes/request-id.ts";
import { newRouter, type Router } from "./routes/route-context.ts";
import { scraperRunRoutes } from "./routes/scraper-runs.ts";
import { spendingRoutes } from "./routes/spending.ts";
import type { Importer } from "./services/import/importer.ts";
import type { Reconciler } from "./services/reconciliation/reconciler.ts";
import { unauthorized } from "./unauthorized.ts";

export interface AppDependencies {
  readonly ledger: Ledger;
  readonly importer: Importer;
  readonly reconciler: Reconciler;
  /** Whose request it is, or null when the caller is not known. */
  readonly authenticate: (request: Request) => Promise<{ readonly userId: string } | null>;
  readonly now: () => number;
  /** What only the team server has: routes that answer anyone, asked before the caller is, and routes of a known user. */
  readonly openRoutes?: readonly Router[];
  readonly userRoutes?: readonly Router[];
  /** Told of every failure that is not the caller's. */
  readonly onUnexpectedError: (error: AppError, requestId: string) => void;
}

/**
 * The HTTP contract over a ledger. Embedded, its `fetch` is called in-process; served, by an HTTP server. What comes
 * before it, such as guards, stands on `app` already, which identifies its requests.
 */
export function createApp(dependencies: AppDependencies, app: Router = newRouter().use(identifyRequests())) {
  for (const routes of dependencies.openRoutes ?? []) app.route("/", routes);
  app.use("/api/*", async (c, next) => {
    const caller = await dependencies.authenticate(c.req.raw);
    if (caller === null) throw unauthorized(c.req.raw);
    c.set("userId", caller.userId);
    await next();
  });

  app.route("/", healthRoutes(dependencies));
  app.route("/", spendingRoutes(dependencies));
  app.route("/", backfillRoutes(dependencies));
  app.route("/", reconciliationRoutes(dependencies));
  app.route("/", exportRoutes(dependencies));
  app.route("/", scraperRunRoutes(dependencies));
  for (const routes of dependencies.userRoutes ?? []) app.route("/", routes);

  return answerFailures(app, dependencies.onUnexpectedError);
}
