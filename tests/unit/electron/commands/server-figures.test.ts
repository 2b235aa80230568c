import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openServerFigures } from "../../../../electron/commands/server-figures.ts";
import type { ServerAccount } from "../../../../electron/main/account-store.ts";
import { figuresFileOf } from "../../../../electron/main/team-server/remembered-figures.ts";
import { sampleChart } from "../../../support/desktop-bridge/sample-figures.ts";
import { rememberedAt, rememberedSummary } from "../../../support/desktop-main/remembered.ts";
import { makeTemporaryFolder } from "../../../support/ledger/temporary-ledger.ts";

/** 23:30 in Paris. */
const READ_AT = "2026-11-22T22:30:00.000Z";
const account: ServerAccount = {
  kind: "server",
  id: "https://team.example u1",
  address: "https://team.example",
  email: "marie@example.com",
  name: "Marie",
  isTokenKept: true,
  createdAt: READ_AT,
};

function open(at: string, content: unknown = rememberedAt(READ_AT)) {
  const folder = makeTemporaryFolder();
  onTestFinished(() => folder.remove());
  const file = figuresFileOf(folder.path, account.id);
  mkdirSync(dirname(file));
  writeFileSync(file, JSON.stringify(content));
  return openServerFigures({
    dataFolder: folder.path,
    account,
    timeZone: "Europe/Paris",
    now: () => Date.parse(at),
  });
}

test("a server's figures are those that the window remembered", async () => {
  const figures = open("2026-11-22T22:45:00Z");
  expect(await figures.summary("day")).toEqual(rememberedSummary("day"));
  expect(await figures.spendingChart("30d")).toEqual(sampleChart("30d"));
});

test("yesterday's are never today's", async () => {
  const figures = open("2026-11-22T23:10:00Z");
  expect(await figures.summary("week")).toEqual(rememberedSummary("week"));
  await expect(figures.summary("day")).rejects.toMatchObject({ reason: { kind: "server-not-of-today" } });
});

test("nothing is known where nothing was remembered that can be understood", () => {
  expect(() => open(READ_AT, { readAt: 5 })).toThrow(
    expect.objectContaining({ reason: { kind: "server-not-known" } }) as Error,
  );
});

test("budgets are not judged by them, and they hold no runs to export", async () => {
  const figures = open(READ_AT);
  expect(() => figures.budgetFigures()).toThrow("server-not-checked");
  await expect(figures.exportRuns({ format: "csv", decimal: "point" })).rejects.toThrow("server-not-exported");
});
