import { useQuery } from "@tanstack/react-query";
import { TriangleAlert } from "lucide-react";
import { useEffect, useRef } from "react";
import { toAppError } from "../../../shared/errors.ts";
import { useWords } from "../../i18n/use-words.ts";
import { accountOf, spendingChartQuery, summaryQuery } from "../../queries.ts";
import { Banner } from "../../ui/banner.tsx";
import { Card, CardHeader } from "../../ui/card.tsx";
import { later } from "../../ui/later.tsx";
import { LoadingBreakdown } from "../breakdown/loading-breakdown.tsx";
import { LoadingBudgets } from "../budgets/loading-budgets.tsx";
import { TokenInMemoryBanner } from "../connection/token-in-memory-banner.tsx";
import { DailySpendingCard } from "../daily-spending/daily-spending-card.tsx";
import { useImportHistory } from "../import-history/use-import-history.ts";
import { useLeaveRememberedScreen } from "../remembered-screen/leave-remembered-screen.ts";
import { useRememberedScreen } from "../remembered-screen/use-remembered-screen.ts";
import { useShownFigures } from "../remembered-screen/use-shown-figures.ts";
import { useRunFilter } from "../run-filter/use-run-filter.ts";
import { LoadingRuns } from "../runs/loading-runs.tsx";
import { SettingsButton } from "../settings/settings-button.tsx";
import { TotalSpentCard } from "../total-spent/total-spent-card.tsx";
import { useShownPeriod } from "../total-spent/use-shown-period.ts";
import { AppHeader } from "./app-header.tsx";
import { ClosedAccountMenu } from "./account-button.tsx";
import type { OpenSession } from "./open-session.ts";
import { SampleBanner } from "./sample-banner.tsx";
import { useDashboardCommands } from "./use-dashboard-commands.ts";
import { useFiguresPainted } from "./use-figures-painted.ts";
import { usePreferences } from "./use-preferences.ts";

// Below the first screen: it may come a moment later, so that the figures come no later for it.
const BudgetsCard = later(async () => (await import("../budgets/budgets-card.tsx")).BudgetsCard, ComingCard);

const BreakdownCard = later(
  async () => (await import("../breakdown/breakdown-card.tsx")).BreakdownCard,
  ComingBreakdown,
);

const FilterBar = later(async () => (await import("../run-filter/filter-bar.tsx")).FilterBar);

const RunsCard = later(async () => (await import("../runs/runs-card.tsx")).RunsCard, ComingRuns);

const ReconciliationCard = later(
  async () => (await import("../reconciliation/reconciliation-card.tsx")).ReconciliationCard,
);

const AccountMenu = later(async () => (await import("./account-menu.tsx")).AccountMenu, ClosedAccountMenu);

// What stands in the way of fresh figures is rare.
const ConnectionBanner = later(async () => (await import("../connection/connection-banner.tsx")).ConnectionBanner);

const LedgerBanner = later(async () => (await import("../ledger/ledger-banner.tsx")).LedgerBanner);

const ImportCard = later(async () => (await import("../import-progress/import-card.tsx")).ImportCard);

const UpdateNotice = later(async () => (await import("../updates/update-notice.tsx")).UpdateNotice);

const NewAlerts = later(async () => (await import("../alerts/new-alerts.tsx")).NewAlerts);

/** Side by side where the window is wide, as high as each other. */
const FIRST_ROW = "contents xl:grid xl:max-h-132 xl:min-h-108 xl:grow xl:grid-cols-[24rem_minmax(0,1fr)] xl:gap-5";

/** Few groups beside many budgets leave the page's ground below them, rather than an empty card. */
const SECOND_ROW =
  "contents xl:grid xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)] xl:gap-5 xl:[&>:first-child]:self-start";

interface DashboardProps {
  readonly session: OpenSession;
  readonly onAddAccount: () => void;
  readonly onShowAll: () => void;
}

export function Dashboard({ session, onAddAccount, onShowAll }: DashboardProps) {
  const { t } = useWords();
  const { preferences, setPreferences, error } = usePreferences();
  const importHistory = useImportHistory();
  const account = accountOf(session);
  const { filter, isFiltered } = useRunFilter();
  const { period, setPeriod } = useShownPeriod(preferences.summaryPeriod, (summaryPeriod) =>
    setPreferences({ summaryPeriod }),
  );
  useDashboardCommands({ preferences, setPreferences, setPeriod });
  const summary = useQuery(summaryQuery(account, period, filter));
  const chart = useQuery(spendingChartQuery(account, preferences.chartTimeRange, filter));

  const areFiguresThere = summary.data !== undefined && chart.data !== undefined;
  const screen = useRef<HTMLDivElement>(null);
  const figures = useShownFigures(session, summary, chart);
  useFiguresPainted(areFiguresThere);
  useLeaveRememberedScreen(summary.isError || chart.isError ? "another" : figures.isWhole ? "there" : "coming");
  // At the next start nothing is filtered, and no dates are chosen.
  useRememberedScreen(screen, isFiltered || typeof period === "object" ? null : figures.shown);
  useEffect(() => {
    document.documentElement.dataset["screen"] = "dashboard";
  }, []);

  return (
    <div
      ref={screen}
      className="mx-auto flex min-h-screen max-w-page flex-col gap-4 px-4 pb-8 sm:gap-5 sm:px-6 xl:max-w-wide"
    >
      <AppHeader
        session={session}
        menu={
          session.kind === "sample" ? (
            <SettingsButton />
          ) : (
            <AccountMenu
              session={session}
              onAddAccount={onAddAccount}
              onShowAll={onShowAll}
              importHistory={importHistory}
            />
          )
        }
      />
      <main className="flex grow flex-col gap-4 sm:gap-5">
        <UpdateNotice />
        {session.kind === "sample" ? (
          <SampleBanner />
        ) : (
          <>
            {session.credential === "this-session" && <TokenInMemoryBanner session={session} />}
            <LedgerBanner />
            <ConnectionBanner session={session} />
            <ImportCard importHistory={importHistory} />
          </>
        )}
        <NewAlerts account={account} />
        {error && (
          <Banner
            tone="danger"
            icon={TriangleAlert}
            title={t("connection.saveFailed")}
            text={t(`errors.${toAppError(error).code}`)}
          />
        )}
        {isFiltered && <FilterBar account={account} />}
        <div className={FIRST_ROW}>
          <TotalSpentCard account={account} summary={summary} period={period} onPeriodChange={setPeriod} />
          <DailySpendingCard
            account={account}
            chart={chart}
            timeRange={preferences.chartTimeRange}
            onTimeRangeChange={(chartTimeRange) => setPreferences({ chartTimeRange })}
            runs={{
              isShown: preferences.isRunSeriesShown,
              onChange: (isRunSeriesShown) => setPreferences({ isRunSeriesShown }),
            }}
          />
        </div>
        <div className={SECOND_ROW}>
          <BreakdownCard account={account} period={period} />
          <BudgetsCard account={account} />
        </div>
        <RunsCard account={account} />
        <ReconciliationCard account={account} />
      </main>
    </div>
  );
}

function ComingBreakdown() {
  const { t } = useWords();
  return (
    <Card label={t("breakdown.title")}>
      <CardHeader title={t("breakdown.title")} corner={null} />
      <LoadingBreakdown />
    </Card>
  );
}

function ComingCard() {
  const { t } = useWords();
  return (
    <Card label={t("budgets.title")}>
      <CardHeader title={t("budgets.title")} corner={null} />
      <LoadingBudgets />
    </Card>
  );
}

function ComingRuns() {
  const { t } = useWords();
  return (
    <Card label={t("runs.title")}>
      <CardHeader title={t("runs.title")} corner={null} />
      <LoadingRuns />
    </Card>
  );
}
