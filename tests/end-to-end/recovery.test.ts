import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { fr } from "../../renderer/i18n/fr.ts";
import { type Desk, openDesk } from "../support/desktop/desk.ts";
import type { DesktopApp } from "../support/desktop/desktop-app.ts";
import { keepPicture, pictureFile, signIn } from "../support/desktop/screen.ts";

let desk: Desk;
let app: DesktopApp;

beforeAll(async () => {
  desk = await openDesk({ runCount: 20 });
  app = await desk.start();
  await signIn(app.page, desk.account.token);
});
afterAll(() => desk.close());

/** Runs in the page by main, since Playwright lets go of a page whose process has ended. */
const inPage = (code: string): Promise<unknown> =>
  app.electron.evaluate(
    ({ webContents }, script) =>
      Promise.race([
        webContents.getAllWebContents()[0]?.executeJavaScript(script),
        // A page that ends while it is asked never answers.
        new Promise((resolve) => setTimeout(resolve, 1_000)),
      ]),
    code,
  );

const pageText = async () => String(await inPage("document.body.innerText"));

/** What was noted of crashes: `process reason`. */
function notes(): readonly string[] {
  const file = join(desk.dataFolder, "crashes.log");
  const lines = existsSync(file) ? readFileSync(file, "utf8").split("\n").filter(Boolean) : [];
  return lines.map((line) => {
    const { process, reason }: { process: string; reason: string } = JSON.parse(line);
    return `${process} ${reason}`;
  });
}

const killPage = () =>
  app.electron.evaluate(({ webContents }) => {
    const id = webContents.getAllWebContents()[0]?.getOSProcessId();
    // None while the page is being opened anew.
    if (id) process.kill(id, "SIGKILL");
  });

async function takePicture(name: string): Promise<void> {
  const png = await app.electron.evaluate(async ({ webContents }) => {
    const picture = await webContents.getAllWebContents()[0]?.capturePage();
    return picture?.toPNG().toString("base64") ?? "";
  });
  writeFileSync(pictureFile(name), Buffer.from(png, "base64"));
}

it("comes back with its figures when the page's process is killed, says so, and leaves the token out of its notes", async () => {
  await killPage();
  await expect.poll(pageText).toContain(fr.recovery.titles.crash);
  await expect.poll(pageText).toContain(desk.account.username);
  expect(notes()).toEqual(["page killed"]);
  expect(readFileSync(join(desk.dataFolder, "crashes.log"), "utf8")).not.toContain(desk.account.token);
  await takePicture("recovered");
  expect(await inPage(`window.desktop.getDiagnostics().then(({ value }) => value)`)).toMatch(
    /Last crashes:\n\{.*"page"/,
  );
});

it("comes back when the page answers nothing any more", async () => {
  await app.electron.evaluate(({ BrowserWindow, webContents }) => {
    void webContents
      .getAllWebContents()[0]
      ?.executeJavaScript("for (;;);")
      .catch(() => undefined);
    // Chromium says so after half a minute of clicks.
    BrowserWindow.getAllWindows()[0]?.emit("unresponsive");
  });
  await expect.poll(notes).toEqual(["page killed", "page hang"]);
  await expect.poll(pageText).toContain(fr.recovery.titles.hang);
});

it("asks before it opens a page once more that stops again and again", async () => {
  await app.electron.evaluate(({ dialog }) => {
    dialog.showMessageBox = (async (_window: unknown, { message }: { message: string }) => {
      console.log(message);
      return { response: 0, checkboxChecked: false };
    }) as typeof dialog.showMessageBox;
  });
  await expect.poll(async () => (await killPage(), app.output())).toContain("La fenêtre s'est arrêtée plusieurs fois");
  await expect.poll(pageText).toContain(desk.account.username);
});

it("goes on drawing and asking Apify when Chromium's helpers end", async () => {
  const ended = await app.electron.evaluate(({ app: main }) => {
    const helpers = main.getAppMetrics().filter(({ type, name }) => type === "GPU" || name === "Network Service");
    for (const { pid } of helpers) process.kill(pid, "SIGKILL");
    return helpers.length;
  });
  await expect.poll(() => notes().filter((note) => !note.startsWith("page "))).toHaveLength(ended);
  desk.apify.forgetRequests();
  await inPage("void window.desktop.refresh().then(({ ok }) => (window.isRefreshed = ok))");
  await expect.poll(() => inPage("window.isRefreshed")).toBe(true);
  expect(desk.apify.requests).not.toEqual([]);
  await takePicture("helpers-gone");
  expect(await pageText()).toContain(desk.account.username);
});

it("starts anew when main fails after having run a while, and says so in the window that comes", async () => {
  await app.electron.evaluate(({ app: main }) => {
    main.relaunch = (options) => console.log(`started with ${options?.args?.at(-1)}`);
    performance.now = () => 3_600_000;
    setTimeout(() => {
      throw new TypeError(`of ${process.env["HOME"]}`);
    }, 0);
  });
  await app.ended;
  expect(app.output()).toContain("started with --after-failure");
  expect(notes().at(-1)).toBe("main uncaught");
  expect(readFileSync(join(desk.dataFolder, "crashes.log"), "utf8")).not.toContain(desk.folder);

  app = await desk.start({ args: ["--after-failure"] });
  await app.page.getByText(fr.recovery.titles.failure).waitFor();
  await app.page.getByRole("button", { name: fr.recovery.details }).click();
  const dialog = app.page.getByRole("dialog", { name: fr.settings.title });
  await dialog.getByText(fr.recovery.notes).waitFor();
  await keepPicture(app.page, "crash-notes");
  await dialog.getByRole("button", { name: fr.recovery.forget }).click();
  await dialog.getByText(fr.recovery.noNotes).waitFor();
  expect(notes()).toEqual([]);
});

it("ends with a message when main fails right away, instead of failing for ever", async () => {
  await app.electron.evaluate(({ dialog }) => {
    dialog.showErrorBox = (title) => console.log(title);
    setTimeout(() => {
      throw new TypeError("again");
    }, 0);
  });
  await app.ended;
  expect(app.output()).toContain("Décompte s'est arrêté sur une erreur");
  expect(notes()).toEqual(["main uncaught"]);
});
