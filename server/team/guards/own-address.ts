import { createMiddleware } from "hono/factory";
import type { RequestState } from "../../routes/route-context.ts";
import { hostInUrl, isLoopbackName } from "../loopback.ts";

/**
 * Leads a page that was opened by another name of this computer (`localhost` for `127.0.0.1`) to the server's own:
 * its forms and cookies hold for that one alone.
 */
export const leadToOwnAddress = (options: { readonly host: string; readonly baseUrl: string | null }) =>
  createMiddleware<RequestState>(async (c, next) => {
    const asked = new URL(c.req.url);
    const own = new URL(options.baseUrl ?? `http://${hostInUrl(options.host)}`);
    const isPage = c.req.method === "GET" && c.req.header("accept")?.includes("text/html") === true;
    const isOtherName = asked.hostname !== own.hostname && isLoopbackName(asked.hostname);
    if (
      isPage &&
      isOtherName &&
      isLoopbackName(own.hostname) &&
      (options.baseUrl === null || asked.port === own.port)
    ) {
      own.port = asked.port;
      return c.redirect(`${own.origin}${asked.pathname}${asked.search}`, 307);
    }
    await next();
  });
