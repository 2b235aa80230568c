import type { CheckAnswer } from "./ledger-check.ts";
import type { LedgerHealthStore } from "./ledger-health-store.ts";
import type { Log } from "./log.ts";

const FIRST_CHECK_MS = 10_000;
const DAY_MS = 24 * 60 * 60 * 1_000;
/** After a lock, or a disk that does not answer. */
const AGAIN_MS = 60 * 60 * 1_000;

export interface LedgerWatchOptions {
  readonly store: LedgerHealthStore;
  readonly check: () => Promise<CheckAnswer>;
  /** Told when `damagedSince` is another. */
  readonly onChange: () => void;
  readonly schedule: (callback: () => void, delayMs: number) => () => void;
  readonly now: () => number;
  readonly log: Log;
}

/** Has the ledger's file checked some seconds after the start and then each day, and remembers damage until it is gone. */
export interface LedgerWatch {
  /** ISO 8601; null as far as is known the file is whole. */
  damagedSince(): string | null;
  /** The figures are on screen: checking holds nothing up any more. */
  start(): void;
  /** Reading the ledger met damage. */
  tellDamage(): void;
  stop(): void;
}

export function createLedgerWatch(options: LedgerWatchOptions): LedgerWatch {
  const { store, schedule, log } = options;
  let stored = store.read();
  /** Damage that a reading met counts for as long as this process lives, whatever a check can see. */
  let isTold = false;
  let isStopped = false;
  let cancel: (() => void) | null = null;

  function keep(damagedSince: string | null): void {
    if (stored.damagedSince === damagedSince) return;
    stored = { ...stored, damagedSince };
    store.write(stored);
    options.onChange();
  }

  const damaged = (): void => keep(stored.damagedSince ?? new Date(options.now()).toISOString());

  async function check(): Promise<void> {
    const answer = await options.check();
    if (isStopped) return;
    log("ledger checked", answer);
    if (answer.kind === "damaged") damaged();
    if (answer.kind === "sound" && !isTold) keep(null);
    plan(answer.kind === "not-checked" ? AGAIN_MS : DAY_MS);
  }

  function plan(delayMs: number): void {
    cancel = schedule(() => void check(), delayMs);
  }

  return {
    damagedSince: () => stored.damagedSince,
    start() {
      if (cancel === null) plan(FIRST_CHECK_MS);
    },
    tellDamage() {
      isTold = true;
      damaged();
    },
    stop() {
      isStopped = true;
      cancel?.();
    },
  };
}
