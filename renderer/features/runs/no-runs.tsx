import { useQuery } from "@tanstack/react-query";
import { SearchX } from "lucide-react";
import { useWords } from "../../i18n/use-words.ts";
import { importStatusQuery } from "../../queries.ts";
import { Button } from "../../ui/button.tsx";
import { useRunFilter } from "../run-filter/use-run-filter.ts";
import { useSession } from "../session/use-session.ts";

interface NoRunsProps {
  /** Whether all runs are more than what is shown. */
  readonly isNarrowed: boolean;
  /** Takes away the search and the period. */
  readonly onShowAll: () => void;
}

export function NoRuns({ isNarrowed, onShowAll }: NoRunsProps) {
  return isNarrowed ? <NoneFound onShowAll={onShowAll} /> : <NoneYet />;
}

function NoneFound({ onShowAll }: Pick<NoRunsProps, "onShowAll">) {
  const { t } = useWords();
  const { clearFilter } = useRunFilter();
  const showAll = () => {
    clearFilter();
    onShowAll();
  };
  return (
    // As high as some rows, so that the page does not leap under whoever types.
    <div className="flex min-h-88 flex-col items-center justify-center text-center text-sm">
      <SearchX aria-hidden className="size-7 text-muted-foreground" strokeWidth={1.5} />
      <p className="mt-3 font-medium">{t("runs.noneFound")}</p>
      <p className="max-w-80 text-pretty text-muted-foreground">{t("runs.noneFoundText")}</p>
      <Button className="mt-4" onClick={showAll}>
        {t("runs.showAll")}
      </Button>
    </div>
  );
}

function NoneYet() {
  const { t } = useWords();
  const isServer = useSession()?.kind === "server";
  const { data: status } = useQuery(importStatusQuery);
  const [title, text] =
    status?.state === "running"
      ? [t("runs.importing")]
      : status?.isIncomplete === true
        ? [t("import.notImported"), t("import.notImportedText")]
        : [t("runs.empty"), t(isServer ? "teamServer.noRunsText" : "runs.emptyText")];
  return (
    <div className="mt-4 text-sm">
      <p className="font-medium">{title}</p>
      {text !== undefined && <p className="text-muted-foreground">{text}</p>}
    </div>
  );
}
