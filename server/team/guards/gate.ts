import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import type { RequestState } from "../../routes/route-context.ts";

/**
 * Looks at a request before anything is done for it, and may answer it.
 *
 * @throws AppError for one that is refused
 */
export type Gate = (context: Context<RequestState>) => Response | undefined;

/** All of them, one after the other, in one step of the way to the routes. */
export const passing = (...gates: readonly Gate[]) =>
  createMiddleware<RequestState>(async (c, next) => {
    for (const gate of gates) {
      const answer = gate(c);
      if (answer !== undefined) return answer;
    }
    await next();
    return undefined;
  });
