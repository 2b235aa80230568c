/** For timers whose callback plans anew: one of more than 24 days would fire at once. */
export const LONGEST_TIMER_MS = 24 * 60 * 60 * 1_000;

/** Calls back once after `delayMs`; the answer takes it back. */
export function schedule(callback: () => void, delayMs: number): () => void {
  const timer = setTimeout(callback, delayMs);
  return () => clearTimeout(timer);
}

/** Answers whether the work, which never rejects, ended in time. */
export function endsWithin(work: Promise<unknown>, longestMs: number, later: typeof schedule): Promise<boolean> {
  return new Promise((resolve) => {
    const cancel = later(() => resolve(false), longestMs);
    void work.then(() => {
      cancel();
      resolve(true);
    });
  });
}

/** Waits, and rejects with the signal's reason when it aborts. */
export function sleep(delayMs: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const onAbort = () => {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", onAbort);
      resolve();
    }, delayMs);
    signal?.addEventListener("abort", onAbort, { once: true });
  });
}
