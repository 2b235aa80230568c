import { MOST_SCRAPERS, type ScrapersAnswer } from "../../../shared/api/scrapers.ts";
import type { Ledger } from "../../ledger/ledger.ts";

export async function listScrapers({ ledger }: { readonly ledger: Ledger }, userId: string): Promise<ScrapersAnswer> {
  const scrapers = await ledger.scrapers(userId, MOST_SCRAPERS);
  return { scrapers: scrapers.map(({ scraperId, actor }) => ({ scraperId, actor: actor && { ...actor } })) };
}
