import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import type { Language } from "../../shared/domain/money.ts";
import { en } from "./en.ts";
import { fr } from "./fr.ts";

/** Loads both catalogs, without waiting, and speaks `language` from then on. */
export function startTranslations(language: Language): void {
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: "fr",
    resources: { fr: { translation: fr }, en: { translation: en } },
    initAsync: false,
    interpolation: { escapeValue: false },
  });
  document.documentElement.lang = language;
}

/** From now on, whatever is on screen. */
export async function speak(language: Language): Promise<void> {
  document.documentElement.lang = language;
  if (i18next.language !== language) await i18next.changeLanguage(language);
}
