import { clsx } from "clsx";
import { useMemo } from "react";
import type { TimeRange } from "../../../shared/domain/period.ts";
import { accountName } from "../../../shared/ipc/account-name.ts";
import type { AccountEntry, AccountReading } from "../../../shared/ipc/accounts.ts";
import { useWords } from "../../i18n/use-words.ts";
import { Card, CardHeader } from "../../ui/card.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { colourOf } from "../accounts/account-colour.ts";
import { TimeRangeSelect } from "../daily-spending/time-range-select.tsx";
import { StackedChart } from "./stacked-chart.tsx";
import { layersOf } from "./sum-accounts.ts";

interface AccountsChartCardProps {
  readonly accounts: readonly AccountEntry[];
  readonly readings: readonly AccountReading[] | undefined;
  readonly timeRange: TimeRange;
  readonly onTimeRangeChange: (timeRange: TimeRange) => void;
}

export function AccountsChartCard({ accounts, readings, timeRange, onTimeRangeChange }: AccountsChartCardProps) {
  const { t } = useWords();
  const layers = useMemo(() => layersOf(accounts, readings ?? []), [accounts, readings]);
  return (
    <Card label={t("accounts.chart")} isTall>
      <CardHeader
        title={t("accounts.chart")}
        corner={<TimeRangeSelect timeRange={timeRange} onChange={onTimeRangeChange} />}
      />
      <ul className="mt-1 mb-4 flex flex-wrap gap-x-5 gap-y-1 text-xs leading-4.5 text-muted-foreground">
        {layers.map(({ account }) => (
          <li key={account.id} className="flex min-w-0 items-center gap-2">
            <span className={clsx("size-2.5 shrink-0 rounded-full", colourOf(account.colour).surface)} />
            <bdi className="truncate">{accountName(account)}</bdi>
          </li>
        ))}
      </ul>
      {readings === undefined ? <Skeleton className="min-h-56 grow" /> : <StackedChart layers={layers} />}
    </Card>
  );
}
