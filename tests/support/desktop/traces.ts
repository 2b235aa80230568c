import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright";
import type { DesktopApp } from "./desktop-app.ts";

/** Looks for what must be nowhere: on the disk, in what the application writes, in what its page holds. */
export interface TraceSearch {
  /** The canaries that the content holds, as written by a program of one byte or of two bytes a character. */
  found(content: Buffer | string): readonly string[];
  /** Every file under the folder that holds a canary. */
  inFolder(folder: string): readonly string[];
  inPageState(page: Page): Promise<readonly string[]>;
  /** In the page's whole memory, strings included. */
  inHeap(page: Page): Promise<readonly string[]>;
  /** In all of these but the heap. */
  everywhere(app: Pick<DesktopApp, "page" | "output">, folder: string): Promise<readonly string[]>;
}

/** @param canaries asked for with each search, since a token may be given out later */
export function searchTraces(canaries: () => readonly string[]): TraceSearch {
  const found: TraceSearch["found"] = (content) => {
    const bytes = Buffer.from(content);
    return canaries().filter((canary) => bytes.includes(canary) || bytes.includes(Buffer.from(canary, "utf16le")));
  };
  const inFolder: TraceSearch["inFolder"] = (folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .map((name) => join(folder, name))
      .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile() === true)
      .filter((file) => found(readFileSync(file)).length > 0);
  const inPageState: TraceSearch["inPageState"] = async (page) => found(await pageState(page));
  return {
    found,
    inFolder,
    inPageState,
    inHeap: async (page) => found(await heapSnapshot(page)),
    everywhere: async ({ page, output }, folder) => [
      ...inFolder(folder),
      ...found(output()),
      ...(await inPageState(page)),
    ],
  };
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
      window.desktop.getAccounts(undefined),
      window.desktop.getServerCode(undefined),
      window.desktop.getApifyConnection(undefined),
      window.desktop.getBudgets(undefined),
      window.desktop.getAlerts(undefined),
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
