import { createHmac } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { createWebhookSender, type WebhookSender } from "../../../../../electron/main/alerts/send-webhooks.ts";
import type { Announcement } from "../../../../../shared/domain/budget/alert.ts";
import { createMemoryBudgetBook, type MemoryBudgetBook } from "../../../../support/budgets/memory-budget-book.ts";
import { anomaly, BUDGET_ID, crossing, monthBudget, overrun } from "../../../../support/budgets/sample-alerts.ts";
import { createManualSchedule, type ManualSchedule, settle } from "../../../../support/desktop-main/manual-schedule.ts";

const NOW_MS = Date.parse("2026-11-23T20:00:00Z");
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const target = { url: "https://hooks.example.org/spend", secret: "a secret of the person's" };

interface Sent {
  readonly url: string;
  readonly atMs: number;
  readonly signature: string;
  readonly text: string;
  readonly body: Record<string, unknown>;
}
let book: MemoryBudgetBook;
let clock: ManualSchedule;
let sent: Sent[];
let status: number | "away";
let isSecretThere: boolean;
let hasWebhook: boolean;
/** The budget whose server never answers. */
let hangingId: string | null;
let sender: WebhookSender;

beforeEach(async () => {
  book = createMemoryBudgetBook();
  clock = createManualSchedule(NOW_MS);
  sent = [];
  status = 204;
  isSecretThere = true;
  hasWebhook = true;
  hangingId = null;
  sender = createSender();
  await book.saveBudget(monthBudget({ scraperId: "abc" }));
});

function createSender(): WebhookSender {
  const mine = createWebhookSender({
    book,
    webhooks: {
      view: () => (hasWebhook ? { host: "hooks.example.org", secret: "kept" } : null),
      target: async () => (isSecretThere ? target : null),
    },
    async fetch(url, { headers, body }) {
      const signature = new Headers(headers).get("x-decompte-signature") ?? "";
      const text = typeof body === "string" ? body : "";
      const parsed: Record<string, unknown> = JSON.parse(text);
      sent.push({ url, atMs: clock.now(), signature, text, body: parsed });
      if (hangingId !== null && text.includes(hangingId)) return new Promise(() => undefined);
      if (status === "away") throw new Error("ECONNREFUSED");
      return new Response(null, { status });
    },
    language: () => "fr",
    names: () => ({ scraper: () => "apify/web-scraper", account: null }),
    onDue: () => void mine.run(),
    schedule: clock.schedule,
    now: clock.now,
  });
  return mine;
}

const raise = (...announcements: readonly Announcement[]) =>
  book.commit({ marks: [], rearmed: [], announcements, atMs: clock.now() });

test("an alert is sent once, as JSON with exact amounts", async () => {
  const [alert] = await raise(crossing({ scraperId: "abc", spentNanoUsd: 41_500_000_001n }));
  await sender.run();
  await sender.run();
  expect(sent.map(({ url, body }) => ({ url, body }))).toEqual([
    {
      url: target.url,
      body: {
        id: alert?.id,
        type: "threshold",
        raisedAt: "2026-11-23T20:00:00.000Z",
        text: expect.stringContaining("apify/web-scraper"),
        budget: {
          id: BUDGET_ID,
          amountUsd: "50",
          window: "month",
          windowLabel: "month:2026-11",
          scraperId: "abc",
          scraperName: "apify/web-scraper",
        },
        isWindowOver: false,
        spentUsd: "41.500000001",
        percent: 83,
        threshold: 80,
      },
    },
  ]);
  expect([await book.unsent(), clock.pending()]).toEqual([[], 0]);
});

test("a projection tells what is expected; an anomaly is of no budget, and sent nowhere", async () => {
  await raise(overrun(), anomaly);
  await sender.run();
  expect(sent.map(({ body }) => [body["type"], body["expectedUsd"], body["threshold"]])).toEqual([
    ["projection", "62", undefined],
  ]);
  expect(await book.unsent()).toEqual([]);
});

test("the signature is that of the instant and the very text", async () => {
  await raise(crossing());
  await sender.run();
  const [only] = sent;
  const seconds = NOW_MS / 1_000;
  const digest = createHmac("sha256", target.secret).update(`${seconds}.${only?.text}`).digest("hex");
  expect(only?.signature).toBe(`t=${seconds},v1=${digest}`);
});

test("without a webhook, and of a budget that is gone, nothing is sent, then or later", async () => {
  hasWebhook = false;
  await raise(crossing());
  await sender.run();
  hasWebhook = true;
  await raise(crossing({ budgetId: "7f6b9a52-6a51-4f0e-9a7a-0d1b7d7d6a03" }));
  await sender.run();
  expect([sent, await book.unsent(), clock.pending()]).toEqual([[], [], 0]);
});

describe("a webhook that does not take it", () => {
  test.each([500, 404, 302, "away"] as const)(
    "with %s is tried again, further and further apart, then given up",
    async (answer) => {
      status = answer;
      await raise(crossing());
      await sender.run();
      await clock.advance(3 * 24 * HOUR_MS);
      const minutes = sent.map(({ atMs }) => (atMs - NOW_MS) / MINUTE_MS);
      expect(minutes).toEqual([0, 1, 6, 36, 156, 516, 1_236]);
      expect(new Set(sent.map(({ body }) => body["id"])).size).toBe(1);
      expect([await book.unsent(), clock.pending()]).toEqual([[], 0]);
    },
  );

  test("is tried again by the next process, when it is due", async () => {
    status = 503;
    await raise(crossing());
    await sender.run();
    sender.stop();
    expect(clock.pending()).toBe(0);
    status = 200;
    await createSender().run();
    expect(sent).toHaveLength(1);
    await clock.advance(MINUTE_MS);
    expect(sent).toHaveLength(2);
    expect(await book.unsent()).toEqual([]);
  });

  test("for days says no old news afterwards", async () => {
    status = "away";
    await raise(crossing());
    await sender.run();
    sender.stop();
    clock.jump(4 * 24 * HOUR_MS);
    await createSender().run();
    expect([sent.length, await book.unsent()]).toEqual([1, []]);
  });

  test("but hangs, holds up no other budget's", async () => {
    hangingId = BUDGET_ID;
    const otherId = "7f6b9a52-6a51-4f0e-9a7a-0d1b7d7d6a02";
    await book.saveBudget(monthBudget({ id: otherId }));
    await raise(crossing(), crossing({ threshold: 100 }), crossing({ budgetId: otherId }));
    void sender.run();
    await settle();
    expect(sent.map(({ body }) => body["budget"])).toMatchObject([{ id: BUDGET_ID }, { id: otherId }]);
    expect((await book.unsent()).map(({ alert }) => alert.announcement)).toMatchObject([
      { threshold: 80 },
      { threshold: 100 },
    ]);
  });

  test("is not waited for as long as a clock was ahead", async () => {
    status = 503;
    clock.jump(400 * 24 * HOUR_MS);
    await raise(crossing());
    await sender.run();
    sender.stop();
    clock.jump(-400 * 24 * HOUR_MS);
    status = 200;
    await createSender().run();
    expect([sent.length, await book.unsent()]).toEqual([2, []]);
  });

  test("holds up no other alert", async () => {
    status = "away";
    await raise(crossing());
    await sender.run();
    await raise(overrun());
    status = 200;
    await sender.run();
    expect(sent.map(({ body }) => body["type"])).toEqual(["threshold", "projection"]);
  });
});

test("while the keychain does not give the address, it waits", async () => {
  isSecretThere = false;
  await raise(crossing());
  await sender.run();
  isSecretThere = true;
  await clock.advance(MINUTE_MS);
  expect([sent.length, await book.unsent()]).toEqual([1, []]);
});
