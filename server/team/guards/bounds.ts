import { createMiddleware } from "hono/factory";
import { BACKFILL_PATH, REFRESH_PATH } from "../../../shared/api/backfill.ts";
import { MOST_BATCH_BYTES } from "../../../shared/domain/recording.ts";
import { AppError } from "../../../shared/errors.ts";
import { limitBody } from "../../routes/limit-body.ts";
import type { RequestState } from "../../routes/route-context.ts";

const ANSWER_WITHIN_MS = 60_000;

/** These answer once an import has ended. */
const AS_LONG_AS_IT_TAKES: ReadonlySet<string> = new Set([BACKFILL_PATH, REFRESH_PATH]);

/** The most that any route takes; most take less. */
export const boundBody = limitBody(
  MOST_BATCH_BYTES,
  `The body must be at most ${MOST_BATCH_BYTES / (1024 * 1024)} MiB`,
);

/** What lasts longer than any database or neighbour should take is answered for; it may still come to its end. */
export const boundTime = createMiddleware<RequestState>(async (c, next) => {
  if (AS_LONG_AS_IT_TAKES.has(c.req.path)) return next();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new AppError("ledger_unavailable", "The answer takes too long: ask again"));
    }, ANSWER_WITHIN_MS);
  });
  try {
    await Promise.race([next(), late]);
  } finally {
    clearTimeout(timer);
  }
});
