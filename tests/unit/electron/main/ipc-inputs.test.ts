import { describe, expect, test } from "vitest";
import { ipcInputs } from "../../../../electron/main/ipc-inputs.ts";
import type { CallName } from "../../../../shared/ipc/contract.ts";

const BUDGET_ID = "7f6b9a52-6a51-4f0e-9a7a-0d1b7d7d6a01";
const choice = {
  amountNanoUsd: "50000000000",
  window: "month",
  scraperId: null,
  thresholds: [50, 80, 100],
  isOn: true,
  isProjectionAnnounced: true,
};
const isTaken = (name: CallName, input: unknown): boolean => ipcInputs[name].safeParse(input).success;

describe("a budget's choice", () => {
  test.each([
    ["as the dialog sends it", {}],
    ["without a threshold", { thresholds: [] }],
    ["with ten thresholds up to a thousand percent", { thresholds: [1, 2, 3, 4, 5, 6, 7, 8, 9, 1_000] }],
    ["for one scraper", { scraperId: "moJRLRc85AitArpNN" }],
    ["of a nano-dollar", { amountNanoUsd: "1" }],
    ["of all but a billion dollars", { amountNanoUsd: "9".repeat(18) }],
  ])("%s is taken", (_name, change) => {
    expect(isTaken("createBudget", { ...choice, ...change })).toBe(true);
    expect(isTaken("changeBudget", { budgetId: BUDGET_ID, choice: { ...choice, ...change } })).toBe(true);
  });

  test.each([
    ["of nothing", { amountNanoUsd: "0" }],
    ["below nothing", { amountNanoUsd: "-1" }],
    ["of parts of a nano-dollar", { amountNanoUsd: "1.5" }],
    ["of a number", { amountNanoUsd: 50 }],
    ["of more than the ledger's integers hold", { amountNanoUsd: "9223372036854775808" }],
    ["of another window", { window: "year" }],
    ["for a scraper without a name", { scraperId: "" }],
    ["with a threshold of nothing", { thresholds: [0] }],
    ["with a threshold beyond a thousand percent", { thresholds: [1_001] }],
    ["with half a percent", { thresholds: [0.5] }],
    ["with thresholds out of order", { thresholds: [80, 50] }],
    ["with a threshold twice", { thresholds: [50, 50] }],
    ["with eleven thresholds", { thresholds: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] }],
    ["with what main decides", { timeZone: "UTC" }],
  ])("%s is refused", (_name, change) => {
    expect(isTaken("createBudget", { ...choice, ...change })).toBe(false);
    expect(isTaken("changeBudget", { budgetId: BUDGET_ID, choice: { ...choice, ...change } })).toBe(false);
  });
});

test.each([
  ["deleteBudget", { budgetId: "../one" }],
  ["changeBudget", { budgetId: "one", choice }],
  ["setWebhook", { budgetId: BUDGET_ID, url: "" }],
  ["setWebhook", { budgetId: BUDGET_ID, url: `https://example.org/${"a".repeat(2_000)}` }],
  ["acknowledgeAlerts", { alertIds: null }],
  ["acknowledgeAlerts", { alertIds: ["one"] }],
  ["snoozeAlerts", { budgetId: null, choice: "year" }],
  ["snoozeAlerts", { choice: "hour" }],
  ["setAlertSettings", { quietHours: { fromMinute: 0, toMinute: 1_440 }, isAnomalyAnnounced: true }],
  ["setAlertSettings", { quietHours: { fromMinute: -1, toMinute: 0 }, isAnomalyAnnounced: true }],
  ["setAlertSettings", { quietHours: null }],
  ["copyText", { text: "" }],
] as const)("%s refuses %j", (name, input) => {
  expect(isTaken(name, input)).toBe(false);
});
