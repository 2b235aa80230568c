import { clsx } from "clsx";
import { PERIODS, type Period } from "../../../shared/domain/period.ts";
import type { AccountEntry, AccountReading } from "../../../shared/ipc/accounts.ts";
import { useWords } from "../../i18n/use-words.ts";
import { Amount } from "../../ui/amount.tsx";
import { Card, CardHeader } from "../../ui/card.tsx";
import { Select } from "../../ui/select.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useZoneTitle, ZoneNote } from "../time-zone/zone-note.tsx";
import { totalOf } from "./sum-accounts.ts";

interface AccountsTotalCardProps {
  readonly accounts: readonly AccountEntry[];
  /** Undefined until they are read. */
  readonly readings: readonly AccountReading[] | undefined;
  /** Whether they are of another period than the chosen one. */
  readonly isFormer: boolean;
  readonly period: Period;
  readonly onPeriodChange: (period: Period) => void;
}

export function AccountsTotalCard(props: AccountsTotalCardProps) {
  const { accounts, readings, isFormer, period, onPeriodChange } = props;
  const { t } = useWords();
  return (
    <Card label={t("accounts.total")}>
      <CardHeader
        title={t("accounts.total")}
        corner={
          <Select
            label={t("total.select")}
            value={period}
            options={PERIODS.map((value) => ({ value, label: t(`total.${value}`) }))}
            onChange={onPeriodChange}
          />
        }
      />
      {readings === undefined ? (
        <div role="status" aria-label={t("app.loading")}>
          <Skeleton className="mt-2.5 h-9 w-44 sm:h-11 sm:w-52" />
          <Skeleton className="mt-3 h-4 w-28" />
        </div>
      ) : (
        <div aria-busy={isFormer} className={clsx("transition-opacity duration-150", isFormer && "opacity-50")}>
          <Total readings={readings} areMixed={new Set(accounts.map(({ kind }) => kind)).size > 1} />
        </div>
      )}
    </Card>
  );
}

interface TotalProps {
  readonly readings: readonly AccountReading[];
  /** Runs of one Apify account may come by two ways: its own, and a team server's. */
  readonly areMixed: boolean;
}

function Total({ readings, areMixed }: TotalProps) {
  const { t } = useWords();
  const { costNanoUsd, runs, runsWithoutCost, unknownAccounts } = totalOf(readings);
  return (
    <>
      <Amount
        nanoUsd={String(costNanoUsd)}
        className="mt-1 block text-figure-long font-semibold tracking-tight sm:text-figure-wide"
      />
      <p title={useZoneTitle()} className="mt-1 text-sm text-muted-foreground">
        {t("total.runs", { count: runs })}
        {runsWithoutCost > 0 && `, ${t("total.unknown", { count: runsWithoutCost })}`}
        <ZoneNote />
      </p>
      {unknownAccounts > 0 && (
        <p className="mt-1 text-note text-warning">{t("accounts.without", { count: unknownAccounts })}</p>
      )}
      {areMixed && <p className="mt-1 text-note text-pretty text-muted-foreground">{t("accounts.mixed")}</p>}
    </>
  );
}
