import type { Summary } from "../../shared/api/summary.ts";
import { formatUsdApart, type Language } from "../../shared/domain/money.ts";
import type { Account } from "../main/account-store.ts";
import { budgetName } from "../main/alerts/alert-words.ts";
import { momentOf } from "../main/connection-words.ts";
import { TEXTS } from "../main/texts.ts";
import { budgetLine, totalLine } from "../main/tray/tray-words.ts";
import { nameOf } from "./account-choice.ts";
import type { CheckedBudget } from "./check-budgets.ts";
import { COMMAND_WORDS } from "./command-words.ts";

export interface ReadSummary {
  readonly account: Account;
  readonly summary: Summary;
  readonly timeZone: string;
  /** Up to when the figures are known; null before the first import. */
  readonly asOf: string | null;
  /** Null: they were not asked for. */
  readonly budgets: readonly CheckedBudget[] | null;
}

export function summaryJson({ account, summary, timeZone, asOf, budgets }: ReadSummary): string {
  const { period, totalCostUsd, totalCostNanoUsd, totalRuns, runsWithoutCost, completeFrom } = summary;
  const told = {
    account: { id: account.id, kind: account.kind, name: nameOf(account) },
    period,
    timeZone,
    asOf,
    completeFrom,
    costUsd: totalCostUsd,
    costNanoUsd: totalCostNanoUsd,
    totalRuns,
    runsWithoutCost,
    ...(budgets !== null && { budgets: budgets.map(budgetFields) }),
  };
  return JSON.stringify(told, null, 2);
}

function budgetFields({ budget, scraper, reading }: CheckedBudget) {
  return {
    id: budget.id,
    window: budget.window,
    timeZone: budget.timeZone,
    scraperId: budget.scraperId,
    scraper,
    amountNanoUsd: String(budget.amountNanoUsd),
    spentNanoUsd: reading === null ? null : String(reading.spentNanoUsd),
    percent: reading?.percent ?? null,
    level: reading?.level ?? null,
  };
}

/** As the card and the tray say it. */
export function summaryLines(language: Language, read: ReadSummary, nowMs: number): readonly string[] {
  const { summary, asOf, budgets } = read;
  const texts = TEXTS[language];
  const words = COMMAND_WORDS[language];
  const { totalRuns, runsWithoutCost, completeFrom } = summary;
  const since =
    summary.period === "all" && completeFrom !== null
      ? [words.completeFrom(dateWords(language, completeFrom, read.timeZone))]
      : [];
  return [
    totalLine(language, summary.period, summary, { areAmountsHidden: false }),
    [words.runs(totalRuns), ...(runsWithoutCost > 0 ? [texts.withoutCost(runsWithoutCost)] : [])].join(", "),
    ...since,
    ...(asOf === null
      ? []
      : [texts.refreshedAt(momentOf(language, Date.parse(asOf), { nowMs, timeZone: read.timeZone }))]),
    ...(budgets === null ? [] : budgetLines(language, budgets)),
  ];
}

function budgetLines(language: Language, budgets: readonly CheckedBudget[]): readonly string[] {
  if (budgets.length === 0) return [COMMAND_WORDS[language].noBudget];
  return budgets.flatMap((checked) => checkedLine(language, checked) ?? []);
}

/** `Mois · apify/web-scraper : 120 % (dépassé), 12.00 $ / 10.00 $`; null where it could not be judged. */
export function checkedLine(language: Language, { budget, scraper, reading }: CheckedBudget): string | null {
  if (reading === null) return null;
  const name = budgetName(language, budget.window, scraper);
  const [spent, amount] = formatUsdApart(reading.spentNanoUsd, budget.amountNanoUsd, language);
  return `${budgetLine(language, { id: budget.id, name, ...reading })}, ${spent} / ${amount}`;
}

const dateWords = (language: Language, instant: string, timeZone: string): string =>
  new Intl.DateTimeFormat(language, { dateStyle: "medium", timeZone }).format(Date.parse(instant));
