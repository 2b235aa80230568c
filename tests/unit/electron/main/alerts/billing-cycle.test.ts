import { beforeEach, expect, test } from "vitest";
import { type BillingCycle, createBillingCycle } from "../../../../../electron/main/alerts/billing-cycle.ts";
import type { Span } from "../../../../../shared/domain/day.ts";
import { createManualSchedule, type ManualSchedule, settle } from "../../../../support/desktop-main/manual-schedule.ts";
import { createFakeSpending, type FakeSpending } from "../../../../support/budgets/fake-spending.ts";

const DAY_MS = 86_400_000;
const november: Span = { fromMs: Date.parse("2026-11-15T00:00:00Z"), toMs: Date.parse("2026-12-14T23:59:59.999Z") };
const december: Span = { fromMs: Date.parse("2026-12-15T00:00:00Z"), toMs: Date.parse("2027-01-14T23:59:59.999Z") };

let clock: ManualSchedule;
let late: number;
let spending: FakeSpending;
let cycle: BillingCycle;

beforeEach(() => {
  clock = createManualSchedule(Date.parse("2026-12-14T10:00:00Z"));
  late = 0;
  spending = createFakeSpending(clock.now);
  cycle = createBillingCycle({
    reconciliation: () => spending.figures.reconciliation(),
    onLate: () => (late += 1),
    schedule: clock.schedule,
    now: clock.now,
  });
});

test("is unknown while it can't be read, and asked for again", async () => {
  expect(await cycle.read()).toBeNull();
  spending.cycle = november;
  expect(await cycle.read()).toEqual(november);
});

test("is asked for once while it lasts, and again within the day", async () => {
  spending.cycle = november;
  await cycle.read();
  await cycle.read();
  expect(spending.asked).toHaveLength(1);
  clock.jump(DAY_MS / 4);
  await cycle.read();
  expect(spending.asked).toHaveLength(2);
});

test("stays the last known one where the next can't be read, and follows once it can", async () => {
  spending.cycle = november;
  await cycle.read();
  clock.jump(DAY_MS);
  spending.cycle = null;
  expect(await cycle.read()).toEqual(november);
  spending.cycle = december;
  expect(await cycle.read()).toEqual(december);
});

test("is waited for no longer than some seconds, asked for once meanwhile, and told of when it comes late", async () => {
  let answer = (): void => undefined;
  spending.heldReconciliation = new Promise((resolve) => (answer = resolve));
  spending.cycle = november;
  const asked = [cycle.read(), cycle.read()];
  await clock.advance(2_000);
  expect(await Promise.all(asked)).toEqual([null, null]);
  expect([spending.asked, late]).toEqual([["reconciliation"], 0]);
  answer();
  await settle();
  expect([late > 0, await cycle.read(), clock.pending()]).toEqual([true, november, 0]);
});

test("that comes late and is unknown is told to nobody", async () => {
  let answer = (): void => undefined;
  spending.heldReconciliation = new Promise((resolve) => (answer = resolve));
  const asked = cycle.read();
  await clock.advance(2_000);
  answer();
  await settle();
  expect([await asked, late]).toEqual([null, 0]);
});

test("keeps the one before it, whose last costs become known late", async () => {
  spending.cycle = november;
  await cycle.read();
  expect(cycle.former()).toBeNull();
  clock.jump(DAY_MS);
  expect(cycle.former()).toEqual(november);
  spending.cycle = december;
  await cycle.read();
  expect(cycle.former()).toEqual(november);
  // Told again, some seconds off: it is the same one.
  clock.jump(DAY_MS);
  spending.cycle = { fromMs: december.fromMs + 5_000, toMs: december.toMs + 5_000 };
  await cycle.read();
  expect(cycle.former()).toEqual(november);
});
