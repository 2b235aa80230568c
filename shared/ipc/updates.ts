import type { Language } from "../domain/money.ts";

/** Which releases are offered: those for everybody, or those that are still tried out too. */
export const UPDATE_CHANNELS = ["stable", "beta"] as const;
export type UpdateChannel = (typeof UPDATE_CHANNELS)[number];

/** A version of Décompte, as its publisher tells of it. */
export interface Release {
  readonly version: string;
  /** ISO 8601. */
  readonly releasedAt: string;
  /** What is new, a line each. */
  readonly notes: Readonly<Record<Language, readonly string[]>>;
}

/**
 * Why there is no update. `forged`: the feed is not what its publisher signed for this build; `expired`: it is older than
 * its publisher vouches for; `rolled-back`: a later one was seen before; `broken-file`: the file is not the one that the feed
 * names; `not-installed`: it was to take this version's place, and did not.
 */
export const UPDATE_PROBLEMS = [
  "no-network",
  "no-answer",
  "forged",
  "expired",
  "rolled-back",
  "broken-file",
  "no-room",
  "not-installed",
] as const;
export type UpdateProblem = (typeof UPDATE_PROBLEMS)[number];

export type UpdateState =
  /** This build gets no updates: it names no feed, or no key. */
  | { readonly kind: "none" }
  /** Nothing newer is known. */
  | { readonly kind: "current" }
  | { readonly kind: "checking" }
  /** It is there, and somebody else installs it: the system's packages, or the person. */
  | { readonly kind: "available"; readonly release: Release }
  /** An import runs, and is to end first. */
  | { readonly kind: "waiting"; readonly release: Release }
  | { readonly kind: "downloading"; readonly release: Release; readonly percent: number }
  /** It takes this version's place when Décompte quits; `isAsked`: as soon as the import that runs has ended. */
  | { readonly kind: "ready"; readonly release: Release; readonly isAsked: boolean }
  | { readonly kind: "installing"; readonly release: Release }
  | { readonly kind: "failed"; readonly problem: UpdateProblem };

export interface UpdateStatus {
  readonly state: UpdateState;
  /** When the feed was last read, ISO 8601; null: not since this start. */
  readonly checkedAt: string | null;
  /** The release that has just taken an earlier one's place, until the person has put the word of it away. */
  readonly installed: Release | null;
}

/** A copy of the ledger from before another version of Décompte opened it for the first time. */
export interface UpdateCopy {
  /** The file's name, without its folder. */
  readonly name: string;
  /** The version that came then. */
  readonly before: string;
  /** ISO 8601. */
  readonly madeAt: string;
  readonly bytes: number;
}

export interface UpdateCopies {
  /** One is being made: the ledger is opened after that. */
  readonly isMaking: boolean;
  /** The version that opened the ledger last, as far as is known. */
  readonly openedBy: string | null;
  /** The newest first. */
  readonly copies: readonly UpdateCopy[];
}
