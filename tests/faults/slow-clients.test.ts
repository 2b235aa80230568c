import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { startLocalServer } from "../support/team/local-server.ts";

const CLIENTS = 200;

/** What came back until the other side closed. */
async function conversation(socket: Socket): Promise<string> {
  let text = "";
  socket.on("data", (chunk: Buffer) => (text += chunk.toString("latin1")));
  await once(socket, "close");
  return text;
}

async function open(address: string, begin: string): Promise<Socket> {
  const socket = connect(Number(new URL(address).port), "127.0.0.1");
  onTestFinished(() => void socket.destroy());
  socket.on("error", () => undefined);
  await once(socket, "connect");
  socket.write(begin);
  return socket;
}

const SLOW = [
  { begin: "GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-A: b\r\n", more: "X-More: 1\r\n" },
  {
    begin:
      "POST /api/scraper-runs HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer alice\r\nContent-Length: 9000\r\n\r\n{",
    more: " ",
  },
];

test(`${CLIENTS} clients that send a head or a body byte by byte are cut off, and meanwhile others are answered`, async () => {
  const { address, ready } = await startLocalServer();
  await ready;
  const clients = Array.from({ length: CLIENTS }, (_, index) => SLOW[index % 2] ?? SLOW[0]).filter(
    (one) => one !== undefined,
  );
  const slow = await Promise.all(
    clients.map(async ({ begin, more }) => ({ more, socket: await open(address, begin) })),
  );
  const drip = setInterval(() => slow.forEach(({ socket, more }) => socket.writable && socket.write(more)), 500);
  onTestFinished(() => clearInterval(drip));
  const over = new AbortController();
  const ends = Promise.all(slow.map(({ socket }) => conversation(socket))).finally(() => over.abort());

  while (!over.signal.aborted) {
    const response = await fetch(`${address}/api/scraper-runs/summary?period=all`, {
      headers: { authorization: "Bearer bob" },
    });
    expect(response.status).toBe(200);
    await wait(200, undefined, { signal: over.signal }).catch(() => undefined);
  }
  const answers = await ends;
  expect(new Set(answers.map((answer) => answer.split("\r\n")[0]))).toEqual(new Set(["HTTP/1.1 408 Request Timeout"]));
});
