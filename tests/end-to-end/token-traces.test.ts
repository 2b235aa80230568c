import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type Desk, openDesk } from "../support/desktop/desk.ts";
import type { DesktopApp } from "../support/desktop/desktop-app.ts";
import { signIn, signOut, submitToken, waitUntilFresh } from "../support/desktop/screen.ts";
import { fr } from "../../renderer/i18n/fr.ts";

let desk: Desk;

beforeEach(async () => {
  desk = await openDesk({ runCount: 60 });
});
afterEach((test) => desk.close(test));

/** What must be nowhere: the token, and the password that Apify's answer about the account carries. */
const canaries = (): readonly string[] => [desk.account.token, desk.account.proxyPassword];

/** The canaries that `content` holds, as written by a program of one byte or of two bytes a character. */
function found(content: Buffer): readonly string[] {
  return canaries().filter((canary) => content.includes(canary) || content.includes(Buffer.from(canary, "utf16le")));
}

/** Every file under the folder that holds a canary. */
function tracesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile() === true)
    .filter((file) => found(readFileSync(file)).length > 0);
}

/** All that a script of the page could read, in one text. */
function pageState(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const databases = await indexedDB.databases();
    const caches = await globalThis.caches.keys().catch(() => []);
    const answers = await Promise.all([
      window.desktop.getSession(undefined),
      window.desktop.getEnvironment(undefined),
      window.desktop.getPreferences(undefined),
      window.desktop.getImportStatus(undefined),
    ]);
    const stored = [localStorage, sessionStorage].map((storage) => Object.entries(storage));
    const globals = Object.entries(globalThis).map(([name, value]) => `${name}=${String(value)}`);
    const fields = [...document.querySelectorAll("input")].map(({ value }) => value);
    return [
      document.documentElement.outerHTML,
      document.cookie,
      JSON.stringify([stored, databases, caches, answers, history.state, fields]),
      ...globals,
    ].join("\n");
  });
}

/** The page's whole memory, strings included. */
async function heapSnapshot(page: Page): Promise<Buffer> {
  const session = await page.context().newCDPSession(page);
  const chunks: Buffer[] = [];
  session.on("HeapProfiler.addHeapSnapshotChunk", ({ chunk }) => chunks.push(Buffer.from(chunk)));
  await session.send("HeapProfiler.collectGarbage");
  await session.send("HeapProfiler.takeHeapSnapshot", { reportProgress: false });
  await session.detach();
  return Buffer.concat(chunks);
}

async function expectNoTrace({ page, output }: Pick<DesktopApp, "page" | "output">): Promise<void> {
  expect(tracesIn(desk.folder)).toEqual([]);
  expect(found(Buffer.from(output()))).toEqual([]);
  expect(found(Buffer.from(await pageState(page)))).toEqual([]);
}

it("finds a canary where there is one, so that finding none means something", async () => {
  const app = await desk.start();
  await app.page.getByLabel(fr.signIn.tokenLabel, { exact: true }).fill(desk.account.token);
  expect(found(Buffer.from(await pageState(app.page)))).toEqual([desk.account.token]);
  await app.page.evaluate(
    (canary) => Reflect.set(window, "canary", { text: `${canary} ` }),
    desk.account.proxyPassword,
  );
  expect(found(await heapSnapshot(app.page))).toContain(desk.account.proxyPassword);
});

it("leaves the token on no disk, in no log and in no memory of the page, from sign-in to sign-out", async () => {
  const first = await desk.start();
  await signIn(first.page, desk.account.token);
  await expectNoTrace(first);
  await expect.poll(async () => found(await heapSnapshot(first.page)), { timeout: 20_000 }).toEqual([]);
  await first.quit();
  expect(tracesIn(desk.folder)).toEqual([]);

  const second = await desk.start();
  await waitUntilFresh(second.page);
  await expectNoTrace(second);
  expect(found(await heapSnapshot(second.page))).toEqual([]);
  await signOut(second.page);
  await second.page.getByRole("region", { name: fr.signIn.apifyTitle }).waitFor();
  await expectNoTrace(second);
  await second.quit();
  expect(tracesIn(desk.folder)).toEqual([]);
  expect(found(Buffer.from(first.output() + second.output()))).toEqual([]);
});

it("leaves no trace of a token without a keychain, nor of one that fails, nor in a crash", async () => {
  const app = await desk.start({ busAddress: `unix:path=${join(desk.folder, "no-bus")}` });
  desk.apify.fail({ match: { path: /users\/me/ }, times: 1, with: { kind: "unauthorized" } });
  await submitToken(app.page, desk.account.token);
  await app.page.getByRole("alert").getByText(fr.errors.apify_token_refused).waitFor();
  expect(tracesIn(desk.folder)).toEqual([]);

  desk.apify.fail({ match: { path: /actor-runs/ }, after: 10, times: 1, with: { kind: "foreign-shape" } });
  await app.page.getByRole("button", { name: fr.signIn.submit }).click();
  await app.page.getByText(fr.credential.sessionTitle).waitFor();
  await app.page.getByText(fr.connection.failedTitle).waitFor();
  await expectNoTrace(app);
  await app.kill();
  expect(tracesIn(desk.folder)).toEqual([]);
  expect(found(Buffer.from(app.output()))).toEqual([]);
});
