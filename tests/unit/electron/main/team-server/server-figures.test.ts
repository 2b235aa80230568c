import { describe, expect, test } from "vitest";
import { PERIODS, TIME_RANGES } from "../../../../../shared/domain/period.ts";
import { sampleChart } from "../../../../support/desktop-bridge/sample-figures.ts";
import { createFakeServer } from "../../../../support/desktop-main/fake-server.ts";
import { rememberedAt, rememberedSummary } from "../../../../support/desktop-main/remembered.ts";

const NOW = "2026-11-23T10:00:00.000Z";
const NOW_MS = Date.parse(NOW);
const YESTERDAY = "2026-11-22T10:00:00.000Z";
const CYCLE = ["chart 90d", "status", "summary all", "apify"];

const newServer = () => createFakeServer(null, NOW_MS);
const knownServer = () => createFakeServer(rememberedAt(YESTERDAY), NOW_MS);
const sorted = (texts: readonly string[]) => texts.toSorted((one, other) => one.localeCompare(other));

describe("at the first time", () => {
  test("four questions answer all periods and both curves, however many ask", async () => {
    const { figures, asked } = newServer();
    const totals = await Promise.all(PERIODS.map((period) => figures.summary(period)));
    expect(totals).toEqual(PERIODS.map((period) => rememberedSummary(period)));
    expect(await Promise.all(TIME_RANGES.map((range) => figures.spendingChart(range)))).toEqual(
      TIME_RANGES.map((range) => sampleChart(range)),
    );
    expect(sorted(asked)).toEqual(sorted(CYCLE));
  });

  test("a server that can't be asked is a failure, and is asked again", async () => {
    const server = newServer();
    server.fail("server_unreachable");
    await expect(server.figures.summary("day")).rejects.toMatchObject({ code: "server_unreachable" });
    server.fail(null);
    expect(await server.figures.summary("day")).toEqual(rememberedSummary("day"));
  });

  test.each(["not_found", "internal"] as const)(
    "one that tells nothing of Apify (%s) has its figures",
    async (code) => {
      const server = newServer();
      server.failSome("apify", code);
      await server.figures.read();
      expect(server.figures.known()?.apify).toBeNull();
    },
  );

  test("one that says so because the session has ended is not read", async () => {
    const server = newServer();
    server.failSome("apify", "unauthorized");
    await expect(server.figures.read()).rejects.toMatchObject({ code: "unauthorized" });
    expect(server.file.writes).toBe(0);
  });
});

describe("what was remembered", () => {
  test("is there at once, without a question, but for today", async () => {
    const { figures, asked } = knownServer();
    expect(await figures.summary("month")).toEqual(rememberedSummary("month"));
    expect(await figures.summary("day")).toBeNull();
    expect(await figures.spendingChart("30d")).toEqual(sampleChart("30d"));
    expect(await figures.reconciliation()).toMatchObject({ state: "known" });
    expect(await figures.importStatus()).toMatchObject({ state: "idle" });
    expect(asked).toEqual([]);
  });

  test("stays when a reading fails, and is replaced whole when one succeeds", async () => {
    const server = knownServer();
    server.failSome("chart", "server_unreachable");
    await expect(server.figures.read()).rejects.toMatchObject({ code: "server_unreachable" });
    expect(server.figures.known()).toEqual(rememberedAt(YESTERDAY));
    expect(server.file.writes).toBe(0);

    const next = knownServer();
    await next.figures.read();
    expect(next.file.figures).toMatchObject({ readAt: NOW, timeZone: "Europe/Paris", apify: { state: "none" } });
    expect(await next.figures.summary("day")).toEqual(rememberedSummary("day"));
  });

  test("is sums alone: runs, and what is filtered, broken down or of other days, are asked for, and fails while the server is away", async () => {
    const server = knownServer();
    const range = { from: "2026-11-01", to: "2026-11-09" };
    const asks = [
      () => server.figures.summary("month", { source: "import" }),
      () => server.figures.spendingChart("30d", { status: "FAILED" }),
      () => server.figures.rangeSummary(range),
      () => server.figures.breakdown("actor", range),
      () => server.figures.runs({ limit: 10, offset: 0 }),
      () => server.figures.run("aRun"),
    ];
    for (const ask of asks) await ask();
    expect(server.asked.map((question) => question.split(" ")[0])).toEqual([
      "summary",
      "chart",
      "range",
      "breakdown",
      "runs",
      "run",
    ]);
    server.fail("server_unreachable");
    for (const ask of asks) await expect(ask()).rejects.toMatchObject({ code: "server_unreachable" });
  });

  test("is written no more once the account is closed", async () => {
    const server = knownServer();
    server.closed.abort();
    await server.figures.read();
    server.figures.keepFailure("server_unreachable");
    expect(server.file.writes).toBe(0);
  });
});

describe("what budgets are measured by", () => {
  test("is asked of the server each time, and is not known while it is away", async () => {
    const server = knownServer();
    const asks = [
      () => server.figures.spent({ fromMs: NOW_MS - 1, toMs: NOW_MS, scraperId: null }),
      () => server.figures.days({ scraperId: "actor", timeZone: "Europe/Paris" }),
      () => server.figures.scrapers(),
    ];
    for (const ask of asks) await ask();
    expect(server.asked.map((question) => question.split(" ")[0])).toEqual(["spent", "days", "scrapers"]);
    server.fail("server_unreachable");
    for (const ask of asks) await expect(ask()).rejects.toMatchObject({ code: "server_unreachable" });
  });
});

describe("the reconciliation", () => {
  test("is asked for while the server is there, and else the last known", async () => {
    const server = knownServer();
    await server.figures.read();
    expect(await server.figures.reconciliation()).toEqual({ state: "not-allowed" });
    server.fail("server_unreachable");
    await server.figures.read().catch(() => undefined);
    server.asked.splice(0);
    expect(await server.figures.reconciliation()).toEqual({ state: "not-allowed" });
    expect(server.asked).toEqual([]);
  });

  test("of a former cycle is asked for each time, and never another one in its place", async () => {
    const server = knownServer();
    await server.figures.read();
    server.asked.splice(0);
    await server.figures.reconciliation("2026-11-14");
    expect(server.asked).toEqual(["reconciliation 2026-11-14"]);
    server.fail("server_unreachable");
    await expect(server.figures.reconciliation("2026-11-14")).rejects.toMatchObject({ code: "server_unreachable" });
  });

  test("that fails alone is the last known; with none known it is a failure", async () => {
    const known = knownServer();
    await known.figures.read();
    known.failSome("reconciliation", "internal");
    expect(await known.figures.reconciliation()).toMatchObject({ state: "known" });

    const first = newServer();
    first.failSome("reconciliation", "internal");
    await expect(first.figures.reconciliation()).rejects.toMatchObject({ code: "internal" });
  });
});

describe("the status", () => {
  test("of an import that is followed is its progress, and that nobody follows none", async () => {
    const server = knownServer();
    const running = { ...rememberedAt(YESTERDAY).status, state: "running" as const };
    server.setStatus(running);
    await server.figures.read();
    expect(await server.figures.importStatus()).toMatchObject({ state: "idle", progress: null });
    server.figures.follow(running);
    expect(await server.figures.importStatus()).toEqual(running);
    server.figures.follow(null);
    expect(await server.figures.importStatus()).toMatchObject({ state: "idle" });
  });

  test("tells a failure to ask the server, from its first time on, at the next start too, until a reading succeeds", async () => {
    const server = knownServer();
    server.figures.keepFailure("server_unreachable");
    server.viewer.nowMs += 60_000;
    server.figures.keepFailure("server_unreachable");
    const lastFailure = { code: "server_unreachable", at: NOW, retryAt: null };
    const next = createFakeServer(server.file.figures, NOW_MS);
    expect(await next.figures.importStatus()).toMatchObject({ lastFailure });
    await next.figures.read();
    expect(await next.figures.importStatus()).toMatchObject({ lastFailure: null });
  });
});
