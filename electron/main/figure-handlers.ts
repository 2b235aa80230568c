import type { CallHandlers } from "./ipc-binder.ts";
import { isDateRange, rangeOf, readCycle, type Viewer } from "./shown-range.ts";
import type { Figures } from "./workspace.ts";

export interface FigureHandlerOptions extends Viewer {
  readonly figures: () => Promise<Figures>;
}

/** What main answers to the questions after totals, curves, breakdowns and runs. */
export function figureHandlers({
  figures: open,
  ...viewer
}: FigureHandlerOptions): Pick<
  CallHandlers,
  "getSummary" | "getSpendingChart" | "getBreakdown" | "getRuns" | "getRun"
> {
  return {
    async getSummary({ period, filter }) {
      const figures = await open();
      if (period === "cycle") return figures.rangeSummary(await readCycle(figures, viewer.now()), filter);
      return isDateRange(period) ? figures.rangeSummary(period, filter) : figures.summary(period, filter);
    },
    getSpendingChart: async ({ timeRange, filter }) => (await open()).spendingChart(timeRange, filter),
    async getBreakdown({ by, period, filter }) {
      const figures = await open();
      return figures.breakdown(by, await rangeOf(period, figures, viewer), filter);
    },
    async getRuns({ period, filter, q, sort, order, limit, offset }) {
      const figures = await open();
      const range = await rangeOf(period, figures, viewer);
      const answer = await figures.runs({ ...range, ...filter, ...(q !== null && { q }), sort, order, limit, offset });
      // What a run's charge is made of is shown nowhere, and may be long.
      return { ...answer, runs: answer.runs.map((run) => ({ ...run, usageDetails: null })) };
    },
    getRun: async ({ runId }) => (await open()).run(runId),
  };
}
