import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { BACKFILL_PATH, importStatusSchema, REFRESH_PATH } from "../../shared/api/backfill.ts";
import { errorAnswerSchema } from "../../shared/api/error.ts";
import { summarySchema } from "../../shared/api/summary.ts";
import { generateRuns } from "../support/apify/generate-runs.ts";
import { standInLedgerTotals } from "../support/apify/ledger-totals.ts";
import { StandInAccount } from "../support/apify/stand-in-account.ts";
import { startApifyStandIn } from "../support/apify/stand-in.ts";
import { usingDatabases } from "../support/team/process-database.ts";
import { buildTeamServer, startServerProcess, type BuiltServer } from "../support/team/server-process.ts";

const RUNS = 3_000;
const DAY_MS = 86_400_000;

let built: BuiltServer;

beforeAll(async () => {
  built = await buildTeamServer();
});

afterAll(() => built.remove());

function generateAccount(): StandInAccount {
  const now = Date.now();
  const from = new Date(now - 20 * DAY_MS);
  return new StandInAccount({ runs: generateRuns({ count: RUNS, seed: 11, from, to: new Date(now - DAY_MS / 2) }) });
}

usingDatabases("a server that is asked to stop in the middle of an import", (open) => {
  test("answers whoever waits for it, and the next start goes on from there until it equals Apify", async () => {
    const account = generateAccount();
    const standIn = await startApifyStandIn({ accounts: [account] });
    onTestFinished(() => standIn.stop());
    const { environment: own, token, runIds } = await open();
    const environment = { ...own, APIFY_API_BASE_URL: standIn.baseUrl, DECOMPTE_SCHEDULE: "off" };
    const headersOf = async () => ({
      authorization: `Bearer ${await token(built)}`,
      "content-type": "application/json",
    });

    const first = startServerProcess(built, environment);
    const address = await first.ready();
    const headers = await headersOf();
    const connected = await fetch(`${address}/api/apify-connection`, {
      method: "PUT",
      headers,
      body: JSON.stringify({ token: account.token }),
    });
    expect(connected.status).toBe(200);
    const waiting = fetch(`${address}${BACKFILL_PATH}?days=30`, { method: "POST", headers });
    await expect
      .poll(
        async () => {
          const status = importStatusSchema.parse(
            await (await fetch(`${address}${BACKFILL_PATH}`, { headers })).json(),
          );
          return status.progress?.runsRecorded ?? 0;
        },
        { timeout: 30_000, interval: 20 },
      )
      .toBeGreaterThan(100);
    first.send("SIGTERM");
    const answer = await waiting;
    expect(answer.status).toBe(409);
    expect(errorAnswerSchema.parse(await answer.json()).error.code).toBe("cancelled");
    expect(await first.end).toMatchObject({ code: 0, errors: "" });
    const kept = new Set(await runIds());
    expect(kept.size).toBeGreaterThan(100);
    expect(kept.size).toBeLessThan(RUNS);

    standIn.forgetRequests();
    const second = startServerProcess(built, environment);
    const next = await second.ready();
    expect((await fetch(`${next}${REFRESH_PATH}`, { method: "POST", headers })).status).toBe(200);
    // What was in is not read again, but for the commit that the stop came into.
    expect(standIn.requests.filter(({ path }) => kept.has(path.split("/").at(-1) ?? "")).length).toBeLessThanOrEqual(
      100,
    );
    const costs = [...standInLedgerTotals(account).values()];
    const summary = await fetch(`${next}/api/scraper-runs/summary?period=all`, { headers });
    expect(summarySchema.parse(await summary.json())).toMatchObject({
      totalRuns: RUNS,
      totalCostNanoUsd: String(costs.reduce<bigint>((sum, cost) => sum + (cost ?? 0n), 0n)),
      runsWithoutCost: costs.filter((cost) => cost === null).length,
    });
    expect((await runIds()).length).toBe(RUNS);
  });
});
