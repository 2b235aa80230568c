import { clsx } from "clsx";
import { type ReactNode, useMemo } from "react";
import type { SpendingChart } from "../../../shared/api/spending-chart.ts";
import { useWords } from "../../i18n/use-words.ts";
import { Amount } from "../../ui/amount.tsx";
import { roughRange } from "../budgets/budget-words.ts";
import type { ChartOutlook, ExpectedDay } from "./chart-outlook.ts";
import { weekdayAndDay } from "./day-names.ts";
import { isCostUnknown, isUnknown, type KnownDays } from "./known-days.ts";
import { formatUsd } from "../../i18n/money.ts";

interface DayTableProps {
  readonly days: SpendingChart;
  readonly outlook: ChartOutlook;
  readonly known: KnownDays;
}

/** What the chart shows, day by day, today first; what is expected of the days to come after them. */
export function DayTable({ days, outlook, known }: DayTableProps) {
  const { t, language } = useWords();
  const total = useMemo(() => totalsOf(days), [days]);
  const toCome = outlook.expected.slice(1);
  const year = days.at(-1)?.date.slice(0, 4) ?? "";
  const count = new Intl.NumberFormat(language);
  return (
    <div
      role="region"
      aria-label={t("chart.table")}
      data-unremembered
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the arrow keys scroll it
      tabIndex={0}
      className="focus-ring -mx-2 min-h-80 grow basis-0 overflow-y-auto rounded-md px-2"
    >
      <table className="w-full border-separate border-spacing-0 text-sm tabular-nums">
        <thead>
          <tr className="text-left text-xs text-muted-foreground">
            <Head>{t("chart.day")}</Head>
            <Head isFigure>{t("chart.costSeries")}</Head>
            <Head isFigure>{t("chart.runsColumn")}</Head>
            {total.unknown > 0 && <Head isFigure>{t("chart.unknownColumn")}</Head>}
          </tr>
        </thead>
        <tbody>
          {days
            .map((day, index) => (
              <tr key={day.date}>
                <DayHead date={day.date} year={year} />
                {isUnknown(day, index, known) ? (
                  <Cell span={total.unknown > 0 ? 3 : 2} isQuiet>
                    {t("chart.noData")}
                  </Cell>
                ) : (
                  <>
                    <Cell isQuiet={day.runs === 0 || isCostUnknown(day)}>
                      {isCostUnknown(day) ? t("chart.costUnknown") : <Amount nanoUsd={day.costNanoUsd} />}
                    </Cell>
                    <Cell isQuiet={day.runs === 0}>{count.format(day.runs)}</Cell>
                    {total.unknown > 0 && (
                      <Cell isQuiet={day.runsWithoutCost === 0}>{count.format(day.runsWithoutCost)}</Cell>
                    )}
                  </>
                )}
              </tr>
            ))
            .toReversed()}
        </tbody>
        {toCome.length > 0 && (
          <tbody>
            <tr>
              <th
                scope="rowgroup"
                colSpan={total.unknown > 0 ? 4 : 3}
                className="pt-5 pb-2 text-left text-xs font-medium text-muted-foreground"
              >
                {t("chart.toCome")}
              </th>
            </tr>
            {toCome.map((day) => (
              <tr key={day.date}>
                <DayHead date={day.date} year={year} />
                <Cell>{formatUsd(day.expectedNanoUsd, language)}</Cell>
                <Cell span={total.unknown > 0 ? 2 : 1} isQuiet>
                  <Range day={day} />
                </Cell>
              </tr>
            ))}
          </tbody>
        )}
        <tfoot>
          <tr className="font-semibold">
            <th scope="row" className="sticky bottom-0 border-t border-border bg-card py-2 pr-3 text-left">
              {t("chart.sum")}
            </th>
            <Sum>
              <Amount nanoUsd={String(total.costNanoUsd)} />
            </Sum>
            <Sum>{count.format(total.runs)}</Sum>
            {total.unknown > 0 && <Sum>{count.format(total.unknown)}</Sum>}
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

function totalsOf(days: SpendingChart) {
  return {
    costNanoUsd: days.reduce((sum, day) => sum + BigInt(day.costNanoUsd), 0n),
    runs: days.reduce((sum, day) => sum + day.runs, 0),
    unknown: days.reduce((sum, day) => sum + day.runsWithoutCost, 0),
  };
}

function Head({ isFigure = false, children }: { readonly isFigure?: boolean; readonly children: ReactNode }) {
  return (
    <th
      scope="col"
      className={clsx(
        "sticky top-0 border-b border-border bg-card py-2 font-medium",
        isFigure ? "pl-3 text-right" : "text-left",
      )}
    >
      {children}
    </th>
  );
}

function DayHead({ date, year }: { readonly date: string; readonly year: string }) {
  const { language } = useWords();
  return (
    <th
      scope="row"
      className="border-b border-border/60 py-1.5 pr-3 text-left font-normal whitespace-nowrap first-letter:uppercase"
    >
      {weekdayAndDay(date, year, language)}
    </th>
  );
}

interface CellProps {
  readonly span?: number;
  readonly isQuiet?: boolean;
  readonly children: ReactNode;
}

function Cell({ span = 1, isQuiet = false, children }: CellProps) {
  return (
    <td
      colSpan={span}
      className={clsx("border-b border-border/60 py-1.5 pl-3 text-right", isQuiet && "text-muted-foreground")}
    >
      {children}
    </td>
  );
}

function Sum({ children }: { readonly children: ReactNode }) {
  return <td className="sticky bottom-0 border-t border-border bg-card py-2 pl-3 text-right">{children}</td>;
}

function Range({ day: { lowNanoUsd, highNanoUsd } }: { readonly day: ExpectedDay }) {
  const { language } = useWords();
  return roughRange(lowNanoUsd, highNanoUsd, language);
}
