import type { PasswordChangeResult } from "../identity/browser-sign-in.ts";
import type { PageRequest } from "./page-context.ts";
import { minutesOf } from "./parse-form.ts";

/** Why a password was not changed, in words and as a status. */
export function passwordProblem(c: PageRequest, result: Exclude<PasswordChangeResult, { readonly state: "changed" }>) {
  const { words } = c.var;
  if (result.state !== "throttled") return { text: words.passwordProblems[result.state], status: 400 } as const;
  c.header("Retry-After", String(result.retryAfterSeconds));
  return { text: words.throttled(minutesOf(result.retryAfterSeconds)), status: 429 } as const;
}
