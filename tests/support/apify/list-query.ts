import { failures, type Answer } from "./answer.ts";

const maximumLimit = 1000;
const longestWaitSeconds = 60;

export interface Page {
  readonly offset: number;
  readonly limit: number;
  readonly isDescending: boolean;
}

/** A parameter that the API would refuse. */
export class QueryError extends Error {
  override readonly name = "QueryError";
  readonly answer: Answer;

  constructor(parameter: string) {
    super(`Invalid value of "${parameter}"`);
    this.answer = failures.invalidValue(parameter);
  }
}

/** The limit is clamped, never refused; 0 stands for the default. */
export function readPage(query: URLSearchParams): Page {
  const limit = readCount(query, "limit");
  return {
    offset: readCount(query, "offset"),
    limit: limit === 0 ? maximumLimit : Math.min(limit, maximumLimit),
    isDescending: readFlag(query, "desc"),
  };
}

export function readFlag(query: URLSearchParams, name: string): boolean {
  const value = query.get(name);
  return value === "1" || value === "true";
}

/** Milliseconds, or undefined where the parameter is not given. */
export function readTime(query: URLSearchParams, name: string): number | undefined {
  const value = query.get(name);
  if (value === null || value === "") return undefined;
  const timeMs = /^\d{4}-\d{2}-\d{2}/.test(value) ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(timeMs)) throw new QueryError(name);
  return timeMs;
}

/** Undefined where every status is wanted. */
export function readStatuses(query: URLSearchParams): ReadonlySet<string> | undefined {
  const value = query.get("status");
  return value === null || value === "" ? undefined : new Set(value.split(","));
}

/** `waitForFinish` in seconds: 60 at most, whatever was asked for. */
export function readWaitSeconds(query: URLSearchParams): number {
  return Math.min(readCount(query, "waitForFinish"), longestWaitSeconds);
}

function readCount(query: URLSearchParams, name: string): number {
  const value = query.get(name);
  if (value === null || value === "") return 0;
  const count = Number(value);
  if (!Number.isInteger(count) || count < 0) throw new QueryError(name);
  return count;
}
