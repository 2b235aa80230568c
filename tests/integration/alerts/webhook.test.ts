import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { sendWebhook, testWebhookBody } from "../../../electron/main/alerts/webhook.ts";

const SECRET = "the secret that was shown once";
const NOW_MS = Date.parse("2026-11-23T10:00:00Z");

let server: Server;
let origin: string;
let status: number;
let received: { readonly path: string; readonly signature: string; readonly body: string }[];

beforeEach(async () => {
  status = 200;
  received = [];
  server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const signature = String(request.headers["x-decompte-signature"]);
      received.push({ path: request.url ?? "", signature, body });
      response.writeHead(status, { location: `${origin}/elsewhere` }).end("an answer that nobody reads");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => server.close());

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

const send = (url = `${origin}/spend`) => {
  const body = testWebhookBody("one", NOW_MS, { title: "Dépassé : 122 %", body: "61.00 $" });
  return sendWebhook({ url, secret: SECRET }, body, { fetch, nowMs: NOW_MS });
};

/** As docs/budgets.md tells a receiver to do it. */
function isSigned(header: string, body: string, secret: string, nowMs: number): boolean {
  const { t = "", v1 = "" } = Object.fromEntries(header.split(",").map((part) => part.split("=")));
  const expected = createHmac("sha256", secret).update(`${t}.${body}`).digest();
  const given = Buffer.from(v1, "hex");
  return (
    given.length === expected.length && timingSafeEqual(given, expected) && Math.abs(nowMs / 1_000 - Number(t)) < 300
  );
}

test("what arrives can be verified by the secret, its text to the byte, and its age", async () => {
  expect(await send()).toEqual({ kind: "taken" });
  const [{ path, signature, body } = { path: "", signature: "", body: "" }] = received;
  expect([path, JSON.parse(body)]).toEqual([
    "/spend",
    { id: "one", type: "test", raisedAt: "2026-11-23T10:00:00.000Z", text: "Dépassé : 122 %\n61.00 $" },
  ]);
  expect(isSigned(signature, body, SECRET, NOW_MS)).toBe(true);
  expect(isSigned(signature, body.replace("122", "12"), SECRET, NOW_MS)).toBe(false);
  expect(isSigned(signature, body, "another secret", NOW_MS)).toBe(false);
  expect(isSigned(signature, body, SECRET, NOW_MS + 3_600_000)).toBe(false);
});

test("a refusal tells its status", async () => {
  status = 410;
  expect(await send()).toEqual({ kind: "refused", status: 410 });
});

test("a redirect is not followed", async () => {
  status = 307;
  expect(await send()).toEqual({ kind: "unreachable" });
  expect(received.map(({ path }) => path)).toEqual(["/spend"]);
});

test("a server that is not there is unreachable", async () => {
  server.close();
  expect(await send()).toEqual({ kind: "unreachable" });
});
