import { beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { createApp } from "../../../server/app.ts";
import type { Ledger } from "../../../server/ledger/ledger.ts";
import { createImporter } from "../../../server/services/import/importer.ts";
import { createReconciler } from "../../../server/services/reconciliation/reconciler.ts";
import { listen } from "../../../server/team/http-listener.ts";
import type { AppError } from "../../../shared/errors.ts";
import { makeImportedRun } from "../../support/ledger/make-imported-run.ts";
import { openTemporaryLedger } from "../../support/ledger/temporary-ledger.ts";

const RUNS = 1_000;

let address: string;
let pages: number;
let failsAtPage: number;
let told: AppError[];

beforeEach(async () => {
  [pages, failsAtPage, told] = [0, Infinity, []];
  const temporary = await openTemporaryLedger();
  const runs = Array.from({ length: RUNS }, (_, index) => makeImportedRun({ runId: `run-${index}` }));
  await temporary.ledger.commitReadings("alice", runs);
  const pageOfRuns: Ledger["pageOfRuns"] = async (...asked) => {
    pages += 1;
    if (pages === failsAtPage) throw new Error("select * from secrets");
    return temporary.ledger.pageOfRuns(...asked);
  };
  const ledger = { ...temporary.ledger, pageOfRuns };
  const parts = { ledger, now: Date.now, connectionOf: () => null };
  const app = createApp({
    ...parts,
    importer: createImporter(parts),
    reconciler: createReconciler(parts),
    authenticate: async () => ({ userId: "alice" }),
    onUnexpectedError: (error) => told.push(error),
  });
  const fail = (error: unknown): never => {
    throw error;
  };
  const listener = await listen({
    host: "127.0.0.1",
    port: 0,
    fetch: (request) => app.fetch(request),
    onFailure: fail,
  });
  address = listener.address;
  onTestFinished(async () => {
    await listener.stop(0);
    await temporary.remove();
  });
});

const ask = () => fetch(`${address}/api/scraper-runs/export?format=csv`);

test("a whole export ends well", async () => {
  const answer = await ask();
  expect((await answer.text()).split("\r\n")).toHaveLength(RUNS + 2);
  expect(answer.headers.get("x-total-runs")).toBe(String(RUNS));
});

test("one that fails half-way is cut off, and its failure told to the log alone", async () => {
  const info = vi.spyOn(console, "info").mockReturnValue();
  onTestFinished(() => info.mockRestore());
  failsAtPage = 3;
  const answer = await ask();
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  const readAll = async () => {
    for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) text += part.value;
  };
  await expect(readAll()).rejects.toThrow();
  expect(text).not.toContain("secrets");
  expect(told).toMatchObject([{ code: "internal" }]);
});
