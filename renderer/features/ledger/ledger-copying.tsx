import type { ReactNode } from "react";
import { desktop } from "../../desktop.ts";
import { speakLanguage } from "../../i18n/speak-language.ts";
import { useWords } from "../../i18n/use-words.ts";
import { Spinner } from "../../ui/spinner.tsx";

/** What stands in the window while the ledger is copied before a new version opens it; null while it is not. */
export async function ledgerCopyingNote(): Promise<ReactNode> {
  const { isMaking } = await desktop.getUpdateCopies();
  if (!isMaking) return null;
  await speakLanguage((await desktop.getEnvironment()).language);
  return <LedgerCopying />;
}

function LedgerCopying() {
  const { t } = useWords();
  return (
    <main className="mx-auto flex min-h-screen max-w-md flex-col items-center justify-center gap-3 p-6 text-center">
      <Spinner />
      <h1 className="text-base font-semibold tracking-tight">{t("ledger.copyingTitle")}</h1>
      <p role="status" className="text-sm text-pretty text-muted-foreground">
        {t("ledger.copyingText")}
      </p>
    </main>
  );
}
