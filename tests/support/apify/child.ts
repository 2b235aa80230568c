import { generateBuilds } from "./stand-in-build.ts";
import { generateRuns } from "./generate-runs.ts";
import { standInLedgerTotals } from "./ledger-totals.ts";
import { startApifyStandIn } from "./stand-in.ts";
import { StandInAccount } from "./stand-in-account.ts";

// A process of its own, for benches and demos: it says on its first line where it listens and what to
// expect, and goes when its standard input closes, so that it never outlives whoever started it.

const dayMs = 86_400_000;

function setting(name: string, fallback: number): number {
  const value = Number(process.env[`APIFY_STAND_IN_${name}`] ?? fallback);
  if (!Number.isInteger(value) || value < 0) throw new Error(`APIFY_STAND_IN_${name} is not a whole number`);
  return value;
}

const to = new Date(setting("UNTIL_MS", Date.now()));
const from = new Date(to.getTime() - setting("DAYS", 30) * dayMs);
const seed = setting("SEED", 1);
const account = new StandInAccount({
  runs: generateRuns({ count: setting("RUNS", 20_000), seed, from, to, unfinished: setting("UNFINISHED", 0) }),
  builds: generateBuilds({ count: 12, seed, from, to }),
});
const standIn = await startApifyStandIn({ accounts: [account], port: setting("PORT", 0) });
const totals = [...standInLedgerTotals(account).values()];

const announcement = {
  baseUrl: standIn.baseUrl,
  token: account.token,
  runs: totals.length,
  totalNanoUsd: totals.reduce<bigint>((sum, cost) => sum + (cost ?? 0n), 0n).toString(),
};
process.stdout.write(`${JSON.stringify(announcement)}\n`);
process.stdin.resume();
process.stdin.once("end", () => void standIn.stop());
