import {
  recordRunBodySchema,
  recordRunsBodySchema,
  SCRAPER_RUNS_PATH,
  scraperRunsQuerySchema,
} from "../../shared/api/scraper-runs.ts";
import { SCRAPERS_PATH } from "../../shared/api/scrapers.ts";
import { MOST_BATCH_BYTES, MOST_RUN_BYTES } from "../../shared/domain/recording.ts";
import { AppError } from "../../shared/errors.ts";
import { findRun } from "../services/runs/find-run.ts";
import { listRuns } from "../services/runs/list-runs.ts";
import { listScrapers } from "../services/runs/list-scrapers.ts";
import { recordRun, recordRuns } from "../services/runs/record-runs.ts";
import { limitBody } from "./limit-body.ts";
import { parseFields, parseJson, parseQuery } from "./parse-input.ts";
import { newRouter, type RouteContext } from "./route-context.ts";

const TOO_LARGE = "The body must be at most 1 MiB, or 8 MiB for many runs";

export function scraperRunRoutes(context: RouteContext) {
  return newRouter()
    .get(SCRAPER_RUNS_PATH, async (c) => {
      const query = parseQuery(c, scraperRunsQuerySchema);
      return c.json(await listRuns(context, { userId: c.get("userId"), query }));
    })
    .post(SCRAPER_RUNS_PATH, limitBody(MOST_BATCH_BYTES, TOO_LARGE), async (c) => {
      const userId = c.get("userId");
      const sent = await c.req.arrayBuffer();
      const body = parseJson(new TextDecoder().decode(sent));
      if (isBatch(body)) {
        const { runs: bodies } = parseFields(recordRunsBodySchema, body);
        const runs = await recordRuns(context, { userId, bodies });
        return c.json({ runs }, runs.some(({ isNew }) => isNew) ? 201 : 200);
      }
      if (sent.byteLength > MOST_RUN_BYTES) throw new AppError("payload_too_large", TOO_LARGE);
      const answer = await recordRun(context, { userId, body: parseFields(recordRunBodySchema, body) });
      return c.json(answer, answer.isNew ? 201 : 200);
    })
    .get(SCRAPERS_PATH, async (c) => c.json(await listScrapers(context, c.get("userId"))))
    .get(`${SCRAPER_RUNS_PATH}/:runId`, async (c) =>
      c.json(await findRun(context, { userId: c.get("userId"), runId: c.req.param("runId") })),
    );
}

const isBatch = (body: unknown): boolean => typeof body === "object" && body !== null && "runs" in body;
