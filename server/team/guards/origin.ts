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
  // Whoever calls again calls by the same name.
  let lastOwn: string | null = null;
  const isOwn = (origin: string): boolean => {
    if (origin === lastOwn) return true;
    const { host, hostname } = new URL(origin);
    if (host !== publicHost && !isLoopbackName(hostname)) return false;
    lastOwn = origin;
    return true;
  };
  return createMiddleware<RequestState>(async (c, next) => {
    if (options.isLoopback && !isOwn(originOf(c.req.url))) {
      throw new AppError("forbidden", "This server is not called by that name");
    }
    await next();
  });
};

/** What stands before the path: the address is the HTTP server's own writing, so it has three slashes or ends there. */
function originOf(url: string): string {
  const end = url.indexOf("/", url.indexOf("//") + 2);
  return end === -1 ? url : url.slice(0, end);
}

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
