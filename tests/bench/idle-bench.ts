import { setTimeout as wait } from "node:timers/promises";
import { startNotificationDaemon } from "../support/bus/notification-daemon.ts";
import { openDesk } from "../support/desktop/desk.ts";
import { signIn } from "../support/desktop/screen.ts";
import { inspectMain } from "./main-inspector.ts";
import { activityOfTree, type Activity, kindOf } from "./process-tree.ts";

const SETTLED_AFTER_MS = 20_000;
const MEASURED_MS = 60_000;
/** `USER_HZ`, which Linux tells its programs whatever the kernel's own ticks are. */
const TICKS_PER_SECOND = 100;
const WINDOW = 'require("electron").BrowserWindow.getAllWindows()[0]';
const FIGURES_ARE_THERE = `typeof require !== "undefined" && ${WINDOW}?.isVisible() === true`;
const NOTHING_IS_DUE = `${WINDOW}.webContents.executeJavaScript(
  "window.desktop.getConnection().then(({ value }) => Date.parse(value.nextRefreshAt) > Date.now() + 600_000)")`;
/** Counts the timers of main that come due, of whoever started them. */
const COUNT_TIMERS = `(async () => {
  const { createHook, executionAsyncResource } = require("node:async_hooks");
  globalThis.timersFired = 0;
  createHook({
    before: () => void (executionAsyncResource()?.constructor?.name === "Timeout" && (globalThis.timersFired += 1)),
  }).enable();
  await new Promise((resolve) => setTimeout(resolve, 1));
  return globalThis.timersFired;
})()`;
const TIMERS_FIRED = "globalThis.timersFired";

export interface Idle {
  readonly figures: {
    /** Percent of one core, of all processes together. */
    readonly idleCpuPercent: number;
    readonly idleWakeupsPerSecond: number;
    /** Timers of main within the measured minute: nothing is to wake it before the next refresh. */
    readonly idleTimersFired: number;
  };
  readonly percentByProcess: Readonly<Record<string, number>>;
}

/** What the application costs in the tray: signed in, all runs settled, the window closed, the next refresh far off. */
export async function benchIdle(): Promise<Idle> {
  const desk = await openDesk();
  const daemon = await startNotificationDaemon(desk.bus, desk.display);
  try {
    const first = await desk.start();
    await signIn(first.page, desk.account.token);
    await first.quit();

    const { child } = await desk.spawn({ args: ["--inspect=0"] });
    const evaluate = await inspectMain(child);
    await isTrue(evaluate, FIGURES_ARE_THERE);
    await evaluate(`${WINDOW}.close()`);
    await isTrue(evaluate, NOTHING_IS_DUE);
    // The ledger is checked once, ten seconds after the start.
    await wait(SETTLED_AFTER_MS);

    const timersBefore = Number(await evaluate(COUNT_TIMERS));
    if (timersBefore === 0) throw new Error("The timers of main can't be counted");

    const pid = child.pid ?? 0;
    const before = activityOfTree(pid);
    const startedMs = performance.now();
    await wait(MEASURED_MS);
    if (child.exitCode !== null || child.signalCode !== null) throw new Error("The application has ended");
    const after = activityOfTree(pid);
    const seconds = (performance.now() - startedMs) / 1_000;
    const idleTimersFired = Number(await evaluate(TIMERS_FIRED)) - timersBefore;
    const { percent, wakeups, percentByProcess } = idleBetween(before, after, seconds);
    return {
      figures: { idleCpuPercent: percent, idleWakeupsPerSecond: wakeups, idleTimersFired },
      percentByProcess,
    };
  } finally {
    await daemon.stop();
    await desk.close();
  }
}

async function isTrue(evaluate: (expression: string) => Promise<unknown>, expression: string): Promise<void> {
  while ((await evaluate(expression)) !== true) await wait(500);
}

function idleBetween(before: Activity, after: Activity, seconds: number) {
  const byProcess: Record<string, number> = {};
  for (const [pid, ticks] of after.ticks) {
    const kind = kindOf(pid);
    byProcess[kind] = (byProcess[kind] ?? 0) + ticks - (before.ticks.get(pid) ?? 0);
  }
  const percent = (ticks: number) => Number(((100 * ticks) / TICKS_PER_SECOND / seconds).toFixed(3));
  return {
    percent: percent(Object.values(byProcess).reduce((total, ticks) => total + ticks, 0)),
    wakeups: Number(((after.wakeups - before.wakeups) / seconds).toFixed(1)),
    percentByProcess: Object.fromEntries(Object.entries(byProcess).map(([kind, ticks]) => [kind, percent(ticks)])),
  };
}
