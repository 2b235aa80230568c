import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import type { Language } from "../../shared/domain/money.ts";
import type { Catalog } from "./catalog.ts";

/** Each a script of its own: the first picture waits for one language only. */
const catalogs: Readonly<Record<Language, () => Promise<Catalog>>> = {
  fr: async () => (await import("./fr.ts")).fr,
  en: async () => (await import("./en.ts")).en,
};

/** Loads the language's catalog, and speaks it from then on. */
export async function speakLanguage(language: Language): Promise<void> {
  const translation = await catalogs[language]();
  if (i18next.isInitialized) {
    i18next.addResourceBundle(language, "translation", translation);
    await i18next.changeLanguage(language);
  } else {
    void i18next.use(initReactI18next).init({
      lng: language,
      fallbackLng: false,
      resources: { [language]: { translation } },
      initAsync: false,
      interpolation: { escapeValue: false },
    });
  }
  document.documentElement.lang = language;
}
