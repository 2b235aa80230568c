import { hostInUrl } from "./loopback.ts";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { Server as SocketServer, type AddressInfo, type Socket } from "node:net";
import { getRequestListener, RequestError, type HttpBindings } from "@hono/node-server";
import { ConfigurationError } from "./configuration-error.ts";

export interface HttpListenerOptions {
  readonly host: string;
  readonly port: number;
  readonly fetch: (request: Request, bindings: HttpBindings) => Response | Promise<Response>;
  readonly onFailure: (error: unknown) => void;
  /** Of every answer that does not say otherwise itself. */
  readonly headers?: ReadonlyMap<string, string>;
}

export interface HttpListener {
  /** Where it listens, such as `http://127.0.0.1:4747`. */
  readonly address: string;
  /**
   * Takes no new connection and ends the others as their answers are out; those that are left after `withinMs` are cut.
   * The answers must say `Connection: close` meanwhile.
   */
  stop(withinMs: number): Promise<void>;
}

/** Why the system does not let it be, by its code of the failure. */
const REFUSALS: Readonly<Record<string, string>> = {
  EADDRINUSE: "is taken",
  EACCES: "may not be listened on: it is the administrator's",
  EADDRNOTAVAIL: "can't be listened on: the address is none of this computer's",
};

/** Whoever sends headers or a body more slowly than this is cut off: 408. */
const HEADERS_WITHIN_MS = 10_000;
const REQUEST_WITHIN_MS = 30_000;
const CHECKED_EACH_MS = 1_000;
/** Longer than the usual reverse proxies keep their side open, so that none sends into a closing connection. */
const KEEP_ALIVE_MS = 75_000;
const MOST_HEADER_BYTES = 16 * 1024;
/** A request that was already on its way when the stop began still finds its connection. */
const LINGER_MS = 300;
const SWEPT_EACH_MS = 50;

export async function listen(options: HttpListenerOptions): Promise<HttpListener> {
  const listener = getRequestListener((request, bindings) => options.fetch(request, bindings as HttpBindings), {
    errorHandler(error) {
      if (error instanceof RequestError) return badRequest();
      options.onFailure(error);
      return new Response(null, { status: 500 });
    },
  });
  const fixed = [...(options.headers ?? [])];
  const server = createServer(
    {
      headersTimeout: HEADERS_WITHIN_MS,
      requestTimeout: REQUEST_WITHIN_MS,
      connectionsCheckingInterval: CHECKED_EACH_MS,
      keepAliveTimeout: KEEP_ALIVE_MS,
      maxHeaderSize: MOST_HEADER_BYTES,
      requireHostHeader: true,
    },
    (incoming, outgoing) => {
      for (const [name, value] of fixed) outgoing.setHeader(name, value);
      void listener(incoming, outgoing);
    },
  );
  const sockets = new Set<Socket>();
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  server.listen(options.port, options.host);
  await once(server, "listening").catch((cause: unknown) => {
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
    const refusal = REFUSALS[code] ?? "can't be listened on";
    throw new ConfigurationError([`Port ${options.port} of ${options.host} ${refusal}.`], { cause });
  });
  return {
    address: addressOf(server, options.host),
    async stop(withinMs) {
      const closed = once(server, "close");
      // The HTTP server's own way would cut a connection that seems idle under a request that is on its way.
      SocketServer.prototype.close.call(server);
      const cut = setTimeout(() => server.closeAllConnections(), withinMs);
      const linger = setTimeout(() => {
        for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
        sweep = setInterval(() => server.closeIdleConnections(), SWEPT_EACH_MS);
      }, LINGER_MS);
      let sweep: NodeJS.Timeout | undefined;
      await closed;
      clearTimeout(cut);
      clearTimeout(linger);
      clearInterval(sweep);
      // Lets go of its timers, which its own way of closing does.
      server.close();
    },
  };
}

function addressOf(server: Server, host: string): string {
  const { port, address } = server.address() as AddressInfo; // A server that listens on a port has such an address.
  return `http://${host === "localhost" ? host : hostInUrl(address)}:${port}`;
}

const badRequest = (): Response =>
  Response.json(
    { error: { code: "invalid_request", message: "The request can't be understood", requestId: crypto.randomUUID() } },
    { status: 400 },
  );
