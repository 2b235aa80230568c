import { useEffect, useState } from "react";
import { useWords } from "../../i18n/use-words.ts";
import { Skeleton } from "../../ui/skeleton.tsx";

/** Apify's answer takes a second or two. Where it takes longer, the card says what it waits for. */
const LONG_WAIT_MS = 3_000;

export function LoadingUsage() {
  const { t } = useWords();
  const [isLong, setIsLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsLong(true), LONG_WAIT_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div role="status" aria-label={t("app.loading")}>
      <Skeleton className="mt-2 h-8 w-36" />
      <Skeleton className="mt-5 h-4 w-full" />
      <Skeleton className="mt-3 h-4 w-full" />
      {isLong && <p className="mt-3 text-note text-muted-foreground">{t("reconciliation.reading")}</p>}
    </div>
  );
}
