import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ElectronApplication } from "playwright";
import { afterEach, beforeEach, expect, it } from "vitest";
import { projectFolder } from "../../scripts/setup/folders.mjs";
import { type NotificationDaemon, startNotificationDaemon } from "../support/bus/notification-daemon.ts";
import { type SessionBus, startSessionBus } from "../support/bus/session-bus.ts";
import { type DesktopApp, startApp } from "../support/desktop/desktop-app.ts";
import { type Display, openDisplay } from "../support/desktop/display.ts";

// What docs/budgets.md says of Electron's notifications, held by a bare application: ours builds on it.

declare global {
  var notificationEvents: string[] | undefined;
  var keptNotifications: unknown[] | undefined;
}

let display: Display;
let bus: SessionBus;
let folder: string;
let app: DesktopApp | undefined;
let daemon: NotificationDaemon | undefined;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "decompte-bare-"));
  [display, bus] = await Promise.all([openDisplay(), startSessionBus()]);
});
afterEach(async () => {
  await app?.kill();
  await daemon?.stop();
  [app, daemon] = [undefined, undefined];
  await bus.stop();
  display.stop();
  await rm(folder, { recursive: true, force: true, maxRetries: 10 });
});

async function startBareApp(): Promise<ElectronApplication> {
  app = await startApp({
    display: display.name,
    busAddress: bus.address,
    dataFolder: join(folder, "data"),
    apifyUrl: "http://127.0.0.1:9",
    appFolder: join(projectFolder, "tests", "bench", "bare-window"),
  });
  return app.electron;
}

/** Shows it, and answers the events that had come when `show` answered. */
function show(electron: ElectronApplication, title: string, body: string): Promise<readonly string[]> {
  return electron.evaluate(
    ({ Notification }, options) => {
      const notification = new Notification(options);
      const events = (globalThis.notificationEvents ??= []);
      (globalThis.keptNotifications ??= []).push(notification);
      notification.on("show", () => events.push(`show ${options.title}`));
      notification.on("failed", () => events.push(`failed ${options.title}`));
      notification.on("click", () => events.push(`click ${options.title}`));
      notification.on("close", () => events.push(`close ${options.title}`));
      notification.show();
      return [...events];
    },
    { title, body },
  );
}

const events = (electron: ElectronApplication) => electron.evaluate(() => globalThis.notificationEvents ?? []);

it("shows a notification by the daemon, and hears of a click on it and of no other", async () => {
  daemon = await startNotificationDaemon(bus, display.name);
  const electron = await startBareApp();
  expect(await show(electron, "Budget à 80 % « jour »", "10,12 $\nsur 12 $")).toEqual(["show Budget à 80 % « jour »"]);
  await show(electron, "second", "");
  expect(await daemon.arrived()).toMatchObject([
    { title: "Budget à 80 % « jour »", body: "10,12 $\nsur 12 $" },
    { title: "second", body: "" },
  ]);
  await daemon.click();
  await expect.poll(() => events(electron)).toContain("click Budget à 80 % « jour »");
  expect(await events(electron)).not.toContain("click second");
  await daemon.click();
  await expect.poll(() => events(electron)).toContain("click second");
  expect(await daemon.arrived()).toHaveLength(2);
});

it("believes in notifications where no daemon answers, and tells at once that one failed", async () => {
  const electron = await startBareApp();
  expect(await electron.evaluate(({ Notification }) => Notification.isSupported())).toBe(true);
  expect(await show(electron, "nobody", "there")).toEqual(["failed nobody"]);
});

it("reaches a daemon that came later or in another's place", async () => {
  const electron = await startBareApp();
  await show(electron, "early", "");
  daemon = await startNotificationDaemon(bus, display.name);
  expect(await show(electron, "first", "")).toContain("show first");
  await daemon.stop();
  expect(await show(electron, "between", "")).toContain("failed between");
  daemon = await startNotificationDaemon(bus, display.name);
  expect(await show(electron, "again", "")).toContain("show again");
  expect((await daemon.arrived()).at(-1)).toMatchObject({ title: "again" });
});
