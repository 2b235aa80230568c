import { useState } from "react";
import type { ScraperRunsAnswer } from "../../../shared/api/scraper-runs.ts";
import type { AskedRuns } from "./asked-runs.ts";

interface ShownRuns {
  readonly asked: AskedRuns;
  readonly answer: ScraperRunsAnswer;
  /** Whether something else is asked for by now, and read. */
  readonly isFormer: boolean;
}

/** What the table shows: what is asked for, and until that is read, what was shown before. Null before the first. */
export function useShownRuns(asked: AskedRuns, answer: ScraperRunsAnswer | undefined): ShownRuns | null {
  const [former, setFormer] = useState<Omit<ShownRuns, "isFormer"> | null>(null);
  if (answer === undefined) return former && { ...former, isFormer: true };
  if (former === null || former.answer !== answer) setFormer({ asked, answer });
  return { asked, answer, isFormer: false };
}
