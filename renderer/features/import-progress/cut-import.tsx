import { CircleSlash } from "lucide-react";
import { toAppError } from "../../../shared/errors.ts";
import { useWords } from "../../i18n/use-words.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { tokenObstacle } from "../connection/token-state.ts";
import { useConnection } from "../connection/use-connection.ts";
import { DEFAULT_DAYS } from "../import-history/days.ts";
import type { ImportHistory } from "../import-history/use-import-history.ts";

/** The ledger lacks runs, since an import ended before its time. */
export function CutImport({ importHistory }: { readonly importHistory: ImportHistory }) {
  const { t } = useWords();
  const obstacle = tokenObstacle(useConnection());
  return (
    <Banner
      tone="warning"
      icon={CircleSlash}
      title={t("import.cut")}
      text={useCutText(importHistory.error, obstacle)}
      action={
        <Button
          disabled={obstacle !== null || importHistory.isPending}
          onClick={() => importHistory.mutate(importHistory.variables ?? { days: DEFAULT_DAYS, isReset: false })}
        >
          {t("import.resume")}
        </Button>
      }
    />
  );
}

function useCutText(error: Error | null, obstacle: ReturnType<typeof tokenObstacle>): string {
  const { t } = useWords();
  const code = error === null ? "cancelled" : toAppError(error).code;
  const reason = code === "cancelled" ? [] : [t(`errors.${code}`)];
  const wayOut = obstacle === null ? [] : [t(obstacle === "locked" ? "import.cutLocked" : "import.cutNeedsToken")];
  return [...reason, t("import.cutText"), ...wayOut].join(" ");
}
