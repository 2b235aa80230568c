/** What a packaged build says of itself (`scripts/package/build-kind.mjs`); `none` of a development checkout. */
export const BUILD_MARKS = ["none", "test", "unsigned", "signed"] as const;
export type BuildMark = (typeof BUILD_MARKS)[number];

/** What this application is. */
export interface About {
  /** As its package calls it: a build for tests says so here too. */
  readonly name: string;
  readonly version: string;
  readonly mark: BuildMark;
  readonly electron: string;
  readonly chromium: string;
  readonly node: string;
}

/** A package of others that is part of the application. */
export interface Licence {
  readonly name: string;
  readonly version: string;
  /** An SPDX identifier or expression. */
  readonly licence: string;
  readonly text: string;
}
