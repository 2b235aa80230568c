import { beforeEach, describe, expect, test } from "vitest";
import type { CheckAnswer } from "../../../../electron/main/ledger-check.ts";
import { type StoredLedgerHealth, UNHARMED } from "../../../../electron/main/ledger-health-store.ts";
import { createLedgerWatch, type LedgerWatch } from "../../../../electron/main/ledger-watch.ts";
import { createManualSchedule, type ManualSchedule } from "../../../support/desktop-main/manual-schedule.ts";

const NOW_MS = Date.parse("2026-11-22T10:00:00Z");
const SECOND_MS = 1_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const SOUND: CheckAnswer = { kind: "sound" };
const DAMAGED: CheckAnswer = { kind: "damaged", finding: "quarters" };

let clock: ManualSchedule;
let stored: StoredLedgerHealth;
let answer: CheckAnswer;
let checks: number;
let changes: number;

beforeEach(() => {
  clock = createManualSchedule(NOW_MS);
  stored = UNHARMED;
  answer = SOUND;
  checks = 0;
  changes = 0;
});

function open(): LedgerWatch {
  return createLedgerWatch({
    store: { read: () => stored, write: (next) => void (stored = next) },
    check: async () => {
      checks += 1;
      return answer;
    },
    onChange: () => void (changes += 1),
    schedule: clock.schedule,
    now: clock.now,
    log: () => undefined,
  });
}

describe("a check", () => {
  test("comes some seconds after the start, never before it, and then each day", async () => {
    const watch = open();
    await clock.advance(HOUR_MS);
    expect(checks).toBe(0);
    watch.start();
    watch.start();
    await clock.advance(5 * SECOND_MS);
    expect(checks).toBe(0);
    await clock.advance(5 * SECOND_MS);
    expect(checks).toBe(1);
    await clock.advance(3 * DAY_MS);
    expect([checks, changes]).toEqual([4, 0]);
  });

  test("that could not be made is made again after an hour, and changes nothing that was known", async () => {
    stored = { ...UNHARMED, damagedSince: "2026-11-20T08:00:00.000Z" };
    answer = { kind: "not-checked", reason: "locked" };
    const watch = open();
    watch.start();
    await clock.advance(10 * SECOND_MS + 2 * HOUR_MS);
    expect([checks, watch.damagedSince()]).toEqual([3, "2026-11-20T08:00:00.000Z"]);
  });

  test("that ends after the application did tells nothing", async () => {
    answer = DAMAGED;
    const watch = open();
    watch.start();
    const checked = clock.advance(10 * SECOND_MS);
    watch.stop();
    await checked;
    expect([watch.damagedSince(), stored, clock.pending()]).toEqual([null, UNHARMED, 0]);
  });
});

describe("damage", () => {
  test("is told once, with the time at which it was found first", async () => {
    answer = DAMAGED;
    const watch = open();
    watch.start();
    await clock.advance(2 * DAY_MS);
    expect([changes, watch.damagedSince()]).toEqual([1, "2026-11-22T10:00:10.000Z"]);
  });

  test("is known at the next start before anything was checked", () => {
    open().tellDamage();
    expect(open().damagedSince()).toBe("2026-11-22T10:00:00.000Z");
  });

  test("is over once a check of a later start finds the file whole, as after a backup was put in place", async () => {
    open().tellDamage();
    const watch = open();
    watch.start();
    await clock.advance(10 * SECOND_MS);
    expect([watch.damagedSince(), stored.damagedSince]).toEqual([null, null]);
  });

  test("that a reading met stays for as long as the application runs, whatever a check sees", async () => {
    const watch = open();
    watch.start();
    watch.tellDamage();
    await clock.advance(DAY_MS);
    expect(watch.damagedSince()).toBe("2026-11-22T10:00:00.000Z");
  });
});
