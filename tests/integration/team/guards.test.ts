import { request as httpRequest, type IncomingMessage } from "node:http";
import { describe, expect, test } from "vitest";
import { errorAnswerSchema } from "../../../shared/api/error.ts";
import { startLocalServer } from "../../support/team/local-server.ts";

const SUMMARY = "/api/scraper-runs/summary?period=all";
const as = (user: string, headers: Readonly<Record<string, string>> = {}) => ({
  headers: { authorization: `Bearer ${user}`, ...headers },
});

/** `fetch` does not let a caller say another host. */
function askAs(host: string, url: string, accept = "*/*"): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    httpRequest(url, { headers: { host, accept } }, (response) => {
      response.resume();
      resolve(response);
    })
      .on("error", reject)
      .end();
  });
}

const statusWithHost = async (address: string, host: string) => (await askAs(host, `${address}/healthz`)).statusCode;

const codeOf = async (response: Response): Promise<string> => errorAnswerSchema.parse(await response.json()).error.code;

describe("the host that is called", () => {
  test.each([
    ["127.0.0.1:1", 200],
    ["localhost", 200],
    ["[::1]:4747", 200],
    ["LOCALHOST:4747", 200],
    ["spend.example", 403],
    ["127.0.0.1.rebound.example", 403],
    ["rebound.example:4747", 403],
    ["8.8.8.8", 403],
    ["a b", 400],
    ["evil@127.0.0.1", 400],
  ])("%s is answered with %i on this computer alone", async (host, status) => {
    const { address } = await startLocalServer();
    expect(await statusWithHost(address, host)).toBe(status);
  });

  test("may be the public one, which a proxy on this computer passes on", async () => {
    const { address } = await startLocalServer({ environment: { DECOMPTE_BASE_URL: "https://spend.example" } });
    expect(await statusWithHost(address, "spend.example")).toBe(200);
    expect(await statusWithHost(address, "other.example")).toBe(403);
  });
});

describe("a page that is opened by another name of this computer", () => {
  test("is led to the server's own, where its forms are taken", async () => {
    const { address } = await startLocalServer();
    const { port } = new URL(address);
    const led = await askAs(`localhost:${port}`, `${address}/device?user_code=ABCD`, "text/html");
    expect([led.statusCode, led.headers.location]).toEqual([307, `${address}/device?user_code=ABCD`]);
    expect((await askAs(`127.0.0.1:${port}`, `${address}/device`, "text/html")).headers.location).toBeUndefined();
  });

  test("is not led away from a proxy's address, nor is a program that asks", async () => {
    const { address } = await startLocalServer({ environment: { DECOMPTE_BASE_URL: "http://localhost:1" } });
    const { port } = new URL(address);
    expect((await askAs(`127.0.0.1:${port}`, `${address}/healthz`, "text/html")).statusCode).toBe(200);
    const own = await startLocalServer();
    expect((await askAs("localhost", `${own.address}/healthz`)).statusCode).toBe(200);
  });
});

describe("a page of another origin", () => {
  test("is refused, whatever it asks, and is told nothing by CORS", async () => {
    const { address, ready } = await startLocalServer();
    await ready;
    for (const origin of ["https://evil.example", "null", "http://127.0.0.1:1", `${address}.evil.example`]) {
      for (const method of ["GET", "POST", "DELETE", "OPTIONS"]) {
        const response = await fetch(`${address}${SUMMARY}`, { method, ...as("alice", { origin }) });
        expect([origin, method, response.status]).toEqual([origin, method, 403]);
        expect([...response.headers.keys()].filter((name) => name.startsWith("access-control"))).toEqual([]);
        expect(await codeOf(response)).toBe("forbidden");
      }
    }
    expect((await fetch(`${address}${SUMMARY}`, as("alice", { origin: address }))).status).toBe(200);
  });

  test("is let in when it is one of the allowed, and no other with it", async () => {
    const { address, ready } = await startLocalServer({
      environment: { DECOMPTE_ALLOWED_ORIGINS: "https://dashboard.example" },
    });
    await ready;
    const origin = "https://dashboard.example";
    const preflight = await fetch(`${address}${SUMMARY}`, {
      method: "OPTIONS",
      headers: { origin, "access-control-request-method": "GET", "access-control-request-headers": "authorization" },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get("access-control-allow-origin")).toBe(origin);
    expect(preflight.headers.get("access-control-allow-credentials")).toBeNull();
    const answer = await fetch(`${address}${SUMMARY}`, as("alice", { origin }));
    expect([answer.status, answer.headers.get("access-control-allow-origin")]).toEqual([200, origin]);
    const other = await fetch(`${address}${SUMMARY}`, as("alice", { origin: "https://other.example" }));
    expect([other.status, other.headers.get("access-control-allow-origin")]).toEqual([403, null]);
  });
});

describe("too many requests", () => {
  test("of one address are refused, with the time to wait, and others are not held back", async () => {
    const { address, ready } = await startLocalServer({
      environment: { DECOMPTE_RATE_LIMIT_ADDRESS: "5", DECOMPTE_TRUSTED_PROXIES: "127.0.0.0/8" },
    });
    await ready;
    const from = (client: string) => fetch(`${address}${SUMMARY}`, as("alice", { "x-forwarded-for": client }));
    const statuses: number[] = [];
    for (let sent = 0; sent < 7; sent += 1) statuses.push((await from("198.51.100.1")).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429]);
    const refused = await from("198.51.100.1");
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    const { error } = errorAnswerSchema.parse(await refused.json());
    expect(error).toMatchObject({
      code: "rate_limited",
      details: { retryAfterSeconds: Number(refused.headers.get("retry-after")) },
    });
    expect((await from("198.51.100.2")).status).toBe(200);
    const probe = await fetch(`${address}/healthz`, { headers: { "x-forwarded-for": "198.51.100.1" } });
    expect(probe.status).toBe(200);
  });

  test("of one user are refused, and other users are not held back", async () => {
    const { address, ready } = await startLocalServer({ environment: { DECOMPTE_RATE_LIMIT_USER: "3" } });
    await ready;
    const statuses: number[] = [];
    for (let sent = 0; sent < 5; sent += 1) statuses.push((await fetch(`${address}${SUMMARY}`, as("alice"))).status);
    expect(statuses).toEqual([200, 200, 200, 429, 429]);
    expect((await fetch(`${address}${SUMMARY}`, as("bob"))).status).toBe(200);
  });

  test("that are refused again and again for the same credentials end the patience with those alone", async () => {
    const { address, ready } = await startLocalServer();
    await ready;
    const statuses = new Map<number, number>();
    for (let sent = 0; sent < 70; sent += 1) {
      const { status } = await fetch(`${address}${SUMMARY}`, { headers: { authorization: "Basic revoked" } });
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
    expect(Object.fromEntries(statuses)).toEqual({ 401: 60, 429: 10 });
    expect((await fetch(`${address}${SUMMARY}`, as("alice"))).status).toBe(200);
  });
});

describe("metrics", () => {
  test("are for this computer alone when there is no token, and not through a proxy", async () => {
    const { address, ready } = await startLocalServer();
    await ready;
    await fetch(`${address}${SUMMARY}`, as("alice"));
    await fetch(`${address}/api/scraper-runs/secret-path`, as("alice"));
    const response = await fetch(`${address}/metrics`);
    const text = await response.text();
    expect(response.headers.get("content-type")).toContain("text/plain");
    expect(text).toContain(
      'decompte_http_request_duration_seconds_count{method="GET",route="/api/scraper-runs/summary",status="200"} 1',
    );
    expect(text).toContain('route="/api/scraper-runs/:runId",status="404"');
    expect(text).toContain("process_resident_memory_bytes");
    expect(text).not.toContain("secret-path");
    for (const name of ["x-forwarded-for", "forwarded", "x-real-ip"]) {
      expect((await fetch(`${address}/metrics`, { headers: { [name]: "127.0.0.1" } })).status).toBe(401);
    }
  });

  test("are not for a caller by another name, as a proxy on this computer passes it on", async () => {
    const { address } = await startLocalServer({ environment: { DECOMPTE_BASE_URL: "https://spend.example" } });
    expect((await askAs("spend.example", `${address}/metrics`)).statusCode).toBe(401);
    expect((await askAs("localhost", `${address}/metrics`)).statusCode).toBe(200);
  });

  test("are for whoever has the token, when there is one", async () => {
    const token = "a-token-of-the-metrics";
    const { address } = await startLocalServer({ environment: { DECOMPTE_METRICS_TOKEN: token } });
    const status = async (authorization?: string) =>
      (await fetch(`${address}/metrics`, authorization === undefined ? {} : { headers: { authorization } })).status;
    expect(await status(`Bearer ${token}`)).toBe(200);
    expect(await status()).toBe(401);
    expect(await status(`Bearer ${token}x`)).toBe(401);
    expect(await status(token)).toBe(401);
  });
});

describe("every answer", () => {
  test("says what a page of it may do, is no one else's to frame or to sniff, and tells nothing of what serves it", async () => {
    const { address, ready } = await startLocalServer();
    await ready;
    for (const path of ["/healthz", SUMMARY, "/nothing", "/api/nothing"]) {
      const { headers } = await fetch(`${address}${path}`);
      expect(headers.get("content-security-policy")).toContain("default-src 'none'");
      expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("x-frame-options")).toBe("DENY");
      expect(headers.get("strict-transport-security")).toBeNull();
      expect([headers.get("server"), headers.get("x-powered-by")]).toEqual([null, null]);
    }
  });

  test("asks for https from then on, where the public address is one", async () => {
    const { address } = await startLocalServer({ environment: { DECOMPTE_BASE_URL: "https://spend.example" } });
    const { headers } = await fetch(`${address}/healthz`);
    expect(headers.get("strict-transport-security")).toBe("max-age=31536000");
  });

  test("has the caller's id of the request where that can stand in a log, else one of its own", async () => {
    const { address, log } = await startLocalServer();
    const idOf = async (given: string) =>
      (await fetch(`${address}/nothing`, { headers: { "x-request-id": given } })).headers.get("x-request-id");
    expect(await idOf("dashboard:4f2a-77.b")).toBe("dashboard:4f2a-77.b");
    for (const wrong of ["short", "x".repeat(65), '{"msg":"forged"}', "with blank 123"]) {
      expect(await idOf(wrong)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-/);
    }
    expect(log().some(({ ["requestId"]: id }) => id === "dashboard:4f2a-77.b")).toBe(true);
  });
});

describe("a body", () => {
  test("of 10 MB is refused, told or in chunks, and the server goes on", async () => {
    const { address, ready } = await startLocalServer();
    await ready;
    const large = "x".repeat(10 * 1024 * 1024);
    const chunks = () =>
      new ReadableStream<Uint8Array>({
        start(controller) {
          for (let at = 0; at < large.length; at += 65_536)
            controller.enqueue(Buffer.from(large.slice(at, at + 65_536)));
          controller.close();
        },
      });
    for (const path of ["/api/scraper-runs", "/api/nothing", "/nothing"]) {
      for (const raw of [{ body: large }, { body: chunks(), duplex: "half" }]) {
        const response = await fetch(`${address}${path}`, { method: "POST", ...as("alice"), ...raw });
        expect([path, response.status]).toEqual([path, 413]);
        expect(await codeOf(response)).toBe("payload_too_large");
      }
    }
    expect((await fetch(`${address}${SUMMARY}`, as("alice"))).status).toBe(200);
  });
});
