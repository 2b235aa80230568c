import { clsx } from "clsx";
import type { NanoUsd } from "../../../shared/domain/money.ts";
import type { BudgetReadingView, BudgetView } from "../../../shared/ipc/budgets.ts";
import { useWords } from "../../i18n/use-words.ts";
import { LEVEL_LOOKS, useBudgetState } from "./budget-state.ts";
import { amountsOf, percentText, useBudgetName } from "./budget-words.ts";

const STRIPES = "repeating-linear-gradient(-45deg, currentColor 0 2px, transparent 2px 5px)";

interface BudgetMeterProps {
  readonly budget: Pick<BudgetView, "amountNanoUsd" | "window" | "scraperName" | "isOn">;
  readonly reading: BudgetReadingView;
}

/** What is spent, filled; what is still expected, striped. Beyond the budget the line goes on, and a mark says where it ended. */
export function BudgetMeter({ budget, reading }: BudgetMeterProps) {
  const { t, language } = useWords();
  const nameOf = useBudgetName();
  const stateOf = useBudgetState();
  const amount = BigInt(budget.amountNanoUsd);
  const spent = shareOf(BigInt(reading.spentNanoUsd), amount);
  const expected = Math.max(spent, shareOf(BigInt(reading.projection?.expectedNanoUsd ?? 0), amount));
  const whole = Math.max(100, expected);
  const fill = budget.isOn ? LEVEL_LOOKS[reading.level].fill : "bg-field text-field";
  const text = t("budgets.meter", {
    ...amountsOf(budget, reading, language),
    percent: percentText(reading.percent, language),
    state: stateOf(budget, reading),
  });
  const width = (share: number) => `${(Math.max(0, share) / whole) * 100}%`;
  return (
    <div
      role="meter"
      aria-label={nameOf(budget)}
      aria-valuemin={0}
      aria-valuemax={Math.max(100, reading.percent)}
      aria-valuenow={Math.max(0, reading.percent)}
      aria-valuetext={text}
      className="relative h-2"
    >
      <div className="relative h-full overflow-hidden rounded-full bg-muted">
        {expected > spent && (
          <div
            className={clsx("absolute inset-y-0 left-0 bg-transparent! opacity-55", fill)}
            style={{ width: width(expected), backgroundImage: STRIPES }}
          />
        )}
        <div
          className={clsx("absolute inset-y-0 left-0 min-w-1 rounded-full transition-[width] duration-300", fill)}
          style={{ width: width(spent) }}
        />
      </div>
      {whole > 100 && (
        <div
          className="absolute -inset-y-1 w-0.5 -translate-x-1/2 rounded-full bg-foreground ring-2 ring-card"
          style={{ left: width(100) }}
        />
      )}
    </div>
  );
}

/** In percent, with a decimal. */
function shareOf(part: NanoUsd, whole: NanoUsd): number {
  return Number((part * 1_000n) / whole) / 10;
}
