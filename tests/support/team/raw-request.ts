import { once } from "node:events";
import { connect } from "node:net";

/** Sends the very bytes, on a connection of its own, and answers the status; null when there was no answer. */
export async function sendRaw(address: string, text: string): Promise<number | null> {
  const { port, hostname } = new URL(address);
  const socket = connect(Number(port), hostname);
  let answer = "";
  socket.on("data", (chunk: Buffer) => {
    answer += chunk.toString("latin1");
    // The head says it all.
    if (answer.includes("\r\n\r\n")) socket.destroy();
  });
  socket.on("error", () => undefined);
  socket.write(Buffer.from(text, "latin1"));
  await once(socket, "close");
  const status = /^HTTP\/1\.1 (\d{3}) /.exec(answer)?.[1];
  return status === undefined ? null : Number(status);
}
