import { useQuery } from "@tanstack/react-query";
import type { LedgerHealth } from "../../../shared/ipc/ledger.ts";
import { ledgerHealthQuery } from "../../queries.ts";
import { useSession } from "../session/use-session.ts";

export type DamagedLedger = LedgerHealth & { readonly damagedSince: string };

/** The ledger that the figures on screen come from, where its file is known to be damaged; null otherwise. */
export function useDamagedLedger(): DamagedLedger | null {
  const session = useSession();
  const { data: health } = useQuery(ledgerHealthQuery);
  const damagedSince = health?.damagedSince ?? null;
  if (session?.kind !== "apify" || health === undefined || damagedSince === null) return null;
  return { ...health, damagedSince };
}
