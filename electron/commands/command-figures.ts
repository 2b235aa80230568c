import type { SpendingChart } from "../../shared/api/spending-chart.ts";
import type { Summary } from "../../shared/api/summary.ts";
import type { Period, TimeRange } from "../../shared/domain/period.ts";
import type { ApiClient } from "../main/api-client.ts";
import type { BudgetFigures } from "./check-budgets.ts";

/** What commands read of one account. */
export interface CommandFigures extends Pick<ApiClient, "exportRuns"> {
  /** @throws CommandFailure where nothing is known of the period as it is now */
  summary(period: Period): Promise<Summary>;
  spendingChart(timeRange: TimeRange): Promise<SpendingChart>;
  /** Up to when the figures are known; null before the first import. */
  knownAt(): Promise<string | null>;
  /** @throws CommandFailure where budgets can't be judged by these figures */
  budgetFigures(): BudgetFigures;
  close(): Promise<void>;
}
