import type { Feed } from "../../../electron/main/updates/signed-feed.ts";
import { makeKeyPair, sealFeed } from "../../../scripts/updates/envelope.mjs";

const DAY_MS = 86_400_000;

export const KEYS = makeKeyPair();

export const FEED: Feed = {
  name: "stable-linux",
  signedAt: "2026-11-20T08:00:00.000Z",
  expiresAt: "2027-02-18T08:00:00.000Z",
  version: "0.2.0",
  releasedAt: "2026-11-20T08:00:00.000Z",
  notes: { fr: ["Des budgets par équipe"], en: ["Budgets for teams"] },
  page: "https://decompte.example/versions",
  rolloutPercent: 100,
  files: [{ url: "decompte-0.2.0.AppImage", sha512: "A".repeat(86) + "==", size: 100 }],
};

/** Signed now, for 90 days. */
export const sealedNow = (changes: Partial<Feed> = {}, key?: string): string =>
  sealed({ signedAt: fromNow(0), expiresAt: fromNow(90), ...changes }, key);

export const fromNow = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString();

export const sealed = (changes: Partial<Feed> = {}, key = KEYS.privateKey): string =>
  sealFeed({ ...FEED, ...changes } as Parameters<typeof sealFeed>[0], key);
