import { useQueries, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { ScraperRun } from "../../../shared/api/scraper-runs.ts";
import { PAGE_RUNS, runsPageQuery } from "../../queries.ts";
import type { AskedRuns } from "./asked-runs.ts";

/** Whoever pulls the scroll bar passes many pages: one that lies far off is asked for once the bar rests. */
const REST_MS = 100;

export interface RunPages {
  /** Undefined while it is read. */
  readonly runAt: (index: number) => ScraperRun | undefined;
  /** Of a page that could not be read. */
  readonly error: Error | null;
  readonly retry: () => void;
}

/** The runs of the pages that are in view. */
export function useRunPages(account: string, asked: AskedRuns, pages: readonly number[]): RunPages {
  const client = useQueryClient();
  const isResting = useRest(pages.join(" "));
  const queries = pages.map((page) => runsPageQuery(account, asked, page));
  const isNear = queries.some(({ queryKey }) => client.getQueryData(queryKey) !== undefined);
  const answers = useQueries({ queries: queries.map((query) => ({ ...query, enabled: isNear || isResting })) });
  const failed = answers.filter(({ isError, data }) => isError && data === undefined);
  return {
    runAt(index) {
      const answer = answers[pages.indexOf(Math.floor(index / PAGE_RUNS))];
      return answer?.data?.runs[index % PAGE_RUNS];
    },
    error: failed[0]?.error ?? null,
    retry() {
      for (const answer of failed) void answer.refetch();
    },
  };
}

/** Whether a value has stayed the same for a moment. */
function useRest(value: string): boolean {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), REST_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return rested === value;
}
