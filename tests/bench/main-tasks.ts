import { contentTracing } from "electron";
import { openSync, closeSync, readFileSync, readSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const PROBE_MS = 5;

const traceSchema = z.object({
  traceEvents: z.array(z.object({ name: z.string(), ph: z.string(), tid: z.number(), ts: z.number() })),
});

interface Tick {
  readonly atMs: number;
  /** How long the main thread has waited for a processor since its start. */
  readonly waitedMs: number;
}

interface Task {
  readonly fromMs: number;
  readonly toMs: number;
}

export interface MainTasks {
  readonly longestTaskMs: number;
  readonly longestGapMs: number;
}

/**
 * Watches the main thread until the answered function is called. Chromium itself tells of every task above 4 ms: a timer
 * that comes late only says that some thread was busy, since Node's timers are woken by a thread of their own. From a
 * task goes the time in which the main thread was ready and another process had the processor. Waits for the disk stay
 * in.
 */
export async function watchMainTasks(folder: string): Promise<() => Promise<MainTasks>> {
  const schedule = openSync(`/proc/self/task/${process.pid}/schedstat`, "r");
  const ticks: Tick[] = [];
  const tick = () => ticks.push({ atMs: nowMs(), waitedMs: waitedMs(schedule) });
  await contentTracing.startRecording({
    included_categories: ["scheduler.long_tasks"],
    excluded_categories: ["*"],
    included_process_ids: [process.pid],
  });
  tick();
  const probe = setInterval(tick, PROBE_MS);
  return async () => {
    clearInterval(probe);
    tick();
    closeSync(schedule);
    const tasks = tasksOf(await contentTracing.stopRecording(join(folder, "trace.json")));
    if (tasks.length === 0) throw new Error("Chromium told of no task of the main thread");
    return { longestTaskMs: longestOf(tasks, ticks), longestGapMs: longestGap(ticks) };
  };
}

/** By the clock that Chromium's traces use. */
const nowMs = () => Number(process.hrtime.bigint()) / 1e6;

/** The second number of Linux's `schedstat`, which is in ns. */
function waitedMs(schedule: number): number {
  const text = Buffer.alloc(64);
  readSync(schedule, text, 0, text.length, 0);
  return Number(text.toString("latin1").split(" ")[1]) / 1e6;
}

function tasksOf(traceFile: string): readonly Task[] {
  const { traceEvents } = traceSchema.parse(JSON.parse(readFileSync(traceFile, "utf8")));
  const begun: number[] = [];
  const tasks: Task[] = [];
  for (const { name, ph, tid, ts } of traceEvents) {
    if (name !== "LongTaskTracker" || tid !== process.pid) continue;
    const atMs = ts / 1_000;
    if (ph === "b") begun.push(atMs);
    const fromMs = ph === "e" ? begun.pop() : undefined;
    if (fromMs !== undefined) tasks.push({ fromMs, toMs: atMs });
  }
  return tasks;
}

/** A task took no longer than its whole time, and no longer than the ticks around it without their waits. */
function longestOf(tasks: readonly Task[], ticks: readonly Tick[]): number {
  let longestMs = 0;
  let before = 0;
  for (const { fromMs, toMs } of tasks.toSorted((left, right) => left.fromMs - right.fromMs)) {
    while ((ticks[before + 1]?.atMs ?? Infinity) <= fromMs) before += 1;
    let after = before;
    while (after + 1 < ticks.length && (ticks[after]?.atMs ?? 0) < toMs) after += 1;
    const [first, last] = [ticks[before], ticks[after]];
    if (first === undefined || last === undefined) continue;
    const notWaitedMs = last.atMs - first.atMs - (last.waitedMs - first.waitedMs);
    longestMs = Math.max(longestMs, Math.min(toMs - fromMs, notWaitedMs));
  }
  return longestMs;
}

function longestGap(ticks: readonly Tick[]): number {
  return ticks.reduce((longest, { atMs }, at) => Math.max(longest, atMs - (ticks[at - 1]?.atMs ?? atMs) - PROBE_MS), 0);
}
