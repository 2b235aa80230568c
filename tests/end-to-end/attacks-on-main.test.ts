import { lstatSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import type { IpcRenderer } from "electron";
import type { Page } from "playwright";
import { afterAll, beforeAll, expect, it } from "vitest";
import { projectFolder } from "../../scripts/setup/folders.mjs";
import { channelOf, ipcContract, type CallName } from "../../shared/ipc/contract.ts";
import { type Desk, openDesk } from "../support/desktop/desk.ts";
import type { DesktopApp } from "../support/desktop/desktop-app.ts";
import { signIn } from "../support/desktop/screen.ts";

// What a page might try that holds Electron's own messenger, as if the sandboxed process were taken over whole.
let desk: Desk;
let app: DesktopApp;

beforeAll(async () => {
  desk = await openDesk({ runCount: 20 });
  app = await desk.start();
  await signIn(app.page, desk.account.token);
});
afterAll(() => desk.close());

const PAYLOADS = 1_000;
const SEED = 58;

const callNames = Object.entries(ipcContract)
  .filter(([, { kind }]) => kind === "call")
  .map(([name]) => name as CallName);

type Answer = { readonly ok: boolean; readonly error?: { readonly code: string } };
type Raw = { readonly raw: Pick<IpcRenderer, "invoke" | "send" | "postMessage"> };

/** A window of the attacker's, with the messenger that no page of ours ever sees. */
async function openTakenOver(url: string): Promise<Page> {
  const preload = join(desk.folder, "taken-over.cjs");
  writeFileSync(preload, `window.raw = require("electron").ipcRenderer;`);
  const [page] = await Promise.all([
    app.electron.waitForEvent("window"),
    app.electron.evaluate(
      async ({ BrowserWindow }, [preloadFile, address]) => {
        const webPreferences = {
          preload: preloadFile,
          sandbox: true,
          contextIsolation: false,
          nodeIntegrationInSubFrames: true,
          webviewTag: true,
        };
        await new BrowserWindow({ show: false, webPreferences }).loadURL(address);
      },
      [preload, url] as const,
    ),
  ]);
  return page;
}

const close = (page: Page) => page.close({ runBeforeUnload: false });

/** Each is wrong for every call: none of them takes anything but nothing, or an object of known members alone. */
function malformedPayloads(): readonly unknown[] {
  const members = ["period", "filter", "token", "budgetId", "choice", "runId", "text", "png", "address", "timeRange"];
  const member = fc.oneof(fc.constantFrom(...members), fc.constantFrom("__proto__", "constructor", "toString"));
  const object = fc
    .dictionary(member, fc.jsonValue({ maxDepth: 2 }))
    .map((fields) => ({ ...fields, "not of the contract": true }));
  const other = fc.jsonValue({ maxDepth: 3 }).map((value) => (isObject(value) ? [value] : value));
  const value = fc.oneof({ weight: 3, arbitrary: object }, other, fc.string({ unit: "binary" }));
  return fc.sample(value, { numRuns: PAYLOADS, seed: SEED });
}

const isObject = (value: unknown): boolean => typeof value === "object" && value !== null && !Array.isArray(value);

it("refuses a thousand malformed payloads on every channel, and goes on answering", async () => {
  const page = await openTakenOver("app://bundle/index.html");
  const channels = callNames.map(channelOf);
  const codes = await page.evaluate(
    async ([names, payloads]) => {
      const { raw } = window as unknown as Raw;
      const cyclic: Record<string, unknown> = {};
      cyclic["self"] = cyclic;
      const values = [Number.NaN, -0, 1e308, 2n ** 70n, "\uD800", [undefined], new Date(0), new Map(), new Set(["x"])];
      const uncommon = values.map((value) => ({ token: value, period: value, filter: value, nothing: value }));
      const large = [{ token: "x".repeat(1_000_000) }, { png: new Uint8Array(1_000_000) }, cyclic];
      const found = new Map<string, number>();
      for (const name of names) {
        const sent = [...payloads, ...uncommon, ...large];
        for (const answer of await Promise.all(sent.map((payload) => raw.invoke(name, payload) as Promise<Answer>))) {
          const code = answer.ok ? `${name} answered` : (answer.error?.code ?? "none");
          found.set(code, (found.get(code) ?? 0) + 1);
        }
      }
      return [...found];
    },
    [channels, malformedPayloads()] as const,
  );
  expect(codes).toEqual([["invalid_request", channels.length * (PAYLOADS + 12)]]);
  await close(page);
  const session = await app.page.evaluate(() => window.desktop.getSession(undefined));
  expect(session).toMatchObject({ ok: true, value: { kind: "apify", credential: "kept" } });
});

it("answers on no other channel, Electron's own ones included", async () => {
  const page = await openTakenOver("app://bundle/index.html");
  const refused = await page.evaluate(async (call) => {
    const { raw } = window as unknown as Raw;
    const channels = ["decompte:nothing", "decompte:", "nothing", "__proto__", "ELECTRON_BROWSER_REQUIRE", "*", ""];
    for (const channel of [...channels, call]) {
      raw.send(channel, { token: "x" });
      raw.postMessage(channel, { token: "x" });
    }
    const asked = channels.map((channel) =>
      raw.invoke(channel).then(
        () => `${channel} answered`,
        (error: Error) => /No handler registered/.test(error.message),
      ),
    );
    return Promise.all(asked);
  }, channelOf("signOut"));
  expect(new Set(refused)).toEqual(new Set([true]));
  const session = await app.page.evaluate(() => window.desktop.getSession(undefined));
  expect(session).toMatchObject({ ok: true, value: { kind: "apify" } });
  await close(page);
});

it.each(["data:text/html,<p>elsewhere</p>", "about:blank", "app://other/index.html"])(
  "answers nothing to a page of %s that took the place of ours",
  async (url) => {
    const page = await openTakenOver(url);
    const codes = await page.evaluate(async (names) => {
      const { raw } = window as unknown as Raw;
      const answers = await Promise.all(names.map((name) => raw.invoke(name) as Promise<Answer>));
      return [...new Set(answers.map(({ ok, error }) => (ok ? "answered" : error?.code)))];
    }, callNames.map(channelOf));
    expect(codes).toEqual(["unauthorized"]);
    await close(page);
  },
);

it("answers no frame within the page, be it of the page's own origin", async () => {
  const page = await openTakenOver("app://bundle/index.html");
  const codes = await page.evaluate(async (names) => {
    const frame = Object.assign(document.createElement("iframe"), { srcdoc: "<p>frame</p>" });
    const loaded = new Promise((resolve) => frame.addEventListener("load", resolve));
    document.body.append(frame);
    await loaded;
    const inner = frame.contentWindow as (Window & Raw) | null;
    if (inner === null) throw new Error("The frame is not there");
    const found = new Set([inner.origin]);
    for (const name of names) {
      const answer = (await inner.raw.invoke(name)) as Answer;
      found.add(answer.ok ? `${name} answered` : (answer.error?.code ?? "none"));
    }
    return [...found];
  }, callNames.map(channelOf));
  expect(codes).toEqual(["app://bundle", "unauthorized"]);
  await close(page);
});

it("attaches no webview, not even where a window would allow one", async () => {
  const page = await openTakenOver("app://bundle/index.html");
  const guests = await page.evaluate(async () => {
    const guest = Object.assign(document.createElement("webview"), { src: "app://bundle/index.html" });
    document.body.append(guest);
    // Attaching is asked of main, in the order of the messages.
    await (window as unknown as Raw).raw.invoke("decompte:getEnvironment");
    return Reflect.has(guest, "getWebContentsId");
  });
  const types = await app.electron.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((contents) => contents.getType()),
  );
  expect([guests, ...types]).toEqual([true, "window", "window"]);
  await close(page);
});

it("leaves nothing in the data folder open to another user", () => {
  const files = readdirSync(desk.dataFolder, { recursive: true, encoding: "utf8" });
  const open = [".", ...files].filter((name) => {
    const status = lstatSync(join(desk.dataFolder, name), { throwIfNoEntry: false });
    return status !== undefined && !status.isSymbolicLink() && (status.mode & 0o077) !== 0;
  });
  expect(open).toEqual([]);
  expect(files).toContain("ledger.db");
});

it("follows no link out of the page's folder", async () => {
  const secret = join(desk.folder, "secret.js");
  writeFileSync(secret, "secret");
  const links = join(projectFolder, "out", "renderer", `links-${process.pid}`);
  mkdirSync(links);
  try {
    symlinkSync(secret, join(links, "file.js"));
    symlinkSync(desk.folder, join(links, "folder"));
    symlinkSync("/proc/self/environ", join(links, "environment.js"));
    const statuses = await app.page.evaluate(
      (folder) =>
        Promise.all(
          ["file.js", "folder/secret.js", "environment.js"].map((name) =>
            fetch(`app://bundle/${folder}/${name}`).then(({ status }) => status),
          ),
        ),
      `links-${process.pid}`,
    );
    expect(statuses).toEqual([404, 404, 404]);
  } finally {
    rmSync(links, { recursive: true });
  }
});
