import { writeFileSync } from "node:fs";
import { PNG } from "pngjs";
import { afterAll, beforeAll, expect, it } from "vitest";
import { fr } from "../../renderer/i18n/fr.ts";
import { ipcContract } from "../../shared/ipc/contract.ts";
import { type Desk, openDesk } from "../support/desktop/desk.ts";
import type { DesktopApp } from "../support/desktop/desktop-app.ts";
import { chartCard, pictureFile, signIn } from "../support/desktop/screen.ts";

// What a page that was taken over might try, all of it from within the window of a signed-in application.
let desk: Desk;
let app: DesktopApp;

beforeAll(async () => {
  desk = await openDesk({ runCount: 20 });
  app = await desk.start();
  await signIn(app.page, desk.account.token);
});
afterAll(() => desk.close());

const windowCount = () => app.electron.evaluate(({ webContents }) => webContents.getAllWebContents().length);

it("has no Node.js in the page and no more of main than the contract", async () => {
  const reach = await app.page.evaluate(() => ({
    types: ["require", "process", "module", "Buffer", "global"].map((name) => typeof Reflect.get(globalThis, name)),
    members: Object.keys(window.desktop).toSorted(),
    isReplaceable: Reflect.set(window, "desktop", {}) || Reflect.set(window.desktop, "getSession", null),
  }));
  const contract = Object.entries(ipcContract).map(([name, { kind }]) =>
    kind === "call" ? name : `on${name.charAt(0).toUpperCase()}${name.slice(1)}`,
  );
  expect(reach).toEqual({
    types: ["undefined", "undefined", "undefined", "undefined", "undefined"],
    members: contract.toSorted(),
    isReplaceable: false,
  });
});

type Preferences = Electron.WebPreferences;

it("runs its page with every guard on and nothing that a page could misuse", async () => {
  const preferences = await app.electron.evaluate(({ webContents }) =>
    webContents
      .getAllWebContents()
      // Of Electron's own use, and in none of its types.
      .map((contents) => (contents as unknown as { getLastWebPreferences: () => Preferences }).getLastWebPreferences()),
  );
  expect(preferences).toHaveLength(1);
  const [page] = preferences;
  expect(page).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
  });
  const off = [page?.nodeIntegrationInWorker, page?.enableBlinkFeatures, page?.disableBlinkFeatures];
  expect(off.filter(Boolean)).toEqual([]);
});

it("copies the chart by main, drawn as it is on screen", async () => {
  await chartCard(app.page).getByRole("button", { name: fr.chart.copyImage }).click();
  await chartCard(app.page).getByText(fr.chart.imageCopied).waitFor();
  const copied = await app.electron.evaluate(async ({ clipboard, nativeImage }) => {
    const former = clipboard as unknown as { readImage?: () => Electron.NativeImage };
    const items = former.readImage === undefined ? await clipboard.read() : [];
    const bytes = await items[0]?.getType("image/png").then((blob) => blob.arrayBuffer());
    const image = bytes === undefined ? former.readImage?.() : nativeImage.createFromBuffer(Buffer.from(bytes));
    return image?.toPNG().toString("base64") ?? "";
  });
  const { width, height, data } = PNG.sync.read(Buffer.from(copied, "base64"));
  const colors = new Set(new Uint32Array(data.buffer, data.byteOffset, width * height));
  writeFileSync(pictureFile("copied-chart"), Buffer.from(copied, "base64"));
  expect(width).toBeGreaterThan(800);
  expect(height).toBeGreaterThan(600);
  expect(colors.size).toBeGreaterThan(50);
});

it("runs no inline script, no event attribute, no script from elsewhere and no eval", async () => {
  const outcome = await app.page.evaluate(async (remote) => {
    const marks: string[] = [];
    Reflect.set(window, "mark", (name: string) => marks.push(name));
    const inline = document.createElement("script");
    inline.textContent = "window.mark('inline')";
    const data = document.createElement("script");
    data.src = "data:text/javascript,window.mark('data')";
    const foreign = document.createElement("script");
    foreign.src = `${remote}/script.js`;
    const image = document.createElement("div");
    image.innerHTML = `<img src="x" onerror="window.mark('attribute')">`;
    const blob = document.createElement("script");
    blob.src = URL.createObjectURL(new Blob(["window.mark('blob')"], { type: "text/javascript" }));
    const settled = [data, foreign, blob].map(
      (script) =>
        new Promise<string>((resolve) => {
          script.addEventListener("load", () => resolve("loaded"));
          script.addEventListener("error", () => resolve("refused"));
        }),
    );
    document.body.append(inline, data, foreign, blob, image);
    const scripts = await Promise.all(settled);
    const workers = await new Promise<string>((resolve) => {
      try {
        const worker = new Worker(blob.src);
        worker.addEventListener("message", () => resolve("ran"));
        worker.addEventListener("error", () => resolve("refused"));
      } catch {
        resolve("refused");
      }
    });
    const compiled = await WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])).then(
      () => "compiled",
      () => "refused",
    );
    const evaluations = ["eval", "Function"].map((name) => {
      try {
        return String((Reflect.get(globalThis, name) as (code: string) => unknown)("1 + 1"));
      } catch (error) {
        return (error as Error).name;
      }
    });
    for (const element of [inline, data, foreign, blob, image]) element.remove();
    return { marks, scripts: [...scripts, workers, compiled], evaluations };
  }, desk.apify.baseUrl);
  expect(outcome).toEqual({
    marks: [],
    scripts: Array.from({ length: 5 }, () => "refused"),
    evaluations: ["EvalError", "EvalError"],
  });
});

it("lets nothing out over the network: no fetch, XMLHttpRequest, WebSocket, beacon, picture or style", async () => {
  desk.apify.forgetRequests();
  const outcome = await app.page.evaluate(async (remote) => {
    const settled = (start: (resolve: (answer: string) => void) => void) => new Promise<string>(start);
    const picture = new Image();
    const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: `${remote}/style.css` });
    const answers = await Promise.all([
      fetch(remote).then(
        () => "answered",
        () => "refused",
      ),
      fetch(remote, { mode: "no-cors" }).then(
        () => "answered",
        () => "refused",
      ),
      settled((resolve) => {
        const request = new XMLHttpRequest();
        request.addEventListener("load", () => resolve("answered"));
        request.addEventListener("error", () => resolve("refused"));
        request.open("GET", remote);
        request.send();
      }),
      settled((resolve) => {
        const socket = new WebSocket(remote.replace("http", "ws"));
        socket.addEventListener("open", () => resolve("answered"));
        socket.addEventListener("error", () => resolve("refused"));
      }),
      settled((resolve) => {
        picture.addEventListener("load", () => resolve("answered"));
        picture.addEventListener("error", () => resolve("refused"));
        picture.src = `${remote}/picture.png`;
      }),
      settled((resolve) => {
        link.addEventListener("load", () => resolve("answered"));
        link.addEventListener("error", () => resolve("refused"));
        document.head.append(link);
      }),
    ]);
    navigator.sendBeacon(remote, "secret");
    link.remove();
    return answers;
  }, desk.apify.baseUrl);
  expect(new Set(outcome)).toEqual(new Set(["refused"]));
  expect(desk.apify.requests).toEqual([]);
});

it("opens no window and leaves its page for no address", async () => {
  const address = app.page.url();
  const count = await windowCount();
  const opened = await app.page.evaluate((remote) => {
    const addresses = [remote, "https://example.com", "file:///etc/passwd", "about:blank", location.href];
    return addresses.map((url) => window.open(url) === null);
  }, desk.apify.baseUrl);
  expect(opened).toEqual([true, true, true, true, true]);

  await app.page.evaluate((remote) => {
    Reflect.set(window, "isSamePage", true);
    const addresses = [
      remote,
      "https://example.com",
      "file:///etc/passwd",
      "data:text/html,x",
      "app://other/index.html",
    ];
    for (const url of addresses) {
      location.assign(url);
      const link = Object.assign(document.createElement("a"), { href: url });
      document.body.append(link);
      link.click();
      link.remove();
    }
    const form = Object.assign(document.createElement("form"), { action: remote, method: "post" });
    document.body.append(form);
    form.submit();
    form.remove();
    location.assign("javascript:window.isSamePage = 'script ran'");
  }, desk.apify.baseUrl);
  // A round trip through main comes after whatever main had to say about those.
  await app.page.evaluate(() => window.desktop.getEnvironment(undefined));
  expect(await app.page.evaluate(() => Reflect.get(window, "isSamePage"))).toBe(true);
  expect(app.page.url()).toBe(address);
  expect(await windowCount()).toBe(count);
  expect(desk.apify.requests).toEqual([]);
});

it("serves nothing but the page's own files", async () => {
  const statuses = await app.page.evaluate(async () => {
    const paths = [
      "/../../package.json",
      "/%2e%2e/%2e%2e/package.json",
      "/..%2f..%2fpackage.json",
      "/%2e%2e%2f%2e%2e%2fpackage.json",
      "/..%5c..%5cpackage.json",
      "/assets/..%2f..%2f..%2fpackage.json",
      "//etc/passwd",
      "/%00index.html",
      "/index.html%00.js",
      "/%",
      "/.build-stamp",
      "/",
    ];
    const answer = (path: string) =>
      fetch(`app://bundle${path}`).then(
        ({ status }) => status,
        () => "refused",
      );
    return Promise.all([...paths.map(answer), fetch("/index.html", { method: "POST" }).then(({ status }) => status)]);
  });
  expect(statuses.filter((status) => status !== 404 && status !== "refused")).toEqual([]);
  expect(await app.page.evaluate(() => fetch("app://bundle/index.html").then(({ status }) => status))).toBe(200);
});

it("gives a frame within the page nothing of main", async () => {
  const reached = await app.page.evaluate(async () => {
    const frames = [document.createElement("iframe"), document.createElement("iframe")] as const;
    frames[0].src = "about:blank";
    frames[1].srcdoc = "<p>frame</p>";
    const loaded = frames.map((frame) => new Promise((resolve) => frame.addEventListener("load", resolve)));
    document.body.append(...frames);
    await Promise.all(loaded);
    const types = frames.map(({ contentWindow }) => typeof (contentWindow && Reflect.get(contentWindow, "desktop")));
    for (const frame of frames) frame.remove();
    return types;
  });
  expect(reached).toEqual(["undefined", "undefined"]);
});
