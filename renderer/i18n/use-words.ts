import { useTranslation } from "react-i18next";
import type { Language } from "../../shared/domain/money.ts";

/** The translator, and the language that it speaks, for what is formatted outside of the catalogs. */
export function useWords() {
  const { t, i18n } = useTranslation();
  const language: Language = i18n.language === "en" ? "en" : "fr";
  return { t, language };
}
