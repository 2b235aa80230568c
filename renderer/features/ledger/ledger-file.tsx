import { useRef, useState } from "react";
import { desktop } from "../../desktop.ts";
import { useWords } from "../../i18n/use-words.ts";
import { Button } from "../../ui/button.tsx";
import { ReplaceDialog } from "./replace-dialog.tsx";

interface LedgerFileProps {
  readonly file: string;
  /** Whether a new ledger is a way out. */
  readonly canReplace: boolean;
}

/** Where the ledger's file lies, and what a person can do with it. */
export function LedgerFile({ file, canReplace }: LedgerFileProps) {
  const { t } = useWords();
  const [isOpen, setIsOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  return (
    <div className="mt-3 border-t border-foreground/10 pt-3 sm:pl-7.5">
      {canReplace && <p className="mb-3 text-sm leading-5.5 text-pretty text-foreground/80">{t("ledger.whatToDo")}</p>}
      <p className="text-note leading-5 text-foreground/80">{t("ledger.file")}</p>
      <p className="font-mono text-note leading-5 break-all select-text">{file}</p>
      <div className="mt-3 mb-1 flex flex-wrap gap-2">
        <Button onClick={() => void desktop.showLedgerFile().catch(() => undefined)}>{t("ledger.showFile")}</Button>
        {canReplace && (
          <Button ref={opener} onClick={() => setIsOpen(true)}>
            {t("ledger.replace")}
          </Button>
        )}
      </div>
      <ReplaceDialog isOpen={isOpen} onOpenChange={setIsOpen} returnFocus={() => opener.current?.focus()} />
    </div>
  );
}
