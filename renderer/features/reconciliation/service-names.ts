import { fr } from "../../i18n/fr.ts";
import { useWords } from "../../i18n/use-words.ts";

type KnownService = keyof typeof fr.services;

/** What people call an Apify service; one that Apify added since keeps its own name. */
export function useServiceNames(): (service: string) => string {
  const { t } = useWords();
  return (service) => (isKnown(service) ? t(`services.${service}`) : service);
}

function isKnown(service: string): service is KnownService {
  return Object.hasOwn(fr.services, service);
}
