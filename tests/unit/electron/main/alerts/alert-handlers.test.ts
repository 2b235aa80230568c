import { beforeEach, describe, expect, test } from "vitest";
import { type AlertHandlers, alertHandlers } from "../../../../../electron/main/alerts/alert-handlers.ts";
import {
  createWebhookStore,
  type WebhookEntry,
  type Webhooks,
} from "../../../../../electron/main/alerts/webhook-store.ts";
import type { BudgetChoice, NotificationState } from "../../../../../shared/ipc/budgets.ts";
import { type AlertsBench, createAlertsBench, NOW_MS } from "../../../../support/budgets/alerts-bench.ts";
import { daysOf } from "../../../../support/budgets/fake-spending.ts";
import { BUDGET_ID, monthBudget, USD } from "../../../../support/budgets/sample-alerts.ts";
import { settle } from "../../../../support/desktop-main/manual-schedule.ts";
import { createMemoryVault, type MemoryVault } from "../../../../support/desktop-main/memory-vault.ts";

const HOUR_MS = 3_600_000;
const choice: BudgetChoice = {
  amountNanoUsd: String(50n * USD),
  window: "month",
  scraperId: null,
  thresholds: [50, 80, 100],
  isOn: true,
  isProjectionAnnounced: false,
};

let bench: AlertsBench;
let handlers: AlertHandlers;
let vault: MemoryVault;
let status: number;
let sent: { readonly url: string; readonly body: string }[];
let system: { state: NotificationState; click: () => void };
let opened: (string | null)[];

function handlersWith(webhooks: Webhooks | null): AlertHandlers {
  const alerts = bench.start(webhooks);
  return alertHandlers({
    alerts: async () => alerts,
    notifier: {
      async notify(_words, click) {
        system.click = click;
        return system.state;
      },
      state: () => system.state,
    },
    async fetch(url, { body }) {
      sent.push({ url, body: typeof body === "string" ? body : "" });
      return new Response(null, { status });
    },
    language: () => "fr",
    onOpen: (budgetId) => opened.push(budgetId),
    onChange: () => undefined,
    now: bench.clock.now,
    timeZone: () => "Europe/Paris",
  });
}

beforeEach(() => {
  bench = createAlertsBench();
  vault = createMemoryVault();
  status = 204;
  sent = [];
  system = { state: "shown", click: () => undefined };
  opened = [];
  let stored: readonly WebhookEntry[] = [];
  const file = { read: () => stored, write: (entries: readonly WebhookEntry[]) => void (stored = entries) };
  handlers = handlersWith(createWebhookStore({ file, vault, isLoopbackAllowed: false }).of("camille-id"));
});

const settled = async <Value>(answer: Value | Promise<Value>): Promise<Value> => {
  const value = await answer;
  await settle();
  return value;
};

describe("a budget", () => {
  test("that is created is evaluated at once, and answered with its reading", async () => {
    bench.spending.spentNanoUsd = 41_500_000_000n;
    const view = await settled(handlers.createBudget({ ...choice, scraperId: "abc" }));
    expect(view).toMatchObject({
      ...choice,
      scraperId: "abc",
      scraperName: "apify/web-scraper",
      timeZone: "Europe/Paris",
      webhook: null,
      reading: {
        window: { label: "month:2026-11", startAt: "2026-10-31T23:00:00.000Z", endAt: "2026-11-30T23:00:00.000Z" },
        spentNanoUsd: "41500000000",
        percent: 83,
        level: "near",
        projection: null,
      },
    });
    expect(bench.titles()).toEqual(["83 % du budget du mois"]);
    expect(await handlers.getBudgets()).toEqual([view]);
  });

  test("is kept and told without its reading, while figures that are far away hang", async () => {
    let release = (): void => undefined;
    bench.spending.held = new Promise((resolve) => (release = resolve));
    bench.spending.spentNanoUsd = 41n * USD;
    const created = handlers.createBudget(choice);
    const listed = handlers.getBudgets();
    await settle();
    await bench.clock.advance(2_000);
    expect([(await created).reading, (await listed).map(({ reading }) => reading)]).toEqual([null, [null]]);
    const before = bench.changes();
    release();
    await settle();
    expect([bench.changes() > before, (await handlers.getBudgets())[0]?.reading?.percent]).toEqual([true, 82]);
    expect(bench.titles()).toEqual(["82 % du budget du mois"]);
    expect(bench.clock.pending()).toBe(0);
  });

  test("that is created says nothing of the window before it", async () => {
    bench.spending.formerNanoUsd = 60n * USD;
    await settled(handlers.createBudget(choice));
    expect(bench.titles()).toEqual([]);
  });

  test("that is lowered is judged at once, and raised, announces again what it crosses anew", async () => {
    bench.spending.spentNanoUsd = 41n * USD;
    const { id: budgetId } = await settled(handlers.createBudget(choice));
    await settled(handlers.changeBudget({ budgetId, choice: { ...choice, amountNanoUsd: String(40n * USD) } }));
    await settled(handlers.changeBudget({ budgetId, choice: { ...choice, amountNanoUsd: String(100n * USD) } }));
    expect(bench.titles()).toEqual(["82 % du budget du mois", "Budget du mois dépassé : 102 %"]);
    bench.spending.spentNanoUsd = 100n * USD;
    await settled(handlers.changeBudget({ budgetId, choice: { ...choice, amountNanoUsd: String(100n * USD) } }));
    expect(bench.titles().at(-1)).toBe("Budget du mois atteint");
  });

  test.each([
    ["amount", { amountNanoUsd: String(60n * USD) }, true],
    ["window", { window: "week" }, true],
    ["scope", { scraperId: "abc" }, true],
    ["thresholds", { thresholds: [90] }, true],
    ["switch", { isOn: false }, true],
    ["projection", { isProjectionAnnounced: true }, false],
  ] as const)(
    "with another %s counts from now on: only where its meaning changes",
    async (_name, change, isAnother) => {
      await bench.book.saveBudget(monthBudget());
      await handlers.changeBudget({ budgetId: BUDGET_ID, choice: { ...choice, ...change } });
      const [budget] = await bench.book.budgets();
      expect(budget?.effectiveSinceMs).toBe(isAnother ? NOW_MS : 0);
      expect(budget).toMatchObject({ createdAtMs: 0, timeZone: "Europe/Paris" });
    },
  );

  test("that is deleted is told no more, and is as it was when it is brought back", async () => {
    bench.spending.spentNanoUsd = 41n * USD;
    const { id: budgetId } = await settled(handlers.createBudget(choice));
    await settled(handlers.deleteBudget({ budgetId }));
    bench.spending.spentNanoUsd = 60n * USD;
    expect(await handlers.getBudgets()).toEqual([]);
    const view = await settled(handlers.restoreBudget({ budgetId }));
    expect([view.id, view.reading?.level]).toEqual([budgetId, "over"]);
    expect(bench.titles()).toEqual(["82 % du budget du mois", "Budget du mois dépassé : 120 %"]);
  });

  test("that can't be read has no reading, and asking for it reads nothing anew", async () => {
    await bench.book.saveBudget(monthBudget());
    bench.spending.failure = new Error("away");
    expect((await handlers.getBudgets()).map(({ reading }) => reading)).toEqual([null]);
    const asked = bench.spending.asked.length;
    await handlers.getBudgets();
    expect(bench.spending.asked).toHaveLength(asked);
  });

  test("that there is none of is not found", async () => {
    const calls = [
      () => handlers.changeBudget({ budgetId: BUDGET_ID, choice }),
      () => handlers.deleteBudget({ budgetId: BUDGET_ID }),
      () => handlers.restoreBudget({ budgetId: BUDGET_ID }),
      () => handlers.setWebhook({ budgetId: BUDGET_ID, url: null }),
      () => handlers.snoozeAlerts({ budgetId: BUDGET_ID, choice: "hour" }),
    ];
    for (const call of calls) await expect(call()).rejects.toMatchObject({ code: "not_found" });
  });
});

test("scrapers are told by name, in order", async () => {
  expect(await handlers.getScrapers()).toEqual([
    { scraperId: "abc", name: "apify/web-scraper" },
    { scraperId: "xyz", name: "xyz" },
  ]);
});

test("11: what is expected is one figure, on the card, along the curve and in the alert", async () => {
  bench.spending.days = daysOf(
    "2026-11-23",
    Array.from({ length: 57 }, (_, index) => (index % 7 < 2 ? 1 : 5)),
  );
  bench.spending.spentNanoUsd = 41n * USD;
  const view = await settled(handlers.createBudget({ ...choice, thresholds: [], isProjectionAnnounced: true }));
  const [alert] = (await handlers.getAlerts()).alerts;
  const projection = view.reading?.projection;
  expect(alert?.announcement).toMatchObject({ kind: "projection", expectedNanoUsd: projection?.expectedNanoUsd });
  const toCome = projection?.days.reduce((sum, { expectedNanoUsd }) => sum + BigInt(expectedNanoUsd), 0n);
  expect(String((toCome ?? 0n) + 41n * USD)).toBe(projection?.expectedNanoUsd);
  expect(projection?.days.at(-1)?.date).toBe("2026-11-30");
});

describe("alerts", () => {
  beforeEach(async () => {
    bench.spending.spentNanoUsd = 41n * USD;
    await bench.book.saveBudget(monthBudget({ scraperId: "abc" }));
    await settled(handlers.setAlertSettings({ quietHours: null, isAnomalyAnnounced: false }));
  });

  test("are listed with what they announced", async () => {
    expect(await handlers.getAlerts()).toMatchObject({
      alerts: [
        {
          raisedAt: "2026-11-23T10:00:00.000Z",
          delivery: "shown",
          isAcknowledged: false,
          announcement: {
            kind: "threshold",
            budgetId: BUDGET_ID,
            scraperName: "apify/web-scraper",
            amountNanoUsd: String(50n * USD),
            spentNanoUsd: String(41n * USD),
            threshold: 80,
          },
        },
      ],
      snoozes: [],
      notifications: "shown",
    });
  });

  test("are acknowledged by name", async () => {
    const { alerts } = await handlers.getAlerts();
    await handlers.acknowledgeAlerts({ alertIds: alerts.map(({ id }) => id) });
    expect((await handlers.getAlerts()).alerts.map(({ isAcknowledged }) => isAcknowledged)).toEqual([true]);
  });

  test.each([
    ["hour", NOW_MS + HOUR_MS],
    ["tomorrow", Date.parse("2026-11-23T23:00:00Z")],
    ["window", Date.parse("2026-11-30T23:00:00Z")],
  ] as const)("are snoozed for this %s", async (snoozeChoice, untilMs) => {
    await handlers.snoozeAlerts({ budgetId: BUDGET_ID, choice: snoozeChoice });
    expect((await handlers.getAlerts()).snoozes).toEqual([{ budgetId: BUDGET_ID, untilMs }]);
  });

  test("that are snoozed wait, and come when the snooze is ended by hand", async () => {
    await handlers.snoozeAlerts({ budgetId: null, choice: "hour" });
    bench.spending.spentNanoUsd = 60n * USD;
    await settled(handlers.changeBudget({ budgetId: BUDGET_ID, choice: { ...choice, scraperId: "abc" } }));
    expect((await handlers.getAlerts()).alerts[0]?.delivery).toBe("held");
    await handlers.endSnooze({ budgetId: null });
    expect((await handlers.getAlerts()).alerts[0]?.delivery).toBe("shown");
    expect(bench.titles()).toHaveLength(2);
  });

  test("of everything have no window whose end could be waited for, nor has a cycle that is not known", async () => {
    const refused = { code: "invalid_request" };
    await expect(handlers.snoozeAlerts({ budgetId: null, choice: "window" })).rejects.toMatchObject(refused);
    await bench.book.saveBudget(monthBudget({ window: "cycle" }));
    await expect(handlers.snoozeAlerts({ budgetId: BUDGET_ID, choice: "window" })).rejects.toMatchObject(refused);
    bench.spending.cycle = { fromMs: NOW_MS - HOUR_MS, toMs: NOW_MS + 2 * HOUR_MS };
    await handlers.snoozeAlerts({ budgetId: BUDGET_ID, choice: "window" });
    expect((await handlers.getAlerts()).snoozes).toEqual([{ budgetId: BUDGET_ID, untilMs: NOW_MS + 2 * HOUR_MS }]);
  });
});

test.each([
  ["shown", "shown"],
  ["unsupported", "unsupported"],
  ["refused", "failed"],
] as const)("a test notification that is %s says so", async (state, outcome) => {
  system.state = state;
  expect(await handlers.sendTestNotification()).toBe(outcome);
  system.click();
  expect(opened).toEqual([null]);
});

describe("a webhook", () => {
  const url = "https://hooks.example.org/services/secret-path";
  beforeEach(() => bench.book.saveBudget(monthBudget()));

  test("is told by its host, and its secret once", async () => {
    const { secret } = await handlers.setWebhook({ budgetId: BUDGET_ID, url });
    expect(secret).toMatch(/^[\w-]{43}$/);
    expect((await handlers.getBudgets())[0]?.webhook).toEqual({ host: "hooks.example.org", secret: "kept" });
    expect(await handlers.setWebhook({ budgetId: BUDGET_ID, url: null })).toEqual({ secret: null });
    expect((await handlers.getBudgets())[0]?.webhook).toBeNull();
  });

  test("is tried out, and what its server makes of it is told", async () => {
    expect(await handlers.sendTestWebhook({ budgetId: BUDGET_ID })).toEqual({ kind: "no-secret" });
    await handlers.setWebhook({ budgetId: BUDGET_ID, url });
    expect(await handlers.sendTestWebhook({ budgetId: BUDGET_ID })).toEqual({ kind: "taken" });
    status = 410;
    expect(await handlers.sendTestWebhook({ budgetId: BUDGET_ID })).toEqual({ kind: "refused", status: 410 });
    expect(sent.map((request) => request.url)).toEqual([url, url]);
    expect(sent[0]?.body).toMatch(/"type":"test"/);
    vault.refuse("locked");
    expect(await handlers.sendTestWebhook({ budgetId: BUDGET_ID })).toEqual({ kind: "no-secret" });
  });

  test("is none of the sample's", async () => {
    const samples = handlersWith(null);
    await expect(samples.setWebhook({ budgetId: BUDGET_ID, url })).rejects.toMatchObject({ code: "forbidden" });
    await expect(samples.sendTestWebhook({ budgetId: BUDGET_ID })).rejects.toMatchObject({ code: "forbidden" });
  });
});
