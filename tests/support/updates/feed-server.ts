import { createReadStream, statSync } from "node:fs";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

export interface FeedRequest {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
}

/** Where a test's packages look for updates. */
export interface FeedServer {
  readonly url: string;
  /** What was asked for so far. */
  readonly requests: readonly FeedRequest[];
  /** From now on answers a text, or the content of a file, at this name. */
  publish(name: string, content: string | { readonly file: string }): void;
  stop(): Promise<void>;
}

export async function startFeedServer(): Promise<FeedServer> {
  const published = new Map<string, string | { readonly file: string }>();
  const requests: FeedRequest[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? "";
    requests.push({ path, headers: request.headers });
    const content = published.get(path.slice(1));
    if (content === undefined) return void response.writeHead(404).end();
    if (typeof content === "string") return void response.end(content);
    response.writeHead(200, { "content-length": statSync(content.file).size });
    createReadStream(content.file).pipe(response);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    requests,
    publish: (name, content) => void published.set(name, content),
    stop() {
      server.closeAllConnections();
      return new Promise((stopped) => server.close(() => stopped()));
    },
  };
}
