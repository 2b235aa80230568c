import gt from "semver/functions/gt.js";
import valid from "semver/functions/valid.js";
import type { UpdateProblem } from "../../../shared/ipc/updates.ts";
import type { NetworkFetch } from "../team-server/ask-server.ts";
import { feedName } from "./feed-name.ts";
import { type Feed, openFeed } from "./signed-feed.ts";
import type { UpdateMemoryFile } from "./update-memory.ts";
import type { UpdateSettings } from "./update-settings.ts";
import type { Question } from "./updates.ts";

const DEADLINE_MS = 30_000;

export interface FindOptions {
  readonly settings: UpdateSettings;
  /** This version. */
  readonly version: string;
  readonly platform: NodeJS.Platform;
  readonly arch: string;
  readonly fetch: NetworkFetch;
  readonly memory: UpdateMemoryFile;
  readonly now: () => number;
}

/** A release that is newer than this version; null where there is none; or why nobody knows. */
export async function findRelease(options: FindOptions, question: Question): Promise<Feed | UpdateProblem | null> {
  const { settings, memory } = options;
  const name = feedName(question.channel, options.platform, options.arch);
  const text = await readFeed(options.fetch, new URL(`${name}.json`, settings.feed).href);
  if (text === null) return "no-answer";
  const remembered = memory.read();
  const feed = openFeed(text, {
    name,
    keys: settings.keys,
    nowMs: options.now(),
    lastSignedAt: remembered.signedAt[name] ?? null,
  });
  if (typeof feed === "string") return feed;
  if (valid(feed.version) === null) return "forged";
  memory.write({ ...remembered, signedAt: { ...remembered.signedAt, [name]: feed.signedAt } });
  if (!gt(feed.version, options.version)) return null;
  return question.isByHand || remembered.rolloutDraw < feed.rolloutPercent ? feed : null;
}

/** Its text, wherever it lies: what counts is who signed it, not who gave it. Null where the server has another answer than it. @throws what the network says */
async function readFeed(fetch: NetworkFetch, url: string): Promise<string | null> {
  // Of itself, Chromium says which version asks.
  const headers = { accept: "application/json", "cache-control": "no-cache", "user-agent": "decompte" };
  const response = await fetch(url, { headers, redirect: "follow", signal: AbortSignal.timeout(DEADLINE_MS) });
  return response.status === 200 ? response.text() : null;
}
