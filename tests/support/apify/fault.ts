import type { StandInRequest } from "./stand-in-request.ts";

export type Fault =
  | { readonly kind: "rate-limited"; readonly retryAfterSeconds?: number }
  | { readonly kind: "status"; readonly status: 500 | 502 | 503 }
  /** The connection dies in the middle of a body whose length was announced. */
  | { readonly kind: "cut-body" }
  /** A complete answer whose JSON stops in the middle. */
  | { readonly kind: "truncated-json" }
  /** The page of a captive portal, with status 200. */
  | { readonly kind: "html" }
  /** JSON that nobody expects, with status 200. */
  | { readonly kind: "foreign-shape"; readonly body?: unknown }
  /** The usual answer, late: all of it, or the second half only. Infinity never answers. */
  | { readonly kind: "slow"; readonly delayMs: number; readonly part?: "answer" | "body" }
  | { readonly kind: "reset" }
  | { readonly kind: "redirect"; readonly location: string }
  | { readonly kind: "unauthorized" }
  | { readonly kind: "insufficient-permissions" }
  /** The usual answer with each cost replaced by a JSON literal, such as `-0.5` or `1e999`. */
  | { readonly kind: "cost"; readonly literal: string };

export type RequestMatch = ((request: StandInRequest) => boolean) | { readonly path: RegExp };

export interface FaultRule {
  readonly match: RequestMatch;
  /** How many requests fail; all of them if absent. */
  readonly times?: number;
  /** How many matching requests pass unharmed before the first fault. */
  readonly after?: number;
  readonly with: Fault;
}

/** What a token with limited permissions may not read. */
export const usageAndLimits = { path: /^\/v2\/users\/me\/(?:usage\/monthly|limits)$/ } as const;

/** The faults in force. Of several that match a request, the first declared strikes. */
export class FaultPlan {
  readonly #rules = new Set<{ readonly rule: FaultRule; passes: number; strikes: number }>();

  /** Returns the function that takes the rule back. */
  declare(rule: FaultRule): () => void {
    const entry = { rule, passes: rule.after ?? 0, strikes: rule.times ?? Infinity };
    this.#rules.add(entry);
    return () => {
      this.#rules.delete(entry);
    };
  }

  next(request: StandInRequest): Fault | undefined {
    for (const entry of this.#rules) {
      if (entry.strikes === 0 || !isMatch(entry.rule.match, request)) continue;
      if (entry.passes > 0) {
        entry.passes -= 1;
        continue;
      }
      entry.strikes -= 1;
      return entry.rule.with;
    }
    return undefined;
  }
}

function isMatch(match: RequestMatch, request: StandInRequest): boolean {
  return typeof match === "function" ? match(request) : match.path.test(request.path);
}
