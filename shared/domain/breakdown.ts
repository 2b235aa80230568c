/** What runs are summed by. */
export const GROUPINGS = ["actor", "source", "status", "origin"] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** The origin of a run whose origin is not known, as breakdowns name it and filters ask for it. */
export const UNKNOWN_ORIGIN = "unknown";
