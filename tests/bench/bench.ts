import { benchImport } from "./import-bench.ts";
import { benchQueries } from "./query-bench.ts";
import { benchWindow } from "./window-bench.ts";

// Each figure is a ratio within one run: these are what must hold, whatever the machine.
const LIMITS = {
  startAgainstBareWindow: "at most 1.3",
  memoryAgainstBareWindow: "at most 1.35",
  importAgainstFetchingAlone: "at most 1.5",
  summaryAllAgainstRows: "at most 0.02",
  chart90dAgainstRows: "at most 0.02",
} as const;

const only = process.argv[2];
const wanted = (name: string) => only === undefined || only === name;

const queries = wanted("queries") ? await benchQueries() : null;
const importing = wanted("import") ? await benchImport(import.meta.dirname) : null;
const window = wanted("window") ? await benchWindow() : null;

const results = {
  ...(window && { startAgainstBareWindow: window.start, memoryAgainstBareWindow: window.memory }),
  ...(importing && { importAgainstFetchingAlone: importing }),
  ...(queries && { summaryAllAgainstRows: queries.summaryAll, chart90dAgainstRows: queries.chart90d }),
};
const entries = Object.entries(results).map(([name, result]) => [
  name,
  { ...result, limit: LIMITS[name as keyof typeof LIMITS] },
]);
console.log(JSON.stringify(Object.fromEntries(entries), null, 2));
