import { beforeEach, expect, test } from "vitest";
import { createBillingCycle } from "../../../../../electron/main/alerts/billing-cycle.ts";
import type { Span } from "../../../../../shared/domain/day.ts";
import { createFakeSpending, type FakeSpending } from "../../../../support/budgets/fake-spending.ts";

const DAY_MS = 86_400_000;
const november: Span = { fromMs: Date.parse("2026-11-15T00:00:00Z"), toMs: Date.parse("2026-12-14T23:59:59.999Z") };
const december: Span = { fromMs: Date.parse("2026-12-15T00:00:00Z"), toMs: Date.parse("2027-01-14T23:59:59.999Z") };

let nowMs: number;
let spending: FakeSpending;
let cycle: () => Promise<Span | null>;

beforeEach(() => {
  nowMs = Date.parse("2026-12-14T10:00:00Z");
  spending = createFakeSpending(() => nowMs);
  cycle = createBillingCycle(
    () => spending.figures.reconciliation(),
    () => nowMs,
  );
});

test("is unknown while it can't be read, and asked for again", async () => {
  expect(await cycle()).toBeNull();
  spending.cycle = november;
  expect(await cycle()).toEqual(november);
});

test("is asked for once while it lasts, and again within the day", async () => {
  spending.cycle = november;
  await cycle();
  await cycle();
  expect(spending.asked).toHaveLength(1);
  nowMs += DAY_MS / 4;
  await cycle();
  expect(spending.asked).toHaveLength(2);
});

test("stays the last known one where the next can't be read, and follows once it can", async () => {
  spending.cycle = november;
  await cycle();
  nowMs += DAY_MS;
  spending.cycle = null;
  expect(await cycle()).toEqual(november);
  spending.cycle = december;
  expect(await cycle()).toEqual(december);
});
