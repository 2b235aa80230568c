import type { RunAttributesQuery, RunFilterQuery } from "../../../shared/api/run-filter.ts";
import { dayOfIsoDate } from "../../../shared/domain/day.ts";
import { AppError } from "../../../shared/errors.ts";
import type { RunAttributes, RunFilter } from "../../ledger/ledger.ts";

/**
 * A date means the whole day in the viewer's zone, an instant means itself; both ends are included.
 *
 * @throws AppError `invalid_request` when `from` lies after `to`.
 */
export function runFilter({ from, to, tz, q, ...attributes }: RunFilterQuery): RunFilter {
  const fromMs = from === undefined ? undefined : isDate(from) ? dayOfIsoDate(from, tz).fromMs : Date.parse(from);
  const toMs = to === undefined ? undefined : isDate(to) ? dayOfIsoDate(to, tz).toMs : Date.parse(to) + 1;
  // The same date twice is right even where the zone skipped it, and nothing lies within.
  if (fromMs !== undefined && toMs !== undefined && fromMs >= toMs && from !== to) {
    throw new AppError("invalid_request", 'Parameter "from" must not lie after "to"', {
      details: { parameter: "from" },
    });
  }
  return { fromMs, toMs, ...attributesOf(attributes), search: q };
}

export const attributesOf = ({ scraperId, source, status, origin }: RunAttributesQuery): RunAttributes => ({
  scraperId,
  source,
  status,
  origin,
});

const isDate = (text: string): boolean => !text.includes("T");
