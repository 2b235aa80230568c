import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import type { RequestState } from "./route-context.ts";

export interface Identifying {
  /** What the caller asks for as the id, if that may be used. */
  readonly given?: (request: Request) => string | null;
  /** Puts the id on the answer. */
  readonly tell?: (context: Context<RequestState>, requestId: string) => void;
}

/** Gives each request its id, which its answer tells too. */
export const identifyRequests = ({ given = () => null, tell = tellOnAnswer }: Identifying = {}) =>
  createMiddleware<RequestState>(async (c, next) => {
    const requestId = given(c.req.raw) ?? crypto.randomUUID();
    c.set("requestId", requestId);
    await next();
    tell(c, requestId);
  });

// `c.header` would make a finished answer anew, as a stream, which is several times slower to send.
const tellOnAnswer = (c: Context, requestId: string): void => c.res.headers.set("X-Request-Id", requestId);
