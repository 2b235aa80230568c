import type { Language } from "../../shared/domain/money.ts";
import { budgetName } from "../main/alerts/alert-words.ts";
import { type CheckedBudget, checkBudgets } from "./check-budgets.ts";
import { COMMAND_WORDS } from "./command-words.ts";
import { BUDGET_BROKEN, FAILED, FINE } from "./exit-codes.ts";
import type { OpenedAccount } from "./open-account.ts";
import type { Command } from "./parse-command.ts";
import { writeErrorLine, writeLine } from "./standard-streams.ts";
import { checkedLine, summaryJson, summaryLines } from "./summary-output.ts";

/** Answers the exit code. */
export async function summarize(
  { period, isCheck, isJson }: Extract<Command, { kind: "summary" }>,
  { account, figures, timeZone }: OpenedAccount,
  language: Language,
): Promise<number> {
  const nowMs = Date.now();
  const budgets = isCheck ? await checkBudgets(figures.budgetFigures(), nowMs) : null;
  const summary = await figures.summary(period);
  const read = { account, summary, timeZone, asOf: await figures.knownAt(), budgets };
  if (isJson) writeLine(summaryJson(read));
  else for (const line of summaryLines(language, read, nowMs)) writeLine(line);
  return budgets === null ? FINE : judge(budgets, isJson, language);
}

/** What could not be judged is no good news: then the check has failed, unless another budget is broken anyway. */
function judge(budgets: readonly CheckedBudget[], isJson: boolean, language: Language): number {
  const broken = budgets.filter(({ reading }) => reading?.level === "over");
  const notRead = budgets.filter(({ reading }) => reading === null);
  for (const { budget, scraper } of notRead)
    writeErrorLine(COMMAND_WORDS[language].budgetNotRead(budgetName(language, budget.window, scraper)));
  // In the lines for people they stand already.
  if (isJson) for (const checked of broken) writeErrorLine(checkedLine(language, checked) ?? "");
  if (broken.length > 0) return BUDGET_BROKEN;
  return notRead.length > 0 ? FAILED : FINE;
}
