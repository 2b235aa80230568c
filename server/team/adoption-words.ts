import type { AdoptionProgress } from "../ledger/postgres/adopt-runs.ts";
import type { Logger } from "./logging.ts";

const SPOKEN_EACH_PERCENT = 10;

/** Writes how an adoption goes into the log, the sums each time they are a tenth further. */
export function logAdoption(logger: Logger): (progress: AdoptionProgress) => void {
  const isNews = onceATenth();
  return (progress) => {
    if (isNews(progress)) logger[progress.step === "warning" ? "warn" : "info"](progress, "adopting");
  };
}

/** The same for the person beside a command. */
export function tellAdoption(tell: (line: string) => void): (progress: AdoptionProgress) => void {
  const isNews = onceATenth();
  return (progress) => {
    if (isNews(progress)) tell(wordsOf(progress));
  };
}

function wordsOf(progress: AdoptionProgress): string {
  switch (progress.step) {
    case "waiting":
      return "Waiting for another server, which prepares the database…";
    case "checking":
      return "Looking whether the table scraper_runs that is there can be used…";
    case "warning":
      return `Note: ${progress.warning}.`;
    case "columns":
      return "Adding columns to scraper_runs…";
    case "index":
      return `Making the index ${progress.name}…`;
    case "sums":
      return `Adding up what is there: ${progress.percent} % of ${progress.rowsTotal} runs`;
  }
}

/** There is a batch a moment: of the sums, every tenth is told once. */
function onceATenth(): (progress: AdoptionProgress) => boolean {
  let told = -1;
  return (progress) => {
    if (progress.step !== "sums") return true;
    const tenth = Math.floor(progress.percent / SPOKEN_EACH_PERCENT);
    if (tenth === told) return false;
    told = tenth;
    return true;
  };
}
