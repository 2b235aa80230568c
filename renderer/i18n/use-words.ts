import { useTranslation } from "react-i18next";
import type { Language } from "../../shared/domain/money.ts";
import { useDisplay } from "./display.ts";

/**
 * The translator, and the language that it speaks, for what is formatted outside of the catalogs. Who uses it is drawn
 * anew when the language or the zone is another, or amounts are hidden.
 */
export function useWords() {
  const { t, i18n } = useTranslation();
  const { timeZone, areAmountsHidden } = useDisplay();
  const language: Language = i18n.language === "en" ? "en" : "fr";
  return { t, language, timeZone, areAmountsHidden };
}
