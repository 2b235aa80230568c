/** By what runs are narrowed on screen, as the HTTP contract names it. */
export const RUN_ATTRIBUTES = ["scraperId", "source", "status", "origin"] as const;
export type RunAttribute = (typeof RUN_ATTRIBUTES)[number];

/** Which runs: those of which all that is told is true. */
export type RunFilter = { readonly [Attribute in RunAttribute]?: string };

export const NO_FILTER: RunFilter = {};

export const isFiltered = (filter: { readonly [Attribute in RunAttribute]?: string | undefined }): boolean =>
  RUN_ATTRIBUTES.some((attribute) => filter[attribute] !== undefined);
