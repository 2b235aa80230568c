import { useMutation } from "@tanstack/react-query";
import { clsx } from "clsx";
import { ChartArea, Check, Copy, Table2, TriangleAlert } from "lucide-react";
import { type RefObject, useEffect } from "react";
import type { SpendingChart } from "../../../shared/api/spending-chart.ts";
import { toAppError } from "../../../shared/errors.ts";
import { useWords } from "../../i18n/use-words.ts";
import { Button } from "../../ui/button.tsx";
import { daySpan } from "./day-names.ts";

/** How long the outcome stays. */
const OUTCOME_MS = 2_500;

interface ChartToolsProps {
  /** What holds the chart and its legend. */
  readonly chart: RefObject<HTMLElement | null>;
  readonly days: SpendingChart;
  /** What the days hold, in words. */
  readonly subtitle: string;
  readonly isTable: boolean;
  readonly onTable: (isTable: boolean) => void;
}

/** Beside the chart: the same days as a table, and the chart as a picture to paste elsewhere. */
export function ChartTools({ chart, days, subtitle, isTable, onTable }: ChartToolsProps) {
  const { t } = useWords();
  const View = isTable ? ChartArea : Table2;
  return (
    <div className="relative mt-0.5 -mr-2 -mb-2 flex shrink-0">
      {!isTable && <CopyImage chart={chart} days={days} subtitle={subtitle} />}
      <Button
        look="icon"
        aria-label={t(isTable ? "chart.asChart" : "chart.asTable")}
        title={t(isTable ? "chart.asChart" : "chart.asTable")}
        onClick={() => onTable(!isTable)}
      >
        <View aria-hidden className="size-4" />
      </Button>
    </div>
  );
}

function CopyImage({ chart, days, subtitle }: Pick<ChartToolsProps, "chart" | "days" | "subtitle">) {
  const { t, language } = useWords();
  const copy = useMutation({
    mutationFn: async () => {
      const { copyChartImage } = await import("./copy-chart-image.ts");
      const span = daySpan(days[0]?.date ?? "", days.at(-1)?.date ?? "", language);
      if (chart.current !== null)
        await copyChartImage(chart.current, { title: t("chart.title"), lines: [span, subtitle] });
    },
  });
  const { isIdle, isPending, isSuccess, error, reset } = copy;
  useEffect(() => {
    if (isIdle || isPending) return;
    const timer = setTimeout(reset, OUTCOME_MS);
    return () => clearTimeout(timer);
  }, [isIdle, isPending, reset]);
  const words = isSuccess ? t("chart.imageCopied") : error ? t(`errors.${toAppError(error).code}`) : null;
  const Icon = isSuccess ? Check : error ? TriangleAlert : Copy;
  return (
    <>
      {/* Above what is below it, so that nothing moves for it. */}
      <span
        role="status"
        data-passing
        className={clsx(
          "absolute top-full right-2 z-10 mt-1 rounded-md border border-border bg-card px-2.5 py-1 text-note shadow-lg w-max max-w-64 shadow-black/8 empty:hidden dark:shadow-black/40",
          error ? "text-warning" : "text-muted-foreground",
        )}
      >
        {words}
      </span>
      <Button
        look="icon"
        aria-label={t("chart.copyImage")}
        title={t("chart.copyImage")}
        aria-disabled={isPending}
        onClick={() => isPending || copy.mutate()}
      >
        <Icon aria-hidden className="size-4" />
      </Button>
    </>
  );
}
