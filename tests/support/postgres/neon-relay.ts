import { neonConfig } from "@neondatabase/serverless";
import { connect, type AddressInfo } from "node:net";
import { createWebSocketStream, WebSocket, WebSocketServer } from "ws";

export interface NeonRelay {
  /** The same database under a host of Neon's, for which the product takes the Neon driver. */
  readonly url: string;
  /** Cuts every connection that is open, as a network would. */
  cut(): void;
  close(): Promise<void>;
}

/**
 * Stands where Neon's proxy stands: takes the driver's WebSockets and passes their bytes on to the Postgres of
 * `databaseUrl`. Neon's driver is configured for the whole process, so a process has one relay at a time.
 */
export async function startNeonRelay(databaseUrl: string): Promise<NeonRelay> {
  const target = new URL(databaseUrl);
  const relay = new WebSocketServer({ host: "127.0.0.1", port: 0 });
  relay.on("connection", (socket) => {
    const up = createWebSocketStream(socket);
    const down = connect({ host: target.hostname, port: Number(target.port || 5432), noDelay: true });
    up.on("error", () => down.destroy()).pipe(down);
    down.on("error", () => socket.terminate()).pipe(up);
    up.on("close", () => down.destroy());
  });
  await new Promise((listen) => relay.once("listening", listen));

  neonConfig.webSocketConstructor = WebSocket;
  neonConfig.wsProxy = () => `127.0.0.1:${(relay.address() as AddressInfo).port}/v1`;
  neonConfig.useSecureWebSocket = false;
  neonConfig.pipelineConnect = false;
  neonConfig.pipelineTLS = false;

  const url = new URL(databaseUrl);
  url.hostname = "ep-test-000000.eu-central-1.aws.neon.tech";
  url.port = "";
  const cut = (): void => {
    for (const socket of relay.clients) socket.terminate();
  };
  return {
    url: url.href,
    cut,
    async close() {
      cut();
      await new Promise((close) => relay.close(close));
    },
  };
}
