import { benchEndurance } from "./endurance-bench.ts";
import { benchIdle } from "./idle-bench.ts";
import { benchImport } from "./import-bench.ts";
import { benchPeriods } from "./period-bench.ts";
import { benchQueries } from "./query-bench.ts";
import { benchTable } from "./table-bench.ts";
import { benchWindow } from "./window-bench.ts";

// At most so much must each figure be. Most are ratios within one run, whatever the machine.
const LIMITS: Readonly<Record<string, number>> = {
  startAgainstBareWindow: 1.15,
  // Told and not judged: the person reads the figures before.
  liveAgainstBareWindow: Infinity,
  memoryAgainstBareWindow: 1.25,
  framesToPeriod: 2,
  // Told and not judged: one frame that the machine gave to something else is in it.
  mostFramesToPeriod: Infinity,
  slowestTableFrameMs: 32,
  // Told and not judged, likewise: what the machine does, a bare table's slow frames show.
  slowestTableFrameOfAllMs: Infinity,
  slowTableFrames: Infinity,
  slowBareTableFrames: Infinity,
  importAgainstFetchingAlone: 1.5,
  summaryAllAgainstRows: 1 / 50,
  chart90dAgainstRows: 1 / 50,
  longestTaskMs: 50,
  // Told and not judged: what else the machine does is in it.
  longestGapMs: Infinity,
  memoryAboveIdleMb: 60,
  requestsOfIdleRefresh: 2,
  idleCpuPercent: 0.5,
  // Told and not judged: how many there are is Chromium's affair.
  idleWakeupsPerSecond: Infinity,
  idleTimersFired: 0,
};
const PARTS = ["queries", "import", "endurance", "window", "periods", "table", "idle"];

const [only] = process.argv.slice(2);
if (only !== undefined && !PARTS.includes(only)) throw new Error(`There is no bench "${only}": ${PARTS.join(", ")}`);
const isWanted = (part: string) => only === undefined || only === part;

const queries = isWanted("queries") ? await benchQueries() : null;
const importing = isWanted("import") ? await benchImport(import.meta.dirname) : null;
const endurance = isWanted("endurance") ? await benchEndurance(import.meta.dirname) : null;
const window = isWanted("window") ? await benchWindow() : null;
const periods = isWanted("periods") ? await benchPeriods() : null;
const table = isWanted("table") ? await benchTable() : null;
const idle = isWanted("idle") ? await benchIdle() : null;

const results = {
  ...(window && {
    startAgainstBareWindow: window.start,
    liveAgainstBareWindow: window.live,
    memoryAgainstBareWindow: window.memory,
  }),
  ...(importing && { importAgainstFetchingAlone: importing }),
  ...(queries && { summaryAllAgainstRows: queries.summaryAll, chart90dAgainstRows: queries.chart90d }),
};
const judged = [
  ...Object.entries(results).map(([name, result]) => judge(name, result.ratio, result)),
  ...Object.entries({ ...endurance, ...periods, ...table, ...idle?.figures }).map(([name, value]) =>
    judge(name, value, { value }),
  ),
];
const told = { ...Object.fromEntries(judged), ...(idle && { idleCpuPercentByProcess: idle.percentByProcess }) };
console.log(JSON.stringify(told, null, 2));
if (judged.some(([, { isWithinLimit }]) => !isWithinLimit)) process.exitCode = 1;

function judge(name: string, figure: number, result: object) {
  const limit = LIMITS[name] ?? 0;
  return [name, { ...result, limit, isWithinLimit: figure <= limit }] as const;
}
