import { magnitudeOf, type NanoUsd } from "../../shared/domain/money.ts";

/** What runs whose remainder goes to one service used of another. */
export interface ServiceSum {
  /** Where the part of a run's cost goes that none of its lines tells. */
  readonly remainderService: string;
  /** Null for the sum of the runs' costs. */
  readonly service: string | null;
  readonly nanoUsd: NanoUsd;
  readonly lines: number;
}

interface Remainder {
  nanoUsd: NanoUsd;
  lines: bigint;
  largest: { readonly service: string; readonly nanoUsd: NanoUsd } | null;
}

/** What runs used of each service; the sum over the services is that of the runs' costs. */
export function servicesOf(sums: readonly ServiceSum[]): ReadonlyMap<string, NanoUsd> {
  const services = new Map<string, NanoUsd>();
  const remainders = new Map<string, Remainder>();
  for (const row of sums) addRow(services, remainders, row);
  for (const [service, remainder] of remainders) {
    // Each line was rounded by itself: what that makes out is no service of its own.
    const isRounding = magnitudeOf(remainder.nanoUsd) <= remainder.lines;
    add(services, isRounding ? (remainder.largest?.service ?? service) : service, remainder.nanoUsd);
  }
  return new Map([...services].filter(([, nanoUsd]) => nanoUsd !== 0n));
}

function addRow(services: Map<string, NanoUsd>, remainders: Map<string, Remainder>, row: ServiceSum): void {
  const remainder = remainders.get(row.remainderService) ?? { nanoUsd: 0n, lines: 0n, largest: null };
  remainders.set(row.remainderService, remainder);
  remainder.lines += BigInt(row.lines);
  if (row.service === null) {
    remainder.nanoUsd += row.nanoUsd;
    return;
  }
  const { service, nanoUsd } = row;
  remainder.nanoUsd -= nanoUsd;
  if (nanoUsd > (remainder.largest?.nanoUsd ?? -1n)) remainder.largest = { service, nanoUsd };
  add(services, service, nanoUsd);
}

function add(services: Map<string, NanoUsd>, service: string, nanoUsd: NanoUsd): void {
  services.set(service, (services.get(service) ?? 0n) + nanoUsd);
}
