import { cors } from "hono/cors";
import { AppError } from "../../../shared/errors.ts";
import { isLoopbackName } from "../loopback.ts";
import type { Gate } from "./gate.ts";

/**
 * Refuses a name that this server does not have, where only this computer can reach it: a page of elsewhere whose name
 * was pointed here (DNS rebinding) still says its own name.
 */
export const guardHost = (options: { readonly isLoopback: boolean; readonly baseUrl: string | null }): Gate => {
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
  return (c) => {
    if (options.isLoopback && !isOwn(originOf(c.req.url))) {
      throw new AppError("forbidden", "This server is not called by that name");
    }
    return undefined;
  };
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
}): Gate => {
  const allowed: ReadonlySet<string> = new Set(options.allowedOrigins);
  return (c) => {
    const origin = c.req.header("origin");
    if (origin === undefined) return undefined;
    const isOwn =
      origin === (options.baseUrl ?? new URL(c.req.url).origin) ||
      // A form of our own, sent by a browser that keeps its address to itself.
      (origin === "null" && c.req.header("sec-fetch-site") === "same-origin");
    if (!isOwn && !allowed.has(origin))
      throw new AppError("forbidden", "Pages of that origin may not call this server");
    return undefined;
  };
};

export const openTo = (allowedOrigins: readonly string[]) =>
  cors({
    origin: [...allowedOrigins],
    allowHeaders: ["Authorization", "Content-Type", "X-Request-Id"],
    allowMethods: ["GET", "POST", "PUT", "DELETE"],
    exposeHeaders: ["X-Request-Id", "Retry-After"],
    maxAge: 600,
  });
