import { createMiddleware } from "hono/factory";
import type { RequestState } from "./route-context.ts";

/** Gives each request its id, which its answer tells too. `given` is what the caller asks for, if that may be used. */
export const identifyRequests = (given: (request: Request) => string | null = () => null) =>
  createMiddleware<RequestState>(async (c, next) => {
    c.set("requestId", given(c.req.raw) ?? crypto.randomUUID());
    await next();
    // `c.header` would make a finished answer anew, as a stream, which is several times slower to send.
    c.res.headers.set("X-Request-Id", c.var.requestId);
  });
