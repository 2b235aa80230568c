/** By what a list of runs may be sorted. */
export const RUN_SORTS = ["createdAt", "cost", "status", "actor"] as const;
export type RunSort = (typeof RUN_SORTS)[number];

export const SORT_ORDERS = ["desc", "asc"] as const;
export type SortOrder = (typeof SORT_ORDERS)[number];
