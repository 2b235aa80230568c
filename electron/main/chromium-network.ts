import { app, session } from "electron";
import { createChromiumFetch, createChromiumStream } from "./chromium-fetch.ts";
import type { NetworkFetch } from "./team-server/ask-server.ts";

/** As Chromium calls it. */
const NETWORK_PROCESS = "network.mojom.NetworkService";

/** Sessions of before the network process ended would fail for ever; fixed in Electron by its pull request 49887. */
let networkEnds = 0;
app.on("child-process-gone", (_event, { serviceName }) => void (serviceName === NETWORK_PROCESS && (networkEnds += 1)));

/**
 * The network of one part of the application. The system's proxy and certificates hold for it; its session is its own, and
 * keeps no cookie and no cache. That is made at the first request, for which the application has to be ready.
 */
export function chromiumNetwork(name: string): { readonly fetch: NetworkFetch; readonly stream: NetworkFetch } {
  const own = () => session.fromPartition(`${name}-${networkEnds}`, { cache: false });
  return {
    fetch: (url, init) => createChromiumFetch(own())(url, init),
    stream: (url, init) => createChromiumStream(own())(url, init),
  };
}
