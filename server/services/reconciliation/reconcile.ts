import type { Reconciliation } from "../../../shared/api/reconciliation.ts";
import type { Span } from "../../../shared/domain/day.ts";
import { magnitudeOf, usdFromNanoUsd, type NanoUsd } from "../../../shared/domain/money.ts";
import { UNNAMED_SERVICE } from "../../../shared/domain/service.ts";
import type { ErrorCode } from "../../../shared/errors.ts";
import type { AccountUsage, History, Totals } from "../../ledger/ledger.ts";

/** What the ledger knows of the cycle's runs. */
export interface CycleRuns {
  readonly totals: Totals;
  readonly services: ReadonlyMap<string, NanoUsd>;
  readonly unsettledRuns: number;
  readonly history: History;
}

type KnownReconciliation = Extract<Reconciliation, { state: "known" }>;
type ServiceLine = KnownReconciliation["services"][number];

/** Apify bills what a build computes as any other computing. */
const BUILDS_SERVICE = "ACTOR_COMPUTE_UNITS";
/** So long before Apify's side was read, the ledger may have agreed with it last: an import is always a little older. */
const LAG_MS = 60 * 60 * 1_000;

/** Apify's usage of a cycle against the ledger's runs of it. The lines add up to the sums, to the last digit. */
export function reconcile(usage: AccountUsage, runs: CycleRuns, staleBecause: ErrorCode | null): KnownReconciliation {
  const { totals, unsettledRuns, history } = runs;
  const usageNanoUsd = BigInt(usage.usageNanoUsd);
  const buildsNanoUsd = BigInt(usage.builds?.nanoUsd ?? "0");
  return {
    state: "known",
    cycle: { startAt: iso(usage.cycle.fromMs), endAt: iso(usage.cycle.toMs - 1) },
    readAt: iso(usage.readAtMs),
    staleBecause,
    usage: amount(usageNanoUsd),
    limit: usage.limitNanoUsd === null ? null : amount(BigInt(usage.limitNanoUsd)),
    runs: {
      ...amount(totals.costNanoUsd),
      count: totals.runs,
      runsWithoutCost: totals.runsWithoutCost,
      unsettledRuns,
    },
    builds: usage.builds && {
      ...amount(buildsNanoUsd),
      count: usage.builds.count,
      buildsWithoutCost: usage.builds.buildsWithoutCost ?? 0,
    },
    unattributed: amount(usageNanoUsd - totals.costNanoUsd - buildsNanoUsd),
    services: serviceLines(usage, runs, buildsNanoUsd),
    isLedgerComplete: isComplete(history.complete, usage),
  };
}

function isComplete(complete: Span | null, { cycle, readAtMs }: AccountUsage): boolean {
  const untilMs = Math.min(cycle.toMs, readAtMs);
  return complete !== null && complete.fromMs <= cycle.fromMs && complete.toMs >= untilMs - LAG_MS;
}

function serviceLines(usage: AccountUsage, runs: CycleRuns, buildsNanoUsd: NanoUsd): ServiceLine[] {
  const usageOf = new Map(Object.entries(usage.services).map(([service, text]) => [service, BigInt(text)]));
  const runsOf = servicesUpTo(runs.totals.costNanoUsd, runs.services);
  const names = new Set([...usageOf.keys(), ...runsOf.keys(), ...(buildsNanoUsd === 0n ? [] : [BUILDS_SERVICE])]);
  return [...names]
    .map((service) => {
      const used = usageOf.get(service) ?? 0n;
      const byRuns = runsOf.get(service) ?? 0n;
      const byBuilds = service === BUILDS_SERVICE ? buildsNanoUsd : 0n;
      return { service, used, byRuns, byBuilds, rest: used - byRuns - byBuilds };
    })
    .filter(({ used, byRuns, byBuilds }) => used !== 0n || byRuns !== 0n || byBuilds !== 0n)
    .toSorted(
      (left, right) =>
        descending(magnitudeOf(left.rest), magnitudeOf(right.rest)) ||
        descending(left.used, right.used) ||
        left.service.localeCompare(right.service, "en"),
    )
    .map(({ service, used, byRuns, byBuilds, rest }) => ({
      service,
      usage: amount(used),
      runs: amount(byRuns),
      builds: amount(byBuilds),
      unattributed: amount(rest),
    }));
}

/** An import may write between the two readings of the ledger: what is not among the services yet has no name. */
function servicesUpTo(total: NanoUsd, services: ReadonlyMap<string, NanoUsd>): ReadonlyMap<string, NanoUsd> {
  const difference = [...services.values()].reduce((rest, nanoUsd) => rest - nanoUsd, total);
  return difference === 0n
    ? services
    : new Map([...services, [UNNAMED_SERVICE, (services.get(UNNAMED_SERVICE) ?? 0n) + difference]]);
}

const amount = (nanoUsd: NanoUsd) => ({ usd: usdFromNanoUsd(nanoUsd), nanoUsd: String(nanoUsd) });
const descending = (left: NanoUsd, right: NanoUsd): number => (left === right ? 0 : left < right ? 1 : -1);
const iso = (ms: number): string => new Date(ms).toISOString();
