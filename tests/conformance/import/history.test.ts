import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import type { ImportOutcome, Ledger } from "../../../server/ledger/ledger.ts";
import { backfillWindow } from "../../../server/services/import/import-window.ts";
import { openTestLedger } from "../../support/ledger/test-ledger.ts";

const NOW = Date.parse("2026-11-22T10:00:00Z");

const completed: ImportOutcome = { state: "completed", keptFromMs: null, complete: { fromMs: 0, toMs: NOW } };
const cancelled: ImportOutcome = { state: "cancelled" };
const failed: ImportOutcome = { state: "failed", errorCode: "apify_unreachable", retryAtMs: null };

let nowMs: number;
let ledger: Ledger;

beforeEach(async () => {
  nowMs = NOW;
  const temporary = await openTestLedger(() => nowMs);
  onTestFinished(temporary.remove);
  ledger = temporary.ledger;
});

/** An import of so many days, as a refresh begins it: some milliseconds pass between its window and its start. */
async function importDays(days: number, outcome?: ImportOutcome, userId = "alice"): Promise<void> {
  const window = { ...backfillWindow(days, nowMs), isReset: false };
  nowMs += 7;
  const { id } = await ledger.startImport(userId, window);
  nowMs += 60_000;
  if (outcome !== undefined) await ledger.endImport(userId, id, outcome);
}

const isIncomplete = () => ledger.isHistoryIncomplete("alice");

describe("the history", () => {
  test("has no hole before anything was imported, nor for what happens to another user", async () => {
    expect(await isIncomplete()).toBe(false);
    await importDays(90, failed, "bob");
    expect(await isIncomplete()).toBe(false);
  });

  test.each([
    ["failed", failed],
    ["was cancelled", cancelled],
    ["was cut", undefined],
  ])("has a hole where the first import %s, until one completes that goes as far back", async (_, outcome) => {
    await importDays(90, outcome);
    expect(await isIncomplete()).toBe(true);
    await importDays(2, completed);
    await importDays(2, failed);
    expect(await isIncomplete()).toBe(true);
    await importDays(90, completed);
    expect(await isIncomplete()).toBe(false);
  });

  test.each([
    ["failed", failed],
    ["was cancelled", cancelled],
    ["was cut", undefined],
  ])("has none where an import %s that goes no further back than a completed one", async (_, outcome) => {
    await importDays(90, completed);
    await importDays(2, outcome);
    expect(await isIncomplete()).toBe(false);
    await importDays(90, outcome);
    expect(await isIncomplete()).toBe(false);
    await importDays(365, outcome);
    expect(await isIncomplete()).toBe(true);
  });
});

describe("an import to go on with", () => {
  test("is the newest that was cut, however short, until one completes that goes as far back", async () => {
    await importDays(90, completed);
    await importDays(2, failed);
    expect(await ledger.unfinishedImport("alice")).toMatchObject({ state: "failed" });
    await importDays(1, completed);
    expect(await ledger.unfinishedImport("alice")).toMatchObject({ state: "failed" });
    await importDays(2, completed);
    expect(await ledger.unfinishedImport("alice")).toBeNull();
  });

  test("is none once another has completed for the same days, whatever passed between its window and its start", async () => {
    await importDays(90, cancelled);
    const { id } = await ledger.startImport("alice", { ...backfillWindow(90, nowMs), isReset: false });
    await ledger.endImport("alice", id, completed);
    expect(await ledger.unfinishedImport("alice")).toBeNull();
    expect(await isIncomplete()).toBe(false);
  });
});

test("an import that fails again for the same reason keeps the time of its first failure", async () => {
  await importDays(90, failed);
  const first = await ledger.latestImport("alice");
  const fail = (outcome: ImportOutcome) => ledger.endImport("alice", first?.id ?? 0, outcome);
  nowMs += 300_000;
  expect((await fail(failed)).endedAtMs).toBe(first?.endedAtMs);
  expect((await fail({ state: "failed", errorCode: "apify_bad_answer", retryAtMs: null })).endedAtMs).toBe(nowMs);
  nowMs += 300_000;
  expect(await fail(completed)).toMatchObject({ endedAtMs: nowMs, errorCode: null });
});
