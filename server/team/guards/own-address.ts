import { hostInUrl, isLoopbackName } from "../loopback.ts";
import type { Gate } from "./gate.ts";

/**
 * Leads a page that was opened by another name of this computer (`localhost` for `127.0.0.1`) to the server's own:
 * its forms and cookies hold for that one alone.
 */
export const leadToOwnAddress =
  (options: { readonly host: string; readonly baseUrl: string | null }): Gate =>
  (c) => {
    const isPage = c.req.method === "GET" && c.req.header("accept")?.includes("text/html") === true;
    if (!isPage) return undefined;
    const asked = new URL(c.req.url);
    const own = new URL(options.baseUrl ?? `http://${hostInUrl(options.host)}`);
    const isOtherName = asked.hostname !== own.hostname && isLoopbackName(asked.hostname);
    if (isOtherName && isLoopbackName(own.hostname) && (options.baseUrl === null || asked.port === own.port)) {
      own.port = asked.port;
      return c.redirect(`${own.origin}${asked.pathname}${asked.search}`, 307);
    }
    return undefined;
  };
