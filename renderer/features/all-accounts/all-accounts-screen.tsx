import { useQuery } from "@tanstack/react-query";
import { ArrowLeft } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { PERIODS, type Period, type TimeRange } from "../../../shared/domain/period.ts";
import { useWords } from "../../i18n/use-words.ts";
import { accountsQuery, allAccountsQuery } from "../../queries.ts";
import { Button } from "../../ui/button.tsx";
import { LoadFailure } from "../../ui/load-failure.tsx";
import { usePreferences } from "../session/use-preferences.ts";
import { AccountsCard } from "./accounts-card.tsx";
import { AccountsChartCard } from "./accounts-chart-card.tsx";
import { AccountsTotalCard } from "./accounts-total-card.tsx";

interface AllAccountsScreenProps {
  /** Back to one account. */
  readonly onBack: () => void;
}

/** What all accounts that are signed in have cost together, and each by itself. */
export function AllAccountsScreen({ onBack }: AllAccountsScreenProps) {
  const { t } = useWords();
  const { preferences } = usePreferences();
  const [period, setPeriod] = useState<Period>(
    () => PERIODS.find((each) => each === preferences.summaryPeriod) ?? "month",
  );
  const [timeRange, setTimeRange] = useState<TimeRange>(preferences.chartTimeRange);
  const { data: accounts = [] } = useQuery(accountsQuery);
  const answer = useQuery(allAccountsQuery(period, timeRange));
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus({ preventScroll: true }), []);
  return (
    <div className="mx-auto flex min-h-screen max-w-page flex-col gap-4 px-4 pb-8 sm:gap-5 sm:px-6">
      <header className="flex min-h-16 items-center gap-2 pt-3 sm:gap-3">
        <Button look="ghost" className="-ml-2.5" onClick={onBack}>
          <ArrowLeft aria-hidden className="size-4" />
          {t("accounts.back")}
        </Button>
        <h1 ref={title} tabIndex={-1} className="min-w-0 truncate text-lg font-semibold tracking-tight outline-none">
          {t("accounts.all")}
        </h1>
      </header>
      <main className="flex grow flex-col gap-4 sm:gap-5">
        {answer.isError && answer.data === undefined ? (
          <LoadFailure title={t("accounts.loadFailed")} error={answer.error} onRetry={() => void answer.refetch()} />
        ) : (
          <>
            <AccountsTotalCard
              accounts={accounts}
              readings={answer.data}
              isFormer={answer.isPlaceholderData}
              period={period}
              onPeriodChange={setPeriod}
            />
            <AccountsChartCard
              accounts={accounts}
              readings={answer.data}
              timeRange={timeRange}
              onTimeRangeChange={setTimeRange}
            />
            <AccountsCard accounts={accounts} readings={answer.data} onShow={onBack} />
          </>
        )}
      </main>
    </div>
  );
}
