import { useQuery } from "@tanstack/react-query";
import { clsx } from "clsx";
import { useWords } from "../../i18n/use-words.ts";
import { importStatusQuery } from "../../queries.ts";

/** What of the chosen days Apify still has, as far as the account's plan tells. */
export function RetentionNote({ days }: { readonly days: number | null }) {
  const { t } = useWords();
  const retentionDays = useQuery(importStatusQuery).data?.retentionDays ?? null;
  const isBeyond = retentionDays !== null && days !== null && days > retentionDays;
  return (
    <p
      role="status"
      className={clsx("mt-2.5 text-note leading-5 text-pretty", isBeyond ? "text-warning" : "text-muted-foreground")}
    >
      {retentionDays === null
        ? t("importDialog.retentionUnknown")
        : t("importDialog.retention", { days: t("importDialog.daysBack", { count: retentionDays }) })}
    </p>
  );
}
