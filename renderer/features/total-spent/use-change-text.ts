import type { Change } from "../../../shared/domain/change.ts";
import { MINUS } from "../../../shared/domain/money.ts";
import { assertNever } from "../../../shared/errors.ts";
import { useWords } from "../../i18n/use-words.ts";
import { percentText } from "../budgets/budget-words.ts";

/** "+12 %", "−12 %", "× 50", "stable". */
export function useChangeText(): (change: Change) => string {
  const { t, language } = useWords();
  return (change) => {
    switch (change.kind) {
      case "more":
        return `+${percentText(change.percent, language)}`;
      case "less":
        return MINUS + percentText(change.percent, language);
      case "times":
        return `×\u202f${new Intl.NumberFormat(language).format(change.times)}`;
      case "same":
        return t("change.same");
      case "from-nothing":
        return t("change.fromNothing");
      default:
        return assertNever(change);
    }
  };
}
