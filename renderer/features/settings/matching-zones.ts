import { plain } from "../../i18n/plain.ts";

/** As many as are listed at once: more would be slow to draw, and no help. */
const MOST_SHOWN = 40;

export interface MatchingZones {
  readonly zones: readonly string[];
  /** Whether more of them match. */
  readonly isCut: boolean;
}

/** The IANA zones whose name holds what was typed, places that begin with it first. */
export function matchingZones(typed: string, known: readonly string[] = knownZones()): MatchingZones {
  const wanted = nameOf(typed.trim());
  const matching = known.filter((zone) => nameOf(zone).includes(wanted));
  const beginning = matching.filter((zone) => wanted !== "" && nameOf(zone).split("/").at(-1)?.startsWith(wanted));
  const zones = [...new Set([...beginning, ...matching])];
  return { zones: zones.slice(0, MOST_SHOWN), isCut: zones.length > MOST_SHOWN };
}

/** The list names zones of places alone. */
const knownZones = (): readonly string[] => [
  "UTC",
  ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC"),
];

const nameOf = (zone: string): string => plain(zone).replaceAll("_", " ");
