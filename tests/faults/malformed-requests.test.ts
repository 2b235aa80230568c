import fc from "fast-check";
import { expect, test } from "vitest";
import type { Ledger } from "../../server/ledger/ledger.ts";
import { startLocalServer } from "../support/team/local-server.ts";
import { malformedRequest, type MalformedRequest } from "../support/team/malformed-requests.ts";
import { sendRaw } from "../support/team/raw-request.ts";

/** Set it to look further. */
const REQUESTS = Number(process.env["FUZZ_REQUESTS"] ?? 1_000);

const onTheWire = ({ method, target, body, headers }: MalformedRequest): string => {
  const all: Record<string, string> = {
    host: "localhost",
    authorization: "Bearer alice",
    connection: "close",
    ...(body !== null && { "content-type": "application/json", "content-length": String(body.length) }),
    ...headers,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${target} HTTP/1.1\r\n${lines.join("")}\r\n${body ?? ""}`;
};

const WRITES = /^(?:record|start|commit|end|save)/;

/** The same ledger, which says when something is written. */
function watchingWrites(ledger: Ledger, onWrite: (name: string) => void): Ledger {
  type Method = (...args: readonly unknown[]) => unknown;
  const methods = Object.entries(ledger).map(([name, method]) => [
    name,
    (...args: readonly unknown[]) => {
      if (WRITES.test(name)) onWrite(name);
      return (method as Method)(...args);
    },
  ]);
  return Object.fromEntries(methods) as Ledger; // Each method stays what it was.
}

test(`${REQUESTS} malformed requests are the caller's fault, each of them, and change nothing`, async () => {
  const writes: string[] = [];
  const server = await startLocalServer({
    environment: { DECOMPTE_RATE_LIMIT_ADDRESS: "0", DECOMPTE_RATE_LIMIT_USER: "0" },
    ledger: (ledger) => watchingWrites(ledger, (name) => writes.push(name)),
  });
  await server.ready;
  const statuses = new Map<number, number>();
  await fc.assert(
    fc.asyncProperty(malformedRequest, async (request) => {
      const status = await sendRaw(server.address, onTheWire(request));
      statuses.set(status ?? 0, (statuses.get(status ?? 0) ?? 0) + 1);
      expect(status, "there is an answer").not.toBeNull();
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
    }),
    { numRuns: REQUESTS },
  );
  expect(writes).toEqual([]);
  expect(server.log().filter(({ level }) => level === "error" || level === "fatal")).toEqual([]);
  expect(Object.prototype).not.toHaveProperty("polluted");
  const summary = await fetch(`${server.address}/api/scraper-runs/summary?period=all`, {
    headers: { authorization: "Bearer alice" },
  });
  expect(await summary.json()).toMatchObject({ totalRuns: 0 });
  expect([...statuses.keys()]).toEqual(expect.arrayContaining([400, 401, 403, 404]));
});
