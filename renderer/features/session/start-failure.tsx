import { TriangleAlert } from "lucide-react";
import { toAppError } from "../../../shared/errors.ts";
import { useWords } from "../../i18n/use-words.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { LedgerFile } from "../ledger/ledger-file.tsx";
import { NewerLedger } from "../ledger/newer-ledger.tsx";

interface StartFailureProps {
  readonly error: unknown;
  /** Where the ledger lies; null where that is not known. */
  readonly ledgerFile: string | null;
  readonly onRetry: () => void;
}

export function StartFailure({ error, ledgerFile, onRetry }: StartFailureProps) {
  const { t } = useWords();
  const { code } = toAppError(error);
  const isOfLedger = ledgerFile !== null && code.startsWith("ledger_");
  const isDamaged = code === "ledger_damaged";
  return (
    <main className="mx-auto flex min-h-screen max-w-xl flex-col justify-center gap-4 p-4">
      <h1 className="sr-only">{t("app.name")}</h1>
      <Banner
        tone="danger"
        icon={TriangleAlert}
        title={t("app.failed")}
        text={isDamaged ? t("ledger.unopenedText") : t(`errors.${code}`)}
        action={<Button onClick={onRetry}>{t("app.retry")}</Button>}
      >
        {isOfLedger && <LedgerFile file={ledgerFile} canReplace={isDamaged} />}
      </Banner>
      {code === "ledger_newer" && <NewerLedger />}
    </main>
  );
}
