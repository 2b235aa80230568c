import { beforeEach, describe, expect, test } from "vitest";
import { figureHandlers } from "../../../../electron/main/figure-handlers.ts";
import type { Reconciliation } from "../../../../shared/api/reconciliation.ts";
import { sampleReconciliation } from "../../../support/desktop-bridge/sample-reconciliation.ts";
import { createFakeServer } from "../../../support/desktop-main/fake-server.ts";

const NOW_MS = Date.parse("2025-02-28T23:30:00Z");
const CYCLE = { startAt: "2025-02-03T00:00:00.000Z", endAt: "2025-03-02T23:59:59.999Z" };
const ofCycle = (cycle: typeof CYCLE): Reconciliation => ({ ...sampleReconciliation, cycle });

let server: ReturnType<typeof createFakeServer>;
let reconciliation: Reconciliation;
beforeEach(() => {
  server = createFakeServer(null, NOW_MS);
  reconciliation = ofCycle(CYCLE);
});

const handlers = () =>
  figureHandlers({
    figures: async () => ({ ...server.api, reconciliation: async () => reconciliation }),
    timeZone: () => "Europe/Paris",
    now: () => NOW_MS,
  });

const RUNS = { filter: {}, q: null, sort: "cost", order: "asc", limit: 200, offset: 400 } as const;

describe("a breakdown", () => {
  // In Paris it is the first of March.
  test.each([
    ["day", { from: "2025-03-01", to: "2025-03-01" }],
    ["week", { from: "2025-02-23", to: "2025-03-01" }],
    ["month", { from: "2025-01-31", to: "2025-03-01" }],
    ["all", {}],
    [
      { from: "2025-01-01", to: "2025-01-31" },
      { from: "2025-01-01", to: "2025-01-31" },
    ],
    ["cycle", { from: CYCLE.startAt, to: CYCLE.endAt }],
  ] as const)("of %j is asked for by the viewer's days", async (period, range) => {
    await handlers().getBreakdown({ by: "status", period, filter: { source: "import" } });
    expect(server.asked).toEqual([`breakdown status ${JSON.stringify(range)} {"source":"import"}`]);
  });
});

describe("the runs", () => {
  test("of a period are sorted, searched and filtered at once", async () => {
    await handlers().getRuns({ ...RUNS, period: "day", filter: { origin: "API" }, q: "maps" });
    expect(server.asked).toEqual([
      'runs {"from":"2025-03-01","to":"2025-03-01","origin":"API","q":"maps","sort":"cost","order":"asc","limit":200,"offset":400}',
    ]);
  });

  test("without a search are asked for without one", async () => {
    await handlers().getRuns({ ...RUNS, period: "all" });
    expect(server.asked).toEqual(['runs {"sort":"cost","order":"asc","limit":200,"offset":400}']);
  });
});

describe("a total", () => {
  test("of a period is asked for by its name", async () => {
    expect(await handlers().getSummary({ period: "week", filter: {} })).toMatchObject({ period: "week" });
    expect(server.asked).toEqual(["summary week {}"]);
  });

  test("of chosen days is that of their range", async () => {
    const period = { from: "2025-01-01", to: "2025-01-31" };
    expect(await handlers().getSummary({ period, filter: {} })).toMatchObject({ period: "range" });
    expect(server.asked).toEqual([`range ${JSON.stringify(period)} {}`]);
  });

  test("of the billing cycle is that of its instants", async () => {
    expect(await handlers().getSummary({ period: "cycle", filter: {} })).toMatchObject({ period: "range" });
    expect(server.asked).toEqual([`range ${JSON.stringify({ from: CYCLE.startAt, to: CYCLE.endAt })} {}`]);
  });

  test.each([
    ["the token may not read it", "apify_forbidden", { state: "not-allowed" }],
    ["nothing was read yet", "apify_unreachable", { state: "unavailable", code: "apify_unreachable" }],
    ["it has ended since", "server_unreachable", ofCycle({ ...CYCLE, endAt: "2025-02-27T23:59:59.999Z" })],
  ] as const)("of a billing cycle fails with why that is not known: %s", async (_, code, told) => {
    reconciliation = told;
    await expect(handlers().getSummary({ period: "cycle", filter: {} })).rejects.toMatchObject({ code });
    expect(server.asked).toEqual([]);
  });
});
