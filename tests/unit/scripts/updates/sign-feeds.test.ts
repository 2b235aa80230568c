import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openFeed } from "../../../../electron/main/updates/signed-feed.ts";
import { makeKeyPair } from "../../../../scripts/updates/envelope.mjs";
import { signFeeds } from "../../../../scripts/updates/sign-feeds.mjs";
import { updateSettings } from "../../../../scripts/updates/update-settings.mjs";
import { KEYS } from "../../../support/updates/sample-feed.ts";

const NOW_MS = Date.parse("2026-11-23T09:00:00.000Z");
const DAY_MS = 24 * 60 * 60 * 1_000;

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "decompte-feeds-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function prepare(version: string): void {
  const digest = `${"A".repeat(86)}==`;
  const channelFile = `version: ${version}
files:
  - url: decompte.AppImage
    sha512: ${digest}
    size: 100
    blockMapSize: 10
path: decompte.AppImage
sha512: ${digest}
releaseDate: '2026-11-23T08:00:00.000Z'
`;
  for (const name of ["latest.yml", "latest-mac.yml", "latest-linux.yml"])
    writeFileSync(join(folder, name), channelFile);
  writeFileSync(join(folder, "notes.yml"), "not a channel file");
  writeFileSync(join(folder, `${version}.fr.md`), "# Nouveautés\n\n- Un point,\n  sur deux lignes.\n- Un autre.\n");
  writeFileSync(join(folder, `${version}.en.md`), "- One point.\n");
}

const sign = (changes: Partial<Parameters<typeof signFeeds>[0]> = {}) =>
  signFeeds({
    folder,
    key: KEYS.privateKey,
    knownKeys: [KEYS.publicKey],
    release: {
      page: "https://decompte.example/versions",
      rolloutPercent: 20,
      filesAt: "https://decompte.example/v/",
      notesFolder: folder,
    },
    nowMs: NOW_MS,
    ...changes,
  });

const open = (name: string, nowMs = NOW_MS) =>
  openFeed(readFileSync(join(folder, `${name}.json`), "utf8"), {
    name,
    keys: [KEYS.publicKey],
    nowMs,
    lastSignedAt: null,
  });

const feedNames = () => readdirSync(folder).filter((name) => name.endsWith(".json"));

describe("a release", () => {
  test("that is stable is in both channels of each system, and holds what the window needs", () => {
    prepare("0.2.0");
    sign();
    const systems = ["linux", "mac", "windows"];
    expect(feedNames()).toEqual(
      ["beta", "stable"].flatMap((channel) => systems.map((system) => `${channel}-${system}.json`)),
    );
    expect(open("stable-linux")).toEqual({
      name: "stable-linux",
      signedAt: "2026-11-23T09:00:00.000Z",
      expiresAt: new Date(NOW_MS + 90 * DAY_MS).toISOString(),
      version: "0.2.0",
      releasedAt: "2026-11-23T08:00:00.000Z",
      notes: { fr: ["Un point, sur deux lignes.", "Un autre."], en: ["One point."] },
      page: "https://decompte.example/versions",
      rolloutPercent: 20,
      files: [
        {
          url: "https://decompte.example/v/decompte.AppImage",
          sha512: `${"A".repeat(86)}==`,
          size: 100,
          blockMapSize: 10,
        },
      ],
    });
  });

  test("that is still tried out is in the beta channel alone", () => {
    prepare("0.2.0-beta.1");
    sign();
    expect(feedNames()).toEqual(["beta-linux.json", "beta-mac.json", "beta-windows.json"]);
  });

  test("without a word of what is new is not signed", () => {
    prepare("0.2.0");
    rmSync(join(folder, "0.2.0.en.md"));
    expect(() => sign()).toThrow("0.2.0.en.md is missing");
    expect(feedNames()).toEqual([]);
  });
});

describe("what no build would take is not signed", () => {
  const LONGEST = "x".repeat(500);
  const MOST = "- x\n".repeat(50);

  test.each([
    [`- ${LONGEST}`, `- ${LONGEST}x`, "more than 500 characters"],
    [MOST, `${MOST}- x\n`, "more than 50 points"],
    ["- x\n", "- x\n- \n", "empty point"],
  ])("notes of another length (%#)", (taken, refused, reason) => {
    prepare("0.2.0");
    writeFileSync(join(folder, "0.2.0.en.md"), taken);
    sign();
    expect(open("stable-linux")).toMatchObject({ version: "0.2.0" });
    writeFileSync(join(folder, "0.2.0.en.md"), refused);
    expect(() => sign()).toThrow(reason);
  });

  test.each(["", "releases", "http://decompte.example/"])('a page at "%s"', (page) => {
    prepare("0.2.0");
    expect(() => sign({ release: { page, rolloutPercent: 100, notesFolder: folder } })).toThrow("address of https");
    expect(feedNames()).toEqual([]);
  });
});

test("what is published is renewed, to the same content", () => {
  prepare("0.2.0");
  sign();
  const before = open("stable-mac");
  const laterMs = NOW_MS + 100 * DAY_MS;
  expect(open("stable-mac", laterMs)).toBe("expired");
  sign({ release: null, nowMs: laterMs });
  const after = open("stable-mac", laterMs);
  expect(after).toMatchObject({ signedAt: new Date(laterMs).toISOString() });
  expect({ ...Object(after), signedAt: "", expiresAt: "" }).toEqual({ ...Object(before), signedAt: "", expiresAt: "" });
});

test("nothing is signed by a key that no build takes, nor renewed of another's", () => {
  prepare("0.2.0");
  const other = makeKeyPair();
  expect(() => sign({ key: other.privateKey })).toThrow("no build would take");
  expect(() => sign({ key: "not a key" })).toThrow("no Ed25519 key");
  sign();
  expect(() => sign({ key: other.privateKey, knownKeys: [other.publicKey], release: null })).toThrow("not signed by");
});

test("a folder without channel files, or without feeds, is refused", () => {
  expect(() => sign()).toThrow("no channel file");
  expect(() => sign({ release: null })).toThrow("no feed");
});

test("a package without a feed or a key says nothing of updates", () => {
  expect(updateSettings("signed", {})).toEqual({});
});

test("only a package for tests takes a key that resources/update-keys.json does not hold", () => {
  const env = { DECOMPTE_FEED_URL: "https://decompte.example/", DECOMPTE_TEST_UPDATE_KEY: KEYS.publicKey };
  const updates = { feed: env.DECOMPTE_FEED_URL, keys: [KEYS.publicKey] };
  expect(updateSettings("test", env)).toEqual({ updates });
  for (const mark of ["signed", "unsigned"] as const) expect(updateSettings(mark, env)).not.toEqual({ updates });
});
