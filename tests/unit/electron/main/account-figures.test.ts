import { expect, test } from "vitest";
import { readAccountFigures } from "../../../../electron/main/account-figures.ts";
import type { Account } from "../../../../electron/main/account-store.ts";
import { AppError } from "../../../../shared/errors.ts";
import { idleStatus, sampleChart, sampleSummary } from "../../../support/desktop-bridge/sample-figures.ts";

const common = { isTokenKept: true, createdAt: "2026-11-22T10:00:00.000Z" };
const apify = (id: string): Account => ({ kind: "apify", id, username: id, ...common });
const server: Account = { kind: "server", id: "team", address: "https://x.example", email: "n@x", name: "", ...common };
const asked = { period: "month", timeRange: "30d" } as const;
const moment = { nowMs: Date.parse("2025-02-28T12:00:00Z"), timeZone: "UTC" };

test("each account is read from its own part of the ledger, which is closed again", async () => {
  const opened: string[] = [];
  const closed: string[] = [];
  const readings = await readAccountFigures(
    {
      accounts: [apify("camille"), apify("noa")],
      async openLedger(id) {
        opened.push(id);
        if (id === "noa") throw new AppError("ledger_damaged", "damaged");
        return {
          summary: async (period) => sampleSummary(period),
          spendingChart: async (timeRange) => sampleChart(timeRange),
          importStatus: async () => idleStatus,
          close: async () => void closed.push(id),
        };
      },
      remembered: async () => null,
      moment,
    },
    asked,
  );
  expect(readings).toEqual([
    {
      accountId: "camille",
      summary: sampleSummary("month"),
      chart: sampleChart("30d"),
      knownAt: idleStatus.lastCompletedAt,
    },
    { accountId: "noa", failure: "ledger_damaged" },
  ]);
  expect([opened, closed]).toEqual([["camille", "noa"], ["camille"]]);
});

test("a server's account of which nothing was kept is told as one that could not be read", async () => {
  const openLedger = () => Promise.reject(new Error("not asked"));
  const options = { accounts: [server], openLedger, remembered: async () => null, moment };
  expect(await readAccountFigures(options, asked)).toEqual([{ accountId: "team", failure: "server_unreachable" }]);
});
