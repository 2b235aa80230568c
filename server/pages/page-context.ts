import { Hono, type Context } from "hono";
import type { AppError } from "../../shared/errors.ts";
import type { Person } from "../identity/caller.ts";
import type { Identity } from "../identity/identity.ts";
import type { RequestState } from "../routes/route-context.ts";
import type { Words } from "./words/fr.ts";

/** What every page needs. */
export interface PageContext {
  readonly identity: Identity;
  /** Where a request comes from, as far as it can be believed. */
  readonly addressOf: (context: Context) => string;
  readonly now: () => number;
  /** Told of every failure that is not the visitor's. */
  readonly onUnexpectedError: (error: AppError, requestId: string) => void;
}

export interface PageState {
  Variables: RequestState["Variables"] & {
    /** What the browser prefers of what the pages speak. */
    language: string;
    words: Words;
    /** Set on the pages of someone who is signed in. */
    person: Person;
  };
}

export type PageRequest = Context<PageState>;

export const newPageRouter = () => new Hono<PageState>();

/** Answers with the cookies of a sign-in or sign-out. */
export function setCookies(context: PageRequest, cookies: readonly string[]): void {
  for (const cookie of cookies) context.header("Set-Cookie", cookie, { append: true });
}
