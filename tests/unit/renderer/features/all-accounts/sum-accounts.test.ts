import { expect, test } from "vitest";
import { layersOf, stackOf, sumOfDays, totalOf } from "../../../../../renderer/features/all-accounts/sum-accounts.ts";
import type { AccountEntry, AccountFigures } from "../../../../../shared/ipc/accounts.ts";
import { sampleChart, sampleSummary } from "../../../../support/desktop-bridge/sample-figures.ts";

const read = (accountId: string, parts: Partial<AccountFigures> = {}): AccountFigures => ({
  accountId,
  summary: sampleSummary("month"),
  chart: sampleChart("7d"),
  knownAt: null,
  ...parts,
});
const account = (id: string): AccountEntry => ({ kind: "apify", id, username: id, colour: 0, isShown: false });
const dear = { ...sampleSummary("month"), totalCostNanoUsd: "9007199254740993", totalRuns: 3, runsWithoutCost: 1 };

test("a total is exact, and tells how many accounts are not in it", () => {
  const readings = [
    read("a", { summary: dear }),
    read("b", { summary: { ...dear, totalCostNanoUsd: "1", totalRuns: 4 } }),
    read("away", { summary: null }),
    { accountId: "broken", failure: "ledger_unavailable" } as const,
  ];
  expect(totalOf(readings)).toEqual({
    costNanoUsd: 9_007_199_254_740_994n,
    runs: 7,
    runsWithoutCost: 2,
    unknownAccounts: 2,
  });
});

test("curves that end on different days are put side by side by their dates", () => {
  const today = sampleChart("7d");
  const [last] = today.slice(-1);
  const former = sampleChart("30d").slice(-8, -1);
  const layers = layersOf(
    [account("late"), account("now")],
    [read("late", { chart: former }), read("now", { chart: today })],
  );
  expect(layers.map(({ days }) => days.map(({ date }) => date))).toEqual([
    today.map(({ date }) => date),
    today.map(({ date }) => date),
  ]);
  expect(layers[0]?.days.at(-1)).toMatchObject({ date: last?.date, costNanoUsd: "0", runs: 0 });
  expect(layers[0]?.days.slice(0, -1)).toEqual(former.slice(1));
  expect(sumOfDays(layers).at(-1)).toEqual(last);
  expect(sumOfDays(layers)[0]?.costNanoUsd).toBe(String(2n * BigInt(today[0]?.costNanoUsd ?? "0")));
});

test("of no account there are no days", () => {
  expect(sumOfDays(layersOf([account("unread")], []))).toEqual([]);
});

test("each account's layer lies on the ones before it, to the cent", () => {
  const day = (cents: number) => ({
    date: "2025-02-28",
    costUsd: cents / 100,
    costNanoUsd: String(cents * 10_000_000),
    runs: 1,
    runsWithoutCost: 0,
  });
  const layers = [10, 20, 5].map((cents, index) => ({ account: account(`a${index}`), days: [day(cents)] }));
  expect(stackOf(layers).map(({ points }) => points)).toEqual([
    [{ x: 0, y0: 0, y: 0.1 }],
    [{ x: 0, y0: 0.1, y: 0.3 }],
    [{ x: 0, y0: 0.3, y: 0.35 }],
  ]);
});
