import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { WebContents } from "electron";
import { SPARE_MEMORY_CHANNEL } from "../../shared/ipc/spare-memory.ts";

/** The person may still wait for what is on its way until then. */
const QUIET_MS = 1_000;

interface CollectGarbage {
  (how: { readonly type: "major"; readonly execution: "sync"; readonly flavor: "last-resort" }): void;
}

/**
 * Gives back what the start, or a window that is hidden now, no longer needs. V8 and Chromium would keep it until the
 * system runs short of memory; a program that runs all day beside others should not wait for that.
 *
 * @param rest gives back what main keeps ready
 * @returns asks for it: once nobody has moved, scrolled or typed anything in the page for a second
 */
export function createMemorySparing(
  contents: Pick<WebContents, "isDestroyed" | "on" | "send">,
  schedule: (callback: () => void, delayMs: number) => () => void,
  rest: () => void,
  collect: () => void = collectGarbage,
): () => void {
  let cancel: (() => void) | null = null;
  const waitForQuiet = () => {
    cancel?.();
    cancel = schedule(() => {
      cancel = null;
      if (!contents.isDestroyed()) contents.send(SPARE_MEMORY_CHANNEL);
      rest();
      collect();
    }, QUIET_MS);
  };
  // A collection takes some frames, which would be missed just then.
  contents.on("input-event", () => cancel !== null && waitForQuiet());
  return waitForQuiet;
}

/** Node names no way to a collection that returns pages to the system, but for the function that V8 keeps behind a flag. */
function collectGarbage(): void {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as CollectGarbage;
  setFlagsFromString("--no-expose-gc");
  collect({ type: "major", execution: "sync", flavor: "last-resort" });
}
