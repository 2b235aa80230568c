import { cors } from "hono/cors";
import { createMiddleware } from "hono/factory";
import { AppError } from "../../../shared/errors.ts";
import type { RequestState } from "../../routes/route-context.ts";
import { isLoopbackName } from "../loopback.ts";

/**
 * Refuses a name that this server does not have, where only this computer can reach it: a page of elsewhere whose name
 * was pointed here (DNS rebinding) still says its own name.
 */
export const guardHost = (options: { readonly isLoopback: boolean; readonly baseUrl: string | null }) => {
  const publicHost = options.baseUrl === null ? null : new URL(options.baseUrl).host;
  return createMiddleware<RequestState>(async (c, next) => {
    const { host, hostname } = new URL(c.req.url);
    if (options.isLoopback && host !== publicHost && !isLoopbackName(hostname)) {
      throw new AppError("forbidden", "This server is not called by that name");
    }
    await next();
  });
};

/** Refuses pages of elsewhere. CORS is closed but to `allowedOrigins`. */
export const guardOrigin = (options: {
  readonly baseUrl: string | null;
  readonly allowedOrigins: readonly string[];
}) => {
  const allowed: ReadonlySet<string> = new Set(options.allowedOrigins);
  return createMiddleware<RequestState>(async (c, next) => {
    const origin = c.req.header("origin");
    const isOwn =
      origin === undefined ||
      origin === (options.baseUrl ?? new URL(c.req.url).origin) ||
      // A form of our own, sent by a browser that keeps its address to itself.
      (origin === "null" && c.req.header("sec-fetch-site") === "same-origin");
    if (!isOwn && !allowed.has(origin))
      throw new AppError("forbidden", "Pages of that origin may not call this server");
    await next();
  });
};

export const openTo = (allowedOrigins: readonly string[]) =>
  cors({
    origin: [...allowedOrigins],
    allowHeaders: ["Authorization", "Content-Type", "X-Request-Id"],
    allowMethods: ["GET", "POST", "PUT", "DELETE"],
    exposeHeaders: ["X-Request-Id", "Retry-After"],
    maxAge: 600,
  });
