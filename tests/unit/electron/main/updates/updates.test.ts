import { beforeEach, describe, expect, test } from "vitest";
import type { Feed } from "../../../../../electron/main/updates/signed-feed.ts";
import type { UpdateMemory } from "../../../../../electron/main/updates/update-memory.ts";
import {
  createUpdates,
  type PackageUpdater,
  type Question,
  type Updates,
  type UpdatesOptions,
} from "../../../../../electron/main/updates/updates.ts";
import type { Release, UpdateProblem } from "../../../../../shared/ipc/updates.ts";
import { createManualSchedule, type ManualSchedule, settle } from "../../../../support/desktop-main/manual-schedule.ts";
import { FEED } from "../../../../support/updates/sample-feed.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const NOW_MS = Date.parse("2026-11-22T10:00:00Z");
const RELEASE: Release = { version: FEED.version, releasedAt: FEED.releasedAt, notes: FEED.notes };

let clock: ManualSchedule;
let memory: UpdateMemory;
let found: Feed | UpdateProblem | null | Error;
let isOnline: boolean;
let questions: Question[];
let told: string[];
let done: string[];
let finishDownload: (error?: Error) => void;
let progress: (percent: number) => void;
let canReplace: boolean;
let updates: Updates;

const updater: PackageUpdater = {
  download: (feed, onProgress) => {
    done.push(`download ${feed.version}`);
    progress = onProgress;
    return new Promise((resolve, reject) => {
      finishDownload = (error) => (error === undefined ? resolve() : reject(error));
    });
  },
  restart: () => done.push("restart"),
  replace({ isRestart }) {
    done.push(isRestart ? "replace and start" : "replace");
    return canReplace;
  },
};

function open(changes: Partial<UpdatesOptions> = {}): Updates {
  updates = createUpdates({
    version: "0.1.0",
    way: "installs",
    channel: () => "stable",
    find: async (question) => {
      questions.push(question);
      if (found instanceof Error) throw found;
      return found;
    },
    loadUpdater: async () => updater,
    memory: { read: () => memory, write: (next) => void (memory = next) },
    isOnline: () => isOnline,
    onChange: ({ state }, isOtherState) => isOtherState && told.push(state.kind),
    openPage: async (url) => void done.push(url),
    schedule: clock.schedule,
    now: clock.now,
    log: () => undefined,
    ...changes,
  });
  return updates;
}

beforeEach(() => {
  clock = createManualSchedule(NOW_MS);
  memory = { rolloutDraw: 50, signedAt: {}, installing: null };
  found = FEED;
  isOnline = true;
  canReplace = true;
  questions = [];
  told = [];
  done = [];
});

const state = () => updates.status().state;
const check = () => Promise.resolve(updates.handlers.checkForUpdates(undefined));

async function becomeReady(): Promise<void> {
  await check();
  await settle();
  finishDownload();
  await settle();
  expect(state().kind).toBe("ready");
}

describe("by itself", () => {
  test("it looks a minute after the window is there, and once a day from then on", async () => {
    found = null;
    open();
    await clock.advance(DAY_MS);
    expect(questions).toEqual([]);
    updates.start();
    await clock.advance(MINUTE_MS - 1);
    expect(questions).toEqual([]);
    await clock.advance(1 + 3 * DAY_MS);
    expect(questions).toEqual(Array.from({ length: 4 }, () => ({ channel: "stable", isByHand: false })));
    expect(state()).toEqual({ kind: "current" });
  });

  test("it looks after a sleep that was longer than a day, and when another channel is chosen", async () => {
    found = null;
    open().start();
    updates.checkIfDue();
    await clock.advance(MINUTE_MS);
    clock.jump(DAY_MS);
    updates.checkIfDue();
    await settle();
    expect(questions).toHaveLength(1);
    clock.jump(1);
    updates.checkIfDue();
    await settle();
    updates.checkIfDue(true);
    await settle();
    expect(questions).toHaveLength(3);
  });

  test("a build without a feed never looks", async () => {
    open({ way: null }).start();
    await clock.advance(2 * DAY_MS);
    await check();
    expect([questions, state()]).toEqual([[], { kind: "none" }]);
  });

  test("nothing is looked for any more once it ends", async () => {
    open().start();
    updates.stop();
    await clock.advance(2 * DAY_MS);
    expect(questions).toEqual([]);
  });
});

describe("a newer release", () => {
  test("is downloaded, told as it comes, and ready then", async () => {
    open();
    expect(await check()).toMatchObject({ state: { kind: "downloading", release: RELEASE, percent: 0 } });
    await settle();
    progress(40);
    progress(12);
    expect(state()).toMatchObject({ percent: 40 });
    finishDownload();
    await settle();
    expect(told).toEqual(["checking", "waiting", "downloading", "ready"]);
    expect(updates.status()).toEqual({
      state: { kind: "ready", release: RELEASE, isAsked: false },
      checkedAt: new Date(NOW_MS).toISOString(),
      installed: null,
    });
  });

  test("is only told where this build can't install it, with its page", async () => {
    open({ way: "tells" });
    await expect(updates.handlers.openDownloadPage(undefined)).rejects.toMatchObject({ code: "not_found" });
    await check();
    expect(state()).toEqual({ kind: "available", release: RELEASE });
    await updates.handlers.openDownloadPage(undefined);
    expect(done).toEqual([FEED.page]);
  });

  test("waits for an import to end before it is downloaded", async () => {
    open().setImporting(true);
    await check();
    expect(state()).toEqual({ kind: "waiting", release: RELEASE });
    updates.setImporting(false);
    await settle();
    expect([state().kind, done]).toEqual(["downloading", ["download 0.2.0"]]);
  });

  test("takes this version's place at once when the person asks for it", async () => {
    open();
    await becomeReady();
    await updates.handlers.installUpdate(undefined);
    expect(state().kind).toBe("installing");
    expect(updates.leave(false)).toBe(false);
    expect(done).toEqual(["download 0.2.0", "restart", "replace and start"]);
    expect(memory.installing).toEqual({ from: "0.1.0", release: RELEASE });
  });

  test("takes it when Décompte quits otherwise, and is not started then", async () => {
    open();
    await becomeReady();
    expect(updates.leave(false)).toBe(false);
    expect(done).toEqual(["download 0.2.0", "replace"]);
  });

  test("is what is started where Décompte was to start anew for another reason", async () => {
    open();
    expect(updates.leave(true)).toBe(true);
    await becomeReady();
    expect(updates.leave(true)).toBe(false);
    expect(done.at(-1)).toBe("replace and start");
  });

  test("leaves this version to be started again where it can't take its place", async () => {
    open();
    await becomeReady();
    canReplace = false;
    expect(updates.leave(false)).toBe(false);
    await updates.handlers.installUpdate(undefined);
    expect(updates.leave(false)).toBe(true);
  });

  test("is installed only once an import that runs has ended", async () => {
    open();
    await becomeReady();
    updates.setImporting(true);
    await updates.handlers.installUpdate(undefined);
    expect([state(), done]).toEqual([{ kind: "ready", release: RELEASE, isAsked: true }, ["download 0.2.0"]]);
    updates.setImporting(false);
    expect([state().kind, done.at(-1)]).toEqual(["installing", "restart"]);
  });

  test("is not installed before it is there", async () => {
    open();
    expect(() => updates.handlers.installUpdate(undefined)).toThrow("No update is ready");
    await check();
    expect(() => updates.handlers.installUpdate(undefined)).toThrow("No update is ready");
    updates.leave(false);
    expect(done).not.toContain("replace");
  });

  test("that is ready gives way to one that is newer still, and to nothing else", async () => {
    open();
    await becomeReady();
    for (const answer of ["forged", null, FEED] as const) {
      found = answer;
      await check();
      expect(state()).toMatchObject({ kind: "ready", release: { version: "0.2.0" } });
    }
    found = { ...FEED, version: "0.3.0" };
    await check();
    expect(state()).toMatchObject({ kind: "downloading", release: { version: "0.3.0" } });
  });
});

describe("what goes wrong", () => {
  test.each(["forged", "expired", "rolled-back", "no-answer"] as const)(
    "a feed that is %s is told",
    async (problem) => {
      found = problem;
      open();
      await check();
      expect([state(), done]).toEqual([{ kind: "failed", problem }, []]);
    },
  );

  test("without a network, that is told, and the feed counts as not read", async () => {
    found = new Error("net::ERR_INTERNET_DISCONNECTED");
    isOnline = false;
    open();
    await check();
    expect(updates.status()).toMatchObject({ state: { kind: "failed", problem: "no-network" }, checkedAt: null });
    found = null;
    await check();
    expect(state()).toEqual({ kind: "current" });
  });

  test.each([
    ["broken-file", Object.assign(new Error("sha512"), { code: "ERR_CHECKSUM_MISMATCH" })],
    ["no-room", Object.assign(new Error("disk"), { code: "ENOSPC" })],
    ["no-answer", new Error("net::ERR_CONNECTION_RESET")],
  ])("a download that fails is told as %s, and begun again by the next check", async (problem, error) => {
    open();
    await check();
    await settle();
    finishDownload(error);
    await settle();
    expect(state()).toEqual({ kind: "failed", problem });
    await becomeReady();
  });
});

describe("at the next start", () => {
  const installing = { from: "0.1.0", release: RELEASE };

  test("the new version tells what is new until that is put away", async () => {
    memory = { ...memory, installing };
    open({ version: "0.2.0" });
    expect(updates.status()).toMatchObject({ state: { kind: "current" }, installed: RELEASE });
    await updates.handlers.acknowledgeUpdate(undefined);
    expect(updates.status().installed).toBeNull();
    open({ version: "0.2.0" });
    expect(updates.status().installed).toBeNull();
  });

  test("the version that should have gone says so, once", () => {
    memory = { ...memory, installing };
    open();
    expect(updates.status()).toMatchObject({ state: { kind: "failed", problem: "not-installed" }, installed: null });
    open();
    expect(state()).toEqual({ kind: "current" });
  });

  test("who goes back from the new version is not told that it could not be installed", () => {
    memory = { ...memory, installing };
    open({ version: "0.2.0" });
    open();
    expect(updates.status()).toMatchObject({ state: { kind: "current" }, installed: null });
  });

  test("a third version says nothing of it", () => {
    memory = { ...memory, installing };
    open({ version: "0.3.0" });
    expect(updates.status()).toMatchObject({ state: { kind: "current" }, installed: null });
  });
});
