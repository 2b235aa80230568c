import type { ChildProcess } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "vitest";
import { generateRuns } from "../apify/generate-runs.ts";
import { StandInAccount } from "../apify/stand-in-account.ts";
import { type ApifyStandIn, startApifyStandIn } from "../apify/stand-in.ts";
import { type Keyring, startKeyring } from "../bus/keyring.ts";
import { endProcess, type SessionBus, startSessionBus } from "../bus/session-bus.ts";
import { startTrayHost, type TrayHost } from "../bus/tray-host.ts";
import { type DesktopApp, type DesktopAppOptions, runApp, type SpawnedApp, spawnApp, startApp } from "./desktop-app.ts";
import { openDisplay } from "./display.ts";
import { pictureFile } from "./screen.ts";
import { daytimeZone } from "./time-zone.ts";

/** A person's computer for one test: a session bus with a keyring and a tray, a folder of data, and Apify to talk to. */
export interface Desk {
  readonly folder: string;
  readonly dataFolder: string;
  readonly timeZone: string;
  /** As in `DISPLAY`. */
  readonly display: string;
  readonly account: StandInAccount;
  /** Somebody else's at Apify, with a single run. */
  readonly otherAccount: StandInAccount;
  readonly apify: ApifyStandIn;
  readonly bus: SessionBus;
  readonly keyring: Keyring;
  readonly tray: TrayHost;
  start(options?: Partial<DesktopAppOptions>): Promise<DesktopApp>;
  /** The same, without anything that watches or drives it. */
  spawn(options?: Partial<DesktopAppOptions>): Promise<SpawnedApp>;
  /** Starts the application once more beside the running one; answers the exit code. */
  startAgain(args?: readonly string[]): Promise<number | null>;
  /** Ends all of it. Of a test that failed, the windows' pictures and the output are kept among the results. */
  close(test?: Pick<TestContext, "task">): Promise<void>;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export interface DeskOptions {
  readonly runCount?: number;
}

export async function openDesk({ runCount = 300 }: DeskOptions = {}): Promise<Desk> {
  const folder = mkdtempSync(join(tmpdir(), "decompte-desk-"));
  const dataFolder = join(folder, "data");
  const account = accountWithHistory(runCount);
  const otherAccount = new StandInAccount({ username: "quiet-team" });
  otherAccount.addRun({ startedAtMs: Date.now() - 3 * HOUR_MS, pricing: { model: "FREE" }, costUsd: 0.42 });
  const [apify, bus, display] = await Promise.all([
    startApifyStandIn({ accounts: [account, otherAccount] }),
    startSessionBus(),
    openDisplay(),
  ]);
  const [keyring, tray] = await Promise.all([startKeyring(bus), startTrayHost(bus)]);
  const apps: DesktopApp[] = [];
  const children: ChildProcess[] = [];
  const common = {
    display: display.name,
    dataFolder,
    apifyUrl: apify.baseUrl,
    busAddress: bus.address,
    timeZone: daytimeZone(),
  };

  return {
    folder,
    dataFolder,
    timeZone: common.timeZone,
    display: display.name,
    account,
    otherAccount,
    apify,
    bus,
    keyring,
    tray,
    async start(options) {
      const app = await startApp({ ...common, ...options });
      apps.push(app);
      return app;
    },
    async spawn(options) {
      const spawned = await spawnApp({ ...common, ...options });
      children.push(spawned.child);
      return spawned;
    },
    startAgain: (args = []) => runApp({ ...common, args }),
    async close(test) {
      const { task } = test ?? {};
      if (task?.result?.state === "fail")
        await Promise.all(apps.map((app, index) => keepEvidence(app, task.name, index)));
      await Promise.all(apps.map((app) => app.kill()));
      await Promise.all(children.map(endProcess));
      await keyring.stop();
      await bus.stop();
      await apify.stop();
      display.stop();
      await rm(folder, { recursive: true, force: true, maxRetries: 10 });
    },
  };
}

async function keepEvidence({ page, output }: DesktopApp, testName: string, index: number): Promise<void> {
  const name = `failed-${testName.replaceAll(/\W+/g, "-")}-${index}`;
  writeFileSync(pictureFile(name).replace(/png$/, "log"), output());
  await page.screenshot({ path: pictureFile(name), timeout: 2_000 }).catch(() => undefined);
}

/** Runs of the last 80 days, and one of today whose cost is known. All have long come to rest. */
function accountWithHistory(runCount: number): StandInAccount {
  const nowMs = Date.now();
  const runs = generateRuns({
    count: runCount,
    seed: 11,
    from: new Date(nowMs - 80 * DAY_MS),
    to: new Date(nowMs - 2 * HOUR_MS),
  });
  const account = new StandInAccount({ runs });
  account.addRun({ startedAtMs: nowMs - 3 * HOUR_MS, pricing: { model: "FREE" }, costUsd: 12.345_678_9 });
  return account;
}
