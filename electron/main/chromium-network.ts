import { session } from "electron";
import { createChromiumFetch, createChromiumStream } from "./chromium-fetch.ts";
import type { NetworkFetch } from "./team-server/ask-server.ts";

/**
 * The network of one part of the application. The system's proxy and certificates hold for it; its session is its own, and
 * keeps no cookie and no cache. That is made at the first request, for which the application has to be ready.
 */
export function chromiumNetwork(name: string): { readonly fetch: NetworkFetch; readonly stream: NetworkFetch } {
  const own = () => session.fromPartition(name, { cache: false });
  return {
    fetch: (url, init) => createChromiumFetch(own())(url, init),
    stream: (url, init) => createChromiumStream(own())(url, init),
  };
}
