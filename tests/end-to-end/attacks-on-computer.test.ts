import { afterAll, beforeAll, expect, it } from "vitest";
import { type Desk, openDesk } from "../support/desktop/desk.ts";
import type { DesktopApp } from "../support/desktop/desktop-app.ts";
import { signIn } from "../support/desktop/screen.ts";

// What a page that was taken over might take of the computer that it runs on.
let desk: Desk;
let app: DesktopApp;

beforeAll(async () => {
  desk = await openDesk({ runCount: 20 });
  app = await desk.start();
  await signIn(app.page, desk.account.token);
});
afterAll(() => desk.close());

it("gives no permission that a page can ask for", async () => {
  const states = await app.page.evaluate(async () => {
    const names =
      "accelerometer ambient-light-sensor background-fetch background-sync camera captured-surface-control clipboard-read " +
      "clipboard-write display-capture fullscreen geolocation gyroscope hid idle-detection keyboard-lock local-fonts " +
      "magnetometer microphone midi notifications payment-handler periodic-background-sync persistent-storage " +
      "pointer-lock screen-wake-lock speaker-selection storage-access top-level-storage-access window-management";
    const stateOf = (name: string) =>
      navigator.permissions.query({ name: name as PermissionName }).then(
        ({ state }) => [name, state] as const,
        (error: Error) => [name, error.name] as const,
      );
    return Promise.all(names.split(" ").map(stateOf));
  });
  const unknown = states.filter(([, state]) => state === "TypeError" || state === "NotSupportedError");
  expect(states.filter(([, state]) => state !== "denied")).toEqual(unknown);
  expect(states.length - unknown.length).toBeGreaterThan(15);
});

/** Each as the page's script right after a click. */
const REACHES: Readonly<Record<string, string>> = {
  camera: "navigator.mediaDevices.getUserMedia({ video: true })",
  microphone: "navigator.mediaDevices.getUserMedia({ audio: true })",
  screen: "navigator.mediaDevices.getDisplayMedia()",
  clipboard: "navigator.clipboard.readText()",
  copy: "navigator.clipboard.writeText('x')",
  place: "new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, reject))",
  midi: "navigator.requestMIDIAccess({ sysex: true })",
  // Electron leaves a refused one without an answer.
  fullscreen: "(document.body.requestFullscreen(), Promise.reject())",
  pointer: "document.body.requestPointerLock()",
  keyboard: "navigator.keyboard.lock()",
  usb: "navigator.usb.requestDevice({ filters: [] })",
  serial: "navigator.serial.requestPort()",
  bluetooth: "navigator.bluetooth.requestDevice({ acceptAllDevices: true })",
  hid: "navigator.hid.requestDevice({ filters: [] })",
  wake: "navigator.wakeLock.request('screen')",
  fonts: "queryLocalFonts()",
  screens: "getScreenDetails()",
  idle: "IdleDetector.requestPermission()",
  notifications: "Notification.requestPermission()",
  storage: "navigator.storage.persist()",
};

it("gives nothing of the computer to a page that reaches for it", async () => {
  const session = await app.page.context().newCDPSession(app.page);
  const given: Record<string, unknown> = {};
  for (const [name, reach] of Object.entries(REACHES)) {
    const { result, exceptionDetails } = await session.send("Runtime.evaluate", {
      expression: `Promise.resolve(${reach}).then((got) => JSON.stringify(got) ?? "given")`,
      userGesture: true,
      awaitPromise: true,
    });
    if (exceptionDetails === undefined) given[name] = result.value;
  }
  await session.detach();
  expect(given).toEqual({ fonts: "[]", hid: "[]", idle: '"denied"', notifications: '"denied"', storage: "false" });
  const isWhole = await app.page.evaluate(() => document.fullscreenElement !== null);
  expect(isWhole).toBe(false);
});

it("writes no file that a page would have saved, and leaves for no other program", async () => {
  await app.electron.evaluate(({ session, app: main }) => {
    const attempts: boolean[] = [];
    Reflect.set(main, "attempts", attempts);
    session.defaultSession.on("will-download", (event) => attempts.push(event.defaultPrevented));
  });
  const address = app.page.url();
  await app.page.evaluate(() => {
    const blob = URL.createObjectURL(new Blob(["x"]));
    for (const href of [blob, "data:application/octet-stream,x", "app://bundle/index.html"]) {
      const link = Object.assign(document.createElement("a"), { href, download: "file.txt" });
      document.body.append(link);
      link.click();
      link.remove();
    }
    for (const href of ["mailto:x@example.com", "apify:x", "ms-settings:x", "decompte:x"]) location.assign(href);
  });
  await expect
    .poll(() => app.electron.evaluate(({ app: main }) => Reflect.get(main, "attempts")))
    .toEqual([true, true, true]);
  expect(app.page.url()).toBe(address);
});

it("keeps a dropped file from taking the place of the page", async () => {
  const address = app.page.url();
  const session = await app.page.context().newCDPSession(app.page);
  const data = { items: [], files: ["/etc/passwd"], dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "drop"] as const)
    await session.send("Input.dispatchDragEvent", { type, x: 200, y: 200, data });
  await app.page.evaluate(() => window.desktop.getEnvironment(undefined));
  expect(app.page.url()).toBe(address);
});
