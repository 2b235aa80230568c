import { once } from "node:events";
import { mkdirSync, readdirSync, readFileSync, readlinkSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Feed } from "../../electron/main/updates/signed-feed.ts";
import { fr } from "../../renderer/i18n/fr.ts";
import { flipFuses } from "../../scripts/package/fuses.mjs";
import { makeKeyPair } from "../../scripts/updates/envelope.mjs";
import { formatUsd } from "../../shared/domain/money.ts";
import { type Desk, openDesk } from "../support/desktop/desk.ts";
import type { DesktopApp } from "../support/desktop/desktop-app.ts";
import { expectedFigures } from "../support/desktop/expected-figures.ts";
import { choose, keepPicture, signIn, totalCard } from "../support/desktop/screen.ts";
import { openSql } from "../support/ledger/temporary-ledger.ts";
import { makeAppImage, makeOtherVersion, namedFile } from "../support/packages/app-image.ts";
import { makePackage } from "../support/packages/test-package.ts";
import { type FeedServer, startFeedServer } from "../support/updates/feed-server.ts";
import { FEED, fromNow, sealedNow } from "../support/updates/sample-feed.ts";

const OLD = "1.0.0";
const NEW = "9.9.9";
const FEED_FILE = "stable-linux.json";
const NEW_FILE = "decompte-test.AppImage";

// Each test takes up where the one before left off, as a person does to whom a version comes, and who goes back from it.
describe.runIf(process.platform === "linux")("an AppImage", () => {
  let desk: Desk;
  let feed: FeedServer;
  let app: DesktopApp;
  let unpacked = "";
  let program = "";
  let dataFolder = "";
  let newFile: Feed["files"][number];

  beforeAll(async () => {
    [desk, feed] = await Promise.all([openDesk({ runCount: 20 }), startFeedServer()]);
    const home = join(desk.folder, "home");
    dataFolder = join(home, ".config/decompte");
    program = join(home, "Programmes/Décompte.AppImage");
    mkdirSync(dirname(program), { recursive: true });
    unpacked = await makePackage({
      target: "dir",
      folder: join(desk.folder, "package"),
      feedUrl: feed.url,
      version: OLD,
    });
    // So that Playwright can drive it.
    await flipFuses(join(unpacked, "decompte-test"), { EnableNodeCliInspectArguments: true });
    makeAppImage(unpacked, program);
    makeOtherVersion(unpacked, join(desk.folder, NEW_FILE), OLD, NEW);
    newFile = namedFile(join(desk.folder, NEW_FILE), NEW_FILE);
    app = await desk.start({ program });
    await signIn(app.page, desk.account.token);
  });
  afterAll(async () => {
    const left = runningProcess();
    if (left !== null) process.kill(left, "SIGKILL");
    await desk.close();
    await feed.stop();
  });

  /** The feed of the new version. */
  const signed = (changes: Partial<Feed> = {}, key?: string) =>
    sealedNow({ version: NEW, files: [newFile], ...changes }, key);

  /** What becomes of a search in this feed. */
  async function find(text: string) {
    feed.publish(FEED_FILE, text);
    const answer = await app.page.evaluate(() => window.desktop.checkForUpdates());
    return answer.ok ? answer.value.state : answer.error;
  }

  async function showTotal(page: Page): Promise<void> {
    await choose(page, fr.total.select, "Tous");
    const { costNanoUsd } = expectedFigures(desk.account, desk.timeZone, 365);
    await totalCard(page).getByText(formatUsd(costNanoUsd, "fr"), { exact: true }).waitFor();
  }

  /** The process that holds the data folder. */
  function runningProcess(): number | null {
    try {
      const pid = Number(readlinkSync(join(dataFolder, "SingletonLock")).split("-").at(-1));
      process.kill(pid, 0);
      return pid;
    } catch {
      return null;
    }
  }

  /** Ends what started itself anew, which nobody drives. */
  async function endRunning(): Promise<void> {
    process.kill(runningProcess() ?? Number.NaN, "SIGTERM");
    await expect.poll(runningProcess).toBeNull();
  }

  const openedBy = (): string =>
    (JSON.parse(readFileSync(join(dataFolder, "ledger-version.json"), "utf8")) as { openedBy: string }).openedBy;
  const copies = () => readdirSync(dataFolder).filter((name) => name.startsWith("ledger.db.before-"));
  const downloads = () => feed.requests.filter(({ path }) => path !== `/${FEED_FILE}`);

  it("takes no word of a new version from anybody but its publisher, nor an old word, and says so", async () => {
    const { page } = app;
    expect(await find(signed({ version: OLD }))).toEqual({ kind: "current" });
    const changed = signed().replace(/(?<="payload":")[^"]+/, (payload) =>
      Buffer.from(Buffer.from(payload, "base64").toString().replace(NEW, "9.9.8")).toString("base64"),
    );
    expect(await find(changed)).toMatchObject({ kind: "failed", problem: "forged" });
    expect(await find(signed({}, makeKeyPair().privateKey))).toMatchObject({ problem: "forged" });
    expect(await find(signed({ name: "beta-linux" }))).toMatchObject({ problem: "forged" });
    await page.getByText(fr.updates.problems.forged).waitFor();
    await keepPicture(page, "update-forged");
    expect(await find(signed({ signedAt: fromNow(-1) }))).toMatchObject({ problem: "rolled-back" });
    expect(await find(signed({ expiresAt: fromNow(-1) }))).toMatchObject({ problem: "expired" });
    expect(downloads()).toEqual([]);
  });

  it("throws away a file that is not the one which was signed", async () => {
    feed.publish(NEW_FILE, "#!/bin/sh\ntouch intruded\n");
    await find(signed());
    await app.page.getByText(fr.updates.problems["broken-file"]).waitFor();
    expect(downloads()).toHaveLength(1);
    expect(readdirSync(join(desk.folder, "home/.cache/decompte-test-updater/pending"))).toEqual([]);
  });

  it("tells nobody whose computer this is", () => {
    for (const { headers } of feed.requests) {
      expect(Object.keys(headers).filter((name) => /cookie|staging|authorization/.test(name))).toEqual([]);
      expect(headers["user-agent"]).not.toContain(OLD);
    }
  });

  it("downloads a new version, and restarts as that with the ledger as it was, and a copy from before", async () => {
    const { page } = app;
    const oldInode = statSync(program).ino;
    feed.publish(NEW_FILE, { file: join(desk.folder, NEW_FILE) });
    await find(signed());
    await page.getByText(`La version ${NEW} est prête`, { exact: true }).waitFor({ timeout: 60_000 });
    expect(statSync(program).ino).toBe(oldInode);
    await keepPicture(page, "update-ready");
    await page.getByRole("button", { name: fr.updates.install }).click();
    await app.ended;
    await expect.poll(openedBy, { timeout: 60_000 }).toBe(NEW);
    expect(namedFile(program, NEW_FILE)).toEqual(newFile);
    await endRunning();

    app = await desk.start({ program });
    await app.page.getByText(`Décompte ${NEW} est installé`, { exact: true }).waitFor();
    await app.page.getByText(fr.updates.news, { exact: true }).click();
    await app.page.getByText(FEED.notes.fr[0] ?? "").waitFor();
    await showTotal(app.page);
    await keepPicture(app.page, "update-installed");
    expect(copies()).toEqual([expect.stringMatching(/^ledger\.db\.before-9\.9\.9-/)]);
    await app.quit();
  });

  it("goes back to the older version, which leaves a ledger that it does not know as it is, and restores the copy", async () => {
    const ledger = join(dataFolder, "ledger.db");
    const sql = openSql(ledger);
    await sql.executeMultiple("pragma user_version = 9999; pragma wal_checkpoint(truncate);");
    sql.close();
    const before = readFileSync(ledger);
    makeAppImage(unpacked, program);

    app = await desk.start({ program });
    await app.page.getByText(`Le registre a été ouvert par Décompte ${NEW}`).waitFor();
    await app.page.getByText(fr.updates.unchecked).waitFor();
    await keepPicture(app.page, "update-gone-back");
    expect(readFileSync(ledger).equals(before)).toBe(true);
    await app.page.getByRole("button", { name: fr.settings.restoreCopy }).click();
    await app.page.getByRole("button", { name: fr.settings.restoreStart }).click();
    await app.ended;
    await expect.poll(openedBy, { timeout: 60_000 }).toBe(OLD);
    await endRunning();

    app = await desk.start({ program });
    await showTotal(app.page);
    await app.quit();
  });

  it("removes what it has downloaded with the rest of the person's data", async () => {
    const { child } = await desk.spawn({ program, args: ["remove-data", "--yes"] });
    await once(child, "close");
    expect([child.exitCode, readdirSync(join(desk.folder, "home/.cache"))]).toEqual([0, []]);
  });
});
