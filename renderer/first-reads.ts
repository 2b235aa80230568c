import type { QueryClient } from "@tanstack/react-query";
import { setDisplay } from "./i18n/display.ts";
import { speakLanguage } from "./i18n/speak-language.ts";
import {
  accountOf,
  alertsQuery,
  budgetsQuery,
  connectionQuery,
  environmentQuery,
  importStatusQuery,
  ledgerHealthQuery,
  preferencesQuery,
  sessionQuery,
  spendingChartQuery,
  summaryQuery,
} from "./queries.ts";

/** Beyond this the window opens with skeletons rather than stay blank. */
const LONGEST_BLANK_MS = 120;

/**
 * Asks main for all that the first screen shows, in two rounds, so that the first paint is already the final one, and
 * loads the words for it.
 *
 * @throws AppError when the language, the session or the preferences cannot be read; a missing figure is no failure.
 */
export async function readFirstScreen(client: QueryClient): Promise<void> {
  const [environment, session, preferences] = await Promise.all([
    client.fetchQuery(environmentQuery),
    client.fetchQuery(sessionQuery),
    client.fetchQuery(preferencesQuery),
    client.prefetchQuery(importStatusQuery),
    client.prefetchQuery(connectionQuery),
    client.prefetchQuery(ledgerHealthQuery),
  ]);
  setDisplay(environment);
  const words = speakLanguage(environment.language);
  if (session.kind !== "signed-out") {
    const account = accountOf(session);
    // Nothing waits for these: where they come a little later than the figures, they are shown a little later.
    void client.prefetchQuery(budgetsQuery(account));
    void client.prefetchQuery(alertsQuery(account));
    const figures = Promise.all([
      client.prefetchQuery(summaryQuery(account, preferences.summaryPeriod)),
      client.prefetchQuery(spendingChartQuery(account, preferences.chartTimeRange)),
    ]);
    await Promise.race([figures, new Promise((resolve) => setTimeout(resolve, LONGEST_BLANK_MS))]);
  }
  await words;
}
