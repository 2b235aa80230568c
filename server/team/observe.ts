import { createMiddleware } from "hono/factory";
import { matchedRoutes, routePath } from "hono/route";
import type { Context } from "hono";
import type { RequestState } from "../routes/route-context.ts";
import type { Logger } from "./logging.ts";

export interface AnsweredRequest {
  readonly method: string;
  /** The pattern, such as `/api/scraper-runs/:runId`: a path may hold a secret. */
  readonly route: string;
  readonly status: number;
  readonly durationMs: number;
}

export interface RequestCounts {
  requestStarted(): void;
  requestEnded(answered: AnsweredRequest): void;
}

const REQUEST_ID_FORM = /^[\w.:-]{8,64}$/;

/** The caller's own id of a request, if it can stand in a log. */
export function givenRequestId(request: Request): string | null {
  const given = request.headers.get("x-request-id");
  return given !== null && REQUEST_ID_FORM.test(given) ? given : null;
}

/** Tells of each request once it is answered. */
export const observe = ({ logger, metrics }: { readonly logger: Logger; readonly metrics: RequestCounts }) =>
  createMiddleware<RequestState>(async (c, next) => {
    const startedMs = performance.now();
    metrics.requestStarted();
    await next();
    const answered: AnsweredRequest = {
      method: c.req.method,
      route: routeOf(c),
      status: c.res.status,
      durationMs: Math.round((performance.now() - startedMs) * 10) / 10,
    };
    metrics.requestEnded(answered);
    // Nobody's, where the caller is not known. `c.var` would copy all that is set.
    const userId = c.get("userId") as string | undefined;
    const level = isProbe(answered) ? "debug" : "info";
    logger[level]({ requestId: c.get("requestId"), ...answered, ...(userId !== undefined && { userId }) }, "request");
  });

/** The handlers' own pattern stands before that of what guards them. */
function routeOf(context: Context): string {
  const own = matchedRoutes(context).find(({ path }) => !path.endsWith("*"));
  return own?.path ?? routePath(context);
}

const PROBES: ReadonlySet<string> = new Set(["/healthz", "/readyz", "/metrics"]);
const isProbe = ({ route, status }: AnsweredRequest): boolean => PROBES.has(route) && status < 400;
