import type { Ledger } from "./ledger.ts";

type Call = (...args: readonly unknown[]) => unknown;

/** The same ledger, each of whose calls goes through `around`. */
export function aroundCalls(ledger: Ledger, around: (call: () => Promise<unknown>) => Promise<unknown>): Ledger {
  const calls = Object.entries(ledger).map(([name, call]) => [
    name,
    (...args: readonly unknown[]) => around(async () => (call as Call)(...args)),
  ]);
  return Object.fromEntries(calls) as Ledger; // Each method stays what it was, in all but when and how often it is called.
}
