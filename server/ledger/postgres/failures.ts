import { setTimeout as wait } from "node:timers/promises";
import { AppError, isAppError } from "../../../shared/errors.ts";
import { aroundCalls } from "../calls.ts";
import type { Ledger } from "../ledger.ts";

const AWAY = "The database can't be reached";
const LATE = "The database did not answer in time";

/** What a person can do something about, by Postgres's or the network's own code of the failure, or its beginning. */
const MESSAGES: Readonly<Record<string, string>> = {
  "08": AWAY,
  "28": "The database refuses its user or password",
  "3D000": "There is no such database",
  "25006": "The database may not be written",
  "53100": "There is no room left on the database's disk",
  "53": "The database has no room for another connection",
  "57014": LATE,
  "57P": AWAY,
  "58": "The database's disk fails",
  ECONN: AWAY,
  EPIPE: AWAY,
  ENOTFOUND: AWAY,
  EAI_AGAIN: AWAY,
  EHOSTUNREACH: AWAY,
  ENETUNREACH: AWAY,
  ETIMEDOUT: LATE,
};

/** What the drivers say of a connection without giving it a code. */
const WITHOUT_CODE: readonly (readonly [RegExp, string])[] = [
  [/timeout exceeded when trying to connect|query read timeout|connection terminated due to connection timeout/i, LATE],
  [/connection terminated|connection error|not queryable|after calling end on the pool|websocket|socket/i, AWAY],
];

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

/** What a person can be told of a failure of the connection or the server; null for any other. */
function unavailableMessage(error: unknown): string | null {
  for (const cause of causesOf(error)) {
    const code = codeOf(cause);
    const known = messageOfCode(MESSAGES, code);
    if (known !== null) return known;
    const text = code === null ? messageOf(cause) : "";
    const told = WITHOUT_CODE.find(([pattern]) => pattern.test(text));
    if (told !== undefined) return told[1];
  }
  return null;
}

/** That of the longest beginning. */
function messageOfCode(messages: Readonly<Record<string, string>>, code: string | null): string | null {
  const known = Object.keys(messages)
    .filter((beginning) => code?.startsWith(beginning))
    .toSorted((left, right) => right.length - left.length)[0];
  return known === undefined ? null : (messages[known] ?? null);
}

/** @throws AppError `invalid_request` where the table refuses what is to be written */
export async function tellingRefusals<Written>(write: () => Promise<Written>): Promise<Written> {
  try {
    return await write();
  } catch (error) {
    const messages = causesOf(error).map((cause) => messageOfCode(REFUSALS, codeOf(cause)));
    const message = messages.find((each) => each !== null);
    throw message === undefined ? error : new AppError("invalid_request", message, { cause: error });
  }
}

/** The same ledger, each of whose calls tells a database that is away, late or full as `ledger_unavailable`. */
export function tellingFailures(ledger: Ledger): Ledger {
  return aroundCalls(ledger, async (call) => {
    try {
      return await call();
    } catch (error) {
      const message = isAppError(error) ? null : unavailableMessage(error);
      throw message === null ? error : new AppError("ledger_unavailable", message, { cause: error });
    }
  });
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

/** The failure and what caused it, outermost first. A WebSocket's failure is an event that holds an error. */
function causesOf(error: unknown): readonly object[] {
  const causes: object[] = [];
  for (let cause = error; typeof cause === "object" && cause !== null && causes.length < 8;) {
    causes.push(cause);
    cause = "cause" in cause ? cause.cause : "error" in cause ? cause.error : null;
  }
  return causes;
}

const codeOf = (cause: object): string | null =>
  "code" in cause && typeof cause.code === "string" ? cause.code : null;

const messageOf = (cause: object): string =>
  "message" in cause && typeof cause.message === "string" ? cause.message : "";
