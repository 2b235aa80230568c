import { beforeEach, describe, expect, test } from "vitest";
import { findRelease } from "../../../../../electron/main/updates/find-release.ts";
import type { UpdateMemory } from "../../../../../electron/main/updates/update-memory.ts";
import { FEED, KEYS, sealed } from "../../../../support/updates/sample-feed.ts";

let memory: UpdateMemory;
let served: Readonly<Record<string, string>>;
let asked: { readonly url: string; readonly headers: Headers }[];

beforeEach(() => {
  memory = { rolloutDraw: 50, signedAt: {}, installing: null };
  served = { "stable-linux": sealed() };
  asked = [];
});

const find = ({ isByHand = false, channel = "stable", version = "0.1.0" }: Changes = {}) =>
  findRelease(
    {
      settings: { feed: "https://decompte.example/feeds/", keys: [KEYS.publicKey], isSigned: false },
      version,
      platform: "linux",
      arch: "x64",
      fetch: async (url, { headers }) => {
        asked.push({ url, headers: new Headers(headers) });
        const text = served[/([\w-]+)\.json$/.exec(url)?.[1] ?? ""];
        return new Response(text ?? "not here", { status: text === undefined ? 404 : 200 });
      },
      memory: { read: () => memory, write: (next) => void (memory = next) },
      now: () => Date.parse("2026-11-22T10:00:00Z"),
    },
    { isByHand, channel },
  );

interface Changes {
  readonly isByHand?: boolean;
  readonly channel?: "stable" | "beta";
  readonly version?: string;
}

test("a newer release is found in the channel's own feed, which is told nothing of who asks", async () => {
  expect(await find()).toEqual(FEED);
  expect(asked.map(({ url }) => url)).toEqual(["https://decompte.example/feeds/stable-linux.json"]);
  const headers = { accept: "application/json", "cache-control": "no-cache", "user-agent": "decompte" };
  expect(Object.fromEntries(asked[0]?.headers ?? [])).toEqual(headers);
});

test.each(["0.2.0", "0.10.0", "1.0.0", "0.2.1-beta.1"])("%s stays, since the release is no newer", async (version) => {
  expect(await find({ version })).toBeNull();
});

test.each(["0.1.0", "0.1.99", "0.2.0-beta.3"])("%s is older than the release", async (version) => {
  expect(await find({ version })).toEqual(FEED);
});

test("a feed that names no version is refused", async () => {
  served = { "stable-linux": sealed({ version: "latest" }) };
  expect(await find()).toBe("forged");
});

test("the feed of another channel can't stand in the place of the asked one", async () => {
  served = { "beta-linux": sealed() };
  expect(await find({ channel: "beta" })).toBe("forged");
  served = { "beta-linux": sealed({ name: "beta-linux", version: "0.3.0-beta.1" }) };
  expect(await find({ channel: "beta" })).toMatchObject({ version: "0.3.0-beta.1" });
});

test("a server that has no feed gives no answer", async () => {
  served = {};
  expect(await find()).toBe("no-answer");
});

test("an older feed is refused once a later one was seen, of the same channel alone", async () => {
  served = { "stable-linux": sealed({ signedAt: "2026-11-21T08:00:00.000Z" }) };
  await find();
  served = { "stable-linux": sealed(), "beta-linux": sealed({ name: "beta-linux" }) };
  expect(await find()).toBe("rolled-back");
  expect(await find({ channel: "beta" })).toMatchObject({ version: "0.2.0" });
});

describe("a release that is rolled out to 40 of a hundred", () => {
  beforeEach(() => {
    served = { "stable-linux": sealed({ rolloutPercent: 40 }) };
  });

  test.each([
    [39.9, FEED.version],
    [40, null],
    [99, null],
  ])("with the draw %d finds %s", async (rolloutDraw, version) => {
    memory = { ...memory, rolloutDraw };
    expect((await find()) ?? { version: null }).toMatchObject({ version });
  });

  test("is there for who asks for it", async () => {
    memory = { ...memory, rolloutDraw: 99 };
    expect(await find({ isByHand: true })).toMatchObject({ version: FEED.version });
  });
});
