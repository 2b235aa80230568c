import { setTimeout as wait } from "node:timers/promises";
import { aroundCalls } from "../../around-calls.ts";
import { AppError } from "../../../shared/errors.ts";
import type { Ledger } from "../ledger.ts";
import { byCode, causesOf, codeOf, reasonOf } from "./failure-reasons.ts";

/** What the columns, checks and keys of an adopted table may refuse of a run that the contract allows. */
const REFUSALS: Readonly<Record<string, string>> = {
  "22": "scraper_runs can't hold a value of this run",
  "22001": "scraper_runs can't hold a text of this length",
  "22003": "scraper_runs can't hold a number of this size",
  "23": "scraper_runs refuses this run",
  "23502": "scraper_runs asks for a value that is not known of this run",
  "23503": "scraper_runs refuses this run, since another table does not know what it refers to",
  "23505": "scraper_runs holds what may be there only once",
  "23514": "scraper_runs refuses this run by a check of its own",
};

/** A transaction that Postgres ended because of another one: nothing of it was kept, and it may work now. */
const ENDED_FOR_ANOTHER = new Set(["40P01", "40001"]);
const TRIES = 8;
const LONGEST_PAUSE_MS = 20;

/** @throws AppError `invalid_request` where the table refuses what is to be written */
export async function tellingRefusals<Written>(write: () => Promise<Written>): Promise<Written> {
  try {
    return await write();
  } catch (error) {
    const messages = causesOf(error).map((cause) => byCode(REFUSALS, codeOf(cause)));
    const message = messages.find((each) => each !== null);
    throw message === undefined ? error : new AppError("invalid_request", message, { cause: error });
  }
}

/** A failure of the connection or of the server as `ledger_unavailable`, in our own words; null for any other. */
export function failureOfPostgres(error: unknown, name = "The database"): AppError | null {
  const reason = reasonOf(error);
  return reason === null ? null : new AppError("ledger_unavailable", `${name} ${reason}`, { cause: error });
}

/** The same ledger, each of whose calls is made again when Postgres ended its transaction because of another one. */
export function repeatingCalls(ledger: Ledger): Ledger {
  return aroundCalls(ledger, async (call) => {
    for (let triesLeft = TRIES; ; triesLeft -= 1) {
      try {
        return await call();
      } catch (error) {
        const mayWorkNow = causesOf(error).some((cause) => ENDED_FOR_ANOTHER.has(codeOf(cause) ?? ""));
        if (!mayWorkNow || triesLeft === 1) throw error;
        await wait(Math.random() * LONGEST_PAUSE_MS);
      }
    }
  });
}
