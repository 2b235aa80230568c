import { schedule } from "./schedule.ts";

const DELAY_MS = 1_000;

/**
 * Work that would hold up the window's first picture: it waits for that, or a second at most, and is done once.
 *
 * @returns to be called when the picture is there
 */
export function afterFirstPicture(work: () => void): () => void {
  let isDone = false;
  const cancelWait = schedule(finish, DELAY_MS);
  function finish(): void {
    if (isDone) return;
    isDone = true;
    cancelWait();
    work();
  }
  return finish;
}
