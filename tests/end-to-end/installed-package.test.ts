import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { flipFuses } from "../../scripts/package/fuses.mjs";
import { smokeTest } from "../../scripts/package/smoke-test.mjs";
import { formatUsd } from "../../shared/domain/money.ts";
import { fr } from "../../renderer/i18n/fr.ts";
import { type Desk, openDesk } from "../support/desktop/desk.ts";
import type { DesktopApp } from "../support/desktop/desktop-app.ts";
import { expectedFigures } from "../support/desktop/expected-figures.ts";
import { catchOpenedPages } from "../support/desktop/opened-pages.ts";
import { keepPicture, openSettings, signIn, totalCard } from "../support/desktop/screen.ts";
import {
  addressHandler,
  DESKTOP_ENTRY,
  entryCommand,
  installDeb,
  installedFiles,
  purgePackage,
} from "../support/packages/installed-package.ts";
import { makePackage } from "../support/packages/test-package.ts";
import { type FeedServer, startFeedServer } from "../support/updates/feed-server.ts";
import { FEED, sealedNow } from "../support/updates/sample-feed.ts";

const canInstall = process.platform === "linux" && process.getuid?.() === 0 && existsSync("/usr/bin/dpkg-deb");

// Each test takes up where the one before left off, as a person does who installs it, tries it and removes it.
describe.runIf(canInstall)("the Debian package", () => {
  let desk: Desk;
  let feed: FeedServer;
  let home = "";
  let program = "";

  beforeAll(async () => {
    [desk, feed] = await Promise.all([openDesk({ runCount: 20 }), startFeedServer()]);
    home = join(desk.folder, "home");
    await purgePackage();
    await installDeb(await makePackage({ target: "deb", folder: desk.folder, feedUrl: feed.url }));
    [program = ""] = entryCommand();
  });
  afterAll(async () => {
    await purgePackage();
    await desk.close();
    await feed.stop();
  });

  /** Runs the installed program to its end. */
  async function run(args: readonly string[], variables: Readonly<Record<string, string>> = {}) {
    const { child, output } = await desk.spawn({ program, args, variables });
    await once(child, "close");
    return { code: child.exitCode, output: output() };
  }

  it("has a valid desktop entry that says what it is, and opens the addresses of the application", () => {
    execFileSync("desktop-file-validate", [DESKTOP_ENTRY]);
    expect(readFileSync(DESKTOP_ENTRY, "utf8")).toMatch(/^Name=Décompte \(test\)$/m);
    expect(entryCommand()).toEqual(["/opt/decompte-test/decompte-test", "%U"]);
    expect(addressHandler()).toBe("decompte-test.desktop");
  });

  it("holds what runs, and nothing of how it was made", async () => {
    const files = await installedFiles();
    expect(files.filter((file) => file.endsWith(".png"))).toHaveLength(8);
    expect(files.filter((file) => /\.(?:tsx?|map|md)$|\/(?:tests|docs|scripts)\//.test(file))).toEqual([]);
    expect(files.filter((file) => file.endsWith(".node"))).toHaveLength(2);
    expect(files).toContain("/opt/decompte-test/LICENSES.chromium.html");
  });

  it("passes the smoke test of the workflows: every fuse as decided, and a window with figures", async () => {
    const env = { ...process.env, DISPLAY: desk.display, HOME: desk.folder };
    const [fuses, ...found] = await smokeTest(program, env);
    expect(fuses).toBe("8 fuses as decided");
    expect(found).toHaveLength(2);
  });

  it("is no Node.js, and runs no code that the environment names", async () => {
    const script = join(desk.folder, "intruder.cjs");
    const mark = join(desk.folder, "intruded");
    writeFileSync(script, `require("node:fs").writeFileSync(${JSON.stringify(mark)}, "")`);
    const answers = await Promise.all([
      run(["--version"], { ELECTRON_RUN_AS_NODE: "1" }),
      run(["--version"], { NODE_OPTIONS: `--require ${script}` }),
      run([`--require=${script}`, "--version"]),
    ]);
    for (const { code, output } of answers) expect([code, output]).toEqual([0, expect.stringMatching(/^decompte \d/m)]);
    expect(existsSync(mark)).toBe(false);
  });

  it("starts from its desktop entry, takes no debugger, and shows its window for an address", async () => {
    const { child, output } = await desk.spawn({ program, args: ["--inspect=9339", "--inspect-brk=9339"] });
    // With this, Chromium hears of a second start.
    await expect.poll(() => readdirSync(home, { recursive: true })).toContain(".config/decompte/SingletonSocket");
    const asked = await run(["decompte://open"]);
    expect(asked).toEqual({ code: 0, output: expect.stringContaining("its window is shown") });
    expect(await isOpen(9339)).toBe(false);
    // By it Node.js opens its inspector; without the inspector it is a signal that ends a program, like any other.
    child.kill("SIGUSR1");
    await once(child, "close");
    expect(child.signalCode).toBe("SIGUSR1");
    expect(output()).not.toContain("Debugger listening");
  });

  it("takes no debugger of Chromium's either, unless it says that it is for tests", async () => {
    const archive = join(dirname(program), "resources/app.asar");
    const content = readFileSync(archive, "latin1");
    writeFileSync(archive, content.replace('"buildMark": "test"', '"buildMark": "none"'), "latin1");
    expect(await run(["--remote-debugging-port=0"])).toMatchObject({ code: 64 });
    expect(await run(["--remote-debugging-pipe"])).toMatchObject({ code: 64 });
    writeFileSync(archive, content, "latin1");
  });

  it("signs in and counts, says what it is, tells of a new version, keeps its data to its owner, and starts at login by its own name", async () => {
    await flipFuses(program, { EnableNodeCliInspectArguments: true });
    const app = await desk.start({ program });
    const { page } = app;
    await signIn(page, desk.account.token);
    const { costNanoUsd } = expectedFigures(desk.account, desk.timeZone, 30);
    await totalCard(page).getByText(formatUsd(costNanoUsd, "fr"), { exact: true }).waitFor();
    await saysWhatItIs(app);
    await tellsOfNewVersion(app);
    await keepPicture(page, "installed-package");
    await page.evaluate(() => window.desktop.setLoginLaunch({ isOn: true }));
    expect((await run(["remove-data", "--yes"])).output).toContain("Décompte est ouvert");
    await app.quit();
    expect(statSync(join(home, ".config/decompte")).mode & 0o777).toBe(0o700);
    expect([...(await desk.keyring.secrets()).keys()]).toEqual([desk.account.userId]);
    const autostart = readFileSync(join(home, ".config/autostart/decompte.desktop"), "utf8");
    expect(autostart).toMatch(/^Exec=\/opt\/decompte-test\/decompte-test --at-login$/m);
    expect(autostart).toMatch(/^Icon=decompte-test$/m);
  });

  /** It downloads nothing: its files are the package manager's. */
  async function tellsOfNewVersion({ electron, page }: DesktopApp): Promise<void> {
    const openedPages = await catchOpenedPages(electron);
    feed.publish("stable-linux.json", sealedNow({ version: "9.9.9" }));
    await page.evaluate(() => window.desktop.checkForUpdates());
    await page.getByText("La version 9.9.9 est disponible", { exact: true }).waitFor();
    await page.getByText(fr.updates.news, { exact: true }).click();
    await page.getByText(FEED.notes.fr[0] ?? "").waitFor();
    await page.getByRole("button", { name: fr.updates.page }).click();
    await expect.poll(openedPages).toEqual([FEED.page]);
    expect(new Set(feed.requests.map(({ path }) => path))).toEqual(new Set(["/stable-linux.json"]));
  }

  /** It says what it is, and whose work it holds. */
  async function saysWhatItIs({ page }: DesktopApp): Promise<void> {
    const dialog = await openSettings(page, "help");
    await dialog.getByText(/^Décompte \(test\) /).waitFor();
    await dialog.getByText(fr.about.marks.test).waitFor();
    await keepPicture(page, "about-test-package");
    await dialog.getByRole("button", { name: fr.about.licences }).click();
    await page.getByText(/^electron-updater /).waitFor();
    for (let dialogs = 2; dialogs > 0; dialogs -= 1) await page.keyboard.press("Escape");
  }

  it("removes what it kept of the person when asked, and nothing else", async () => {
    mkdirSync(join(home, "Documents"));
    const announced = await run(["remove-data"]);
    expect(announced).toEqual({ code: 1, output: expect.stringContaining(join(home, ".config/decompte")) });
    expect(await run(["remove-data", "--yes"])).toMatchObject({ code: 0 });
    expect(await desk.keyring.accounts()).toEqual([]);
    expect(readdirSync(join(home, ".config"), { recursive: true })).toEqual(["autostart"]);
    expect(readdirSync(home)).toContain("Documents");
  });

  it("leaves nothing on the system once it is removed", async () => {
    const files = await installedFiles();
    const own = files.filter((file) => file.includes("decompte"));
    await purgePackage();
    expect(
      [...own, "/usr/bin/decompte-test", "/etc/apparmor.d/decompte-test"].filter((file) => existsSync(file)),
    ).toEqual([]);
    expect(addressHandler()).toBe("nobody");
  });
});

/** Whether somebody listens on this port of the computer. */
function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.on("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.on("error", () => resolve(false));
  });
}
