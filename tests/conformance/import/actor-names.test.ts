import { expect, onTestFinished, test } from "vitest";
import { scraperRunsAnswerSchema } from "../../../shared/api/scraper-runs.ts";
import { actorCatalogue } from "../../support/apify/actor-catalogue.ts";
import { StandInAccount } from "../../support/apify/stand-in-account.ts";
import { startImportBench } from "../../support/ledger/import-bench.ts";

const NOW = Date.parse("2026-11-22T10:00:00Z");
const DAY_MS = 86_400_000;

async function start() {
  const account = new StandInAccount();
  const [listed, hidden] = actorCatalogue;
  if (listed === undefined || hidden === undefined) throw new Error("The catalogue lacks Actors");
  for (const { id } of [listed, hidden]) account.addRun({ actorId: id, startedAtMs: NOW - 2 * DAY_MS });
  account.removeActor(hidden.id);
  const bench = await startImportBench(account, NOW);
  onTestFinished(() => bench.stop());
  return {
    ...bench,
    listed,
    hidden,
    refresh: async () => {
      bench.standIn.forgetRequests();
      expect((await bench.app.send("POST", "/api/scraper-runs/refresh")).status).toBe(200);
      return bench.standIn.requests.map(({ path }) => path).filter((path) => path.startsWith("/v2/actors"));
    },
    namesByActor: async () => {
      const { runs } = scraperRunsAnswerSchema.parse((await bench.app.get("/api/scraper-runs")).body);
      return Object.fromEntries(runs.map(({ scraperId, actor }) => [scraperId, actor]));
    },
  };
}

test("a run is shown by its Actor's name, which is asked for once; without one its id stays", async () => {
  const { refresh, namesByActor, listed, hidden } = await start();
  expect(await refresh()).toEqual(["/v2/actors", `/v2/actors/${hidden.id}`]);
  expect(await namesByActor()).toEqual({
    [listed.id]: { name: `${listed.username}/${listed.name}`, title: listed.title },
    [hidden.id]: null,
  });
  expect(await refresh()).toEqual([]);
});

test("an Actor that could not be looked up is asked for again after a week", async () => {
  const bench = await start();
  await bench.refresh();
  const waitedMs = 7 * DAY_MS - 60_000;
  bench.advance(waitedMs);
  expect(await bench.refresh()).toEqual([]);
  bench.advance(120_000);
  expect(await bench.refresh()).toEqual(["/v2/actors", `/v2/actors/${bench.hidden.id}`]);
});

test("names that can't be had don't fail an import", async () => {
  const { standIn, refresh, namesByActor, listed } = await start();
  const repair = standIn.fail({ match: { path: /^\/v2\/actors/ }, with: { kind: "html" } });
  const asked = await refresh();
  expect(asked[0]).toBe("/v2/actors");
  expect(asked.length).toBeLessThanOrEqual(2);
  expect((await namesByActor())[listed.id]).toBeNull();
  repair();
  await refresh();
  expect((await namesByActor())[listed.id]?.title).toBe(listed.title);
});
