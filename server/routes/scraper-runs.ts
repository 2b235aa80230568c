import { bodyLimit } from "hono/body-limit";
import { recordRunBodySchema, SCRAPER_RUNS_PATH, scraperRunsQuerySchema } from "../../shared/api/scraper-runs.ts";
import { AppError } from "../../shared/errors.ts";
import { findRun } from "../services/runs/find-run.ts";
import { listRuns } from "../services/runs/list-runs.ts";
import { recordRun } from "../services/runs/record-run.ts";
import { parseBody, parseQuery } from "./parse-input.ts";
import { newRouter, type RouteContext } from "./route-context.ts";

const MAX_BODY_BYTES = 1024 * 1024;

const limitBody = bodyLimit({
  maxSize: MAX_BODY_BYTES,
  onError: () => {
    throw new AppError("payload_too_large", "The body must be at most 1 MiB");
  },
});

export function scraperRunRoutes(context: RouteContext) {
  return newRouter()
    .get(SCRAPER_RUNS_PATH, async (c) => {
      const query = parseQuery(c, scraperRunsQuerySchema);
      return c.json(await listRuns(context, { userId: c.var.userId, query }));
    })
    .post(SCRAPER_RUNS_PATH, limitBody, async (c) => {
      const body = await parseBody(c, recordRunBodySchema);
      const answer = await recordRun(context, { userId: c.var.userId, body });
      return c.json(answer, answer.isNew ? 201 : 200);
    })
    .get(`${SCRAPER_RUNS_PATH}/:runId`, async (c) =>
      c.json(await findRun(context, { userId: c.var.userId, runId: c.req.param("runId") })),
    );
}
