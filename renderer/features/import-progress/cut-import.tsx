import { CircleSlash } from "lucide-react";
import { assertNever, type ErrorCode } from "../../../shared/errors.ts";
import { useWords } from "../../i18n/use-words.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { DEFAULT_DAYS } from "../import-history/days.ts";
import type { ImportHistory } from "../import-history/use-import-history.ts";
import type { ToldTrouble } from "./told-trouble.ts";

interface CutImportProps {
  readonly importHistory: ImportHistory;
  readonly trouble: ToldTrouble | null;
}

/** The ledger lacks runs, since an import ended before its time. */
export function CutImport({ importHistory, trouble }: CutImportProps) {
  const { t } = useWords();
  return (
    <Banner
      tone="warning"
      icon={CircleSlash}
      title={t("import.cut")}
      text={useCutText(importHistory.failure?.code ?? "cancelled", trouble)}
      action={
        trouble === null && (
          <Button
            disabled={importHistory.isPending}
            onClick={() => importHistory.mutate(importHistory.variables ?? { days: DEFAULT_DAYS, isReset: false })}
          >
            {t("import.resume")}
          </Button>
        )
      }
    />
  );
}

function useCutText(code: ErrorCode, trouble: ToldTrouble | null): string {
  const { t } = useWords();
  const whatIsThere = t("import.cutText");
  switch (trouble) {
    case null:
      return code === "cancelled" ? whatIsThere : `${t(`errors.${code}`)} ${whatIsThere}`;
    case "waits":
      return `${whatIsThere} ${t("import.canGoOn")}`;
    case "needs-token":
      return `${whatIsThere} ${t("import.needsToken")}`;
    case "locked":
      return `${whatIsThere} ${t("import.needsKeychain")}`;
    default:
      return assertNever(trouble);
  }
}
