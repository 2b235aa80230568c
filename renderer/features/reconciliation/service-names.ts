import i18next from "i18next";
import type { Catalog } from "../../i18n/catalog.ts";
import { useWords } from "../../i18n/use-words.ts";

type KnownService = keyof Catalog["services"];

/** What people call an Apify service; one that Apify added since keeps its own name. */
export function useServiceNames(): (service: string) => string {
  const { t } = useWords();
  return (service) => (isKnown(service) ? t(`services.${service}`) : service);
}

function isKnown(service: string): service is KnownService {
  return /^\w+$/.test(service) && i18next.exists(`services.${service}`);
}
