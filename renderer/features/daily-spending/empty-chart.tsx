import { useQuery } from "@tanstack/react-query";
import { ChartArea } from "lucide-react";
import type { ImportStatus } from "../../../shared/api/backfill.ts";
import { useWords } from "../../i18n/use-words.ts";
import { importStatusQuery } from "../../queries.ts";
import { GiveApifyToken } from "../team-server/give-apify-token.tsx";
import { useServerApify } from "../team-server/use-server-apify.ts";

/** In the place of the curve while the ledger holds no run. */
export function EmptyChart() {
  const { data: status } = useQuery(importStatusQuery);
  const isFed = useServerApify()?.connection.state !== "none";
  const { title, text } = useEmptyWords(status, isFed);
  return (
    <div className="flex min-h-56 grow flex-col items-center justify-center gap-1 rounded-lg border border-dashed border-border px-6 text-center">
      <ChartArea aria-hidden className="mb-2 size-8 stroke-[1.25] text-muted-foreground" />
      <p className="text-sm font-medium">{title}</p>
      {text !== null && <p className="max-w-80 text-sm text-balance text-muted-foreground">{text}</p>}
      {!isFed && <GiveApifyToken className="mt-3" />}
    </div>
  );
}

function useEmptyWords(
  status: ImportStatus | undefined,
  isFed: boolean,
): { readonly title: string; readonly text: string | null } {
  const { t } = useWords();
  if (status?.state === "running") return { title: t("chart.importing"), text: null };
  if (status?.isIncomplete === true) return { title: t("import.notImported"), text: t("import.notImportedText") };
  return { title: t("chart.neverRun"), text: t(isFed ? "chart.neverRunText" : "teamServer.neverRunText") };
}
