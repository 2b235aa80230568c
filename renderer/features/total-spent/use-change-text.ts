import type { Change } from "../../../shared/domain/change.ts";
import { MINUS } from "../../../shared/domain/money.ts";
import { assertNever } from "../../../shared/errors.ts";
import { useWords } from "../../i18n/use-words.ts";
import { percentText } from "../budgets/budget-words.ts";

/** "+12 %", "−12 %", "× 50", "plus de × 1 000", "stable". */
export function useChangeText(): (change: Change) => string {
  const { t, language } = useWords();
  const timesText = (times: number) => `×\u202f${new Intl.NumberFormat(language).format(times)}`;
  return (change) => {
    switch (change.kind) {
      case "more":
        return `+${percentText(change.percent, language)}`;
      case "less":
        return MINUS + percentText(change.percent, language);
      case "times":
        return timesText(change.times);
      case "many-times":
        return t("change.moreThan", { change: timesText(change.moreThan) });
      case "same":
        return t("change.same");
      case "from-nothing":
        return t("change.fromNothing");
      default:
        return assertNever(change);
    }
  };
}
