import type { SpendingChart } from "../api/spending-chart.ts";
import type { Summary } from "../api/summary.ts";
import type { ErrorCode } from "../errors.ts";

/** What tells accounts apart at a glance, each a colour of the style sheet: `--account-0` and so on. */
export const ACCOUNT_COLOURS = 8;

/** One of the accounts that are signed in. */
export type AccountEntry = {
  readonly id: string;
  readonly isShown: boolean;
  /** From 0 to `ACCOUNT_COLOURS`, that excluded. */
  readonly colour: number;
} & (
  | { readonly kind: "apify"; readonly username: string }
  | { readonly kind: "server"; readonly address: string; readonly email: string; readonly name: string }
);

/** What is known of an account, whether it is shown or not. */
export interface AccountFigures {
  readonly accountId: string;
  /** Null: nothing is known of the period as it is now, such as of today while the server is away. */
  readonly summary: Summary | null;
  /** Its last day is the last that is known, which may be one before today. */
  readonly chart: SpendingChart;
  /** Up to when; null before the first import completed. */
  readonly knownAt: string | null;
}

export type AccountReading = AccountFigures | { readonly accountId: string; readonly failure: ErrorCode };
