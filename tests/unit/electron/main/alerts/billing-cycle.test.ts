import { beforeEach, describe, expect, test } from "vitest";
import { type BillingCycle, createBillingCycle } from "../../../../../electron/main/alerts/billing-cycle.ts";
import type { Span } from "../../../../../shared/domain/day.ts";
import { createManualSchedule, type ManualSchedule, settle } from "../../../../support/desktop-main/manual-schedule.ts";
import { createFakeSpending, type FakeSpending } from "../../../../support/budgets/fake-spending.ts";

const DAY_MS = 86_400_000;
const LONG_AGO = 0;
const october: Span = { fromMs: Date.parse("2026-10-15T00:00:00Z"), toMs: Date.parse("2026-11-14T23:59:59.999Z") };
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
    reconciliation: (date) => spending.figures.reconciliation(date),
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
  expect(await cycle.former(LONG_AGO)).toBeNull();
  clock.jump(DAY_MS);
  expect(await cycle.former(LONG_AGO)).toEqual(november);
  spending.cycle = december;
  await cycle.read();
  expect(await cycle.former(LONG_AGO)).toEqual(november);
  // Told again, some seconds off: it is the same one.
  clock.jump(DAY_MS);
  spending.cycle = { fromMs: december.fromMs + 5_000, toMs: december.toMs + 5_000 };
  await cycle.read();
  expect(await cycle.former(LONG_AGO)).toEqual(november);
});

describe("the one that ended while nobody ran", () => {
  const LAST_DAY = "reconciliation 2026-11-14";
  const askedFormer = () => spending.asked.filter((asked) => asked === LAST_DAY).length;

  beforeEach(async () => {
    spending.cycle = november;
    await cycle.read();
  });

  test("is asked for by its last day, once", async () => {
    spending.formerCycle = october;
    expect(await Promise.all([cycle.former(LONG_AGO), cycle.former(LONG_AGO)])).toEqual([october, october]);
    clock.jump(DAY_MS / 4);
    await cycle.read();
    expect(await cycle.former(LONG_AGO)).toEqual(october);
    expect(askedFormer()).toBe(1);
  });

  test("is not asked for where no budget stood in it, or it is no news any more", async () => {
    spending.formerCycle = october;
    expect(await cycle.former(november.fromMs)).toBeNull();
    const long = { fromMs: november.fromMs, toMs: december.toMs };
    spending.cycle = long;
    clock.jump(DAY_MS * 3);
    await cycle.read();
    expect(await cycle.former(LONG_AGO)).toBeNull();
    expect(askedFormer()).toBe(0);
  });

  test("is unknown while it can't be read, and asked for again", async () => {
    expect(await cycle.former(LONG_AGO)).toBeNull();
    spending.formerCycle = october;
    expect(await cycle.former(LONG_AGO)).toEqual(october);
  });

  test.each([
    ["the token may not read it", "not-allowed" as const],
    ["another cycle is told", november],
    ["one is told that ended long before", { fromMs: october.fromMs, toMs: october.toMs - 2 * DAY_MS }],
  ])("is left alone for some hours where %s", async (_, told) => {
    spending.formerCycle = told;
    expect([await cycle.former(LONG_AGO), await cycle.former(LONG_AGO)]).toEqual([null, null]);
    expect(askedFormer()).toBe(1);
    clock.jump(DAY_MS / 4);
    await cycle.former(LONG_AGO);
    expect(askedFormer()).toBe(2);
  });

  test("is waited for no longer than some seconds, and told of when it comes late", async () => {
    let answer = (): void => undefined;
    spending.heldReconciliation = new Promise((resolve) => (answer = resolve));
    spending.formerCycle = october;
    const asked = cycle.former(LONG_AGO);
    await clock.advance(2_000);
    expect([await asked, late]).toEqual([null, 0]);
    answer();
    await settle();
    expect([late, await cycle.former(LONG_AGO), clock.pending()]).toEqual([1, october, 0]);
  });

  test("is asked for too where a computer slept through a whole cycle", async () => {
    const january: Span = { fromMs: december.toMs + 1, toMs: Date.parse("2027-02-14T23:59:59.999Z") };
    clock.jump(35 * DAY_MS);
    spending.cycle = january;
    spending.formerCycle = december;
    await cycle.read();
    expect(await cycle.former(LONG_AGO)).toEqual(december);
    expect(spending.asked.at(-1)).toBe("reconciliation 2027-01-14");
  });
});
