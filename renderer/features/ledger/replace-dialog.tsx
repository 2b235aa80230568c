import { useState } from "react";
import { desktop } from "../../desktop.ts";
import { useWords } from "../../i18n/use-words.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";

interface ReplaceDialogProps {
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
  readonly returnFocus: () => void;
}

/** Asks before the application starts anew with a new ledger. */
export function ReplaceDialog({ isOpen, onOpenChange, returnFocus }: ReplaceDialogProps) {
  const { t } = useWords();
  const [hasFailed, setHasFailed] = useState(false);
  const [isRunning, setIsRunning] = useState(false);
  const replace = async () => {
    setIsRunning(true);
    await desktop.replaceLedger().catch(() => {
      setHasFailed(true);
      setIsRunning(false);
    });
  };
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title={t("ledger.replaceTitle")}
      text={t("ledger.replaceText")}
      returnFocus={returnFocus}
    >
      <p className="mt-3 text-sm text-pretty text-muted-foreground">{t("ledger.replaceLimit")}</p>
      <div className="mt-5 flex flex-wrap items-center justify-end gap-2">
        {hasFailed && (
          <p role="alert" className="mr-auto text-note text-danger">
            {t("ledger.failed")}
          </p>
        )}
        <Button look="ghost" onClick={() => onOpenChange(false)}>
          {t("import.cancel")}
        </Button>
        <Button look="primary" className="h-9" disabled={isRunning} onClick={() => void replace()}>
          {t("ledger.replaceStart")}
        </Button>
      </div>
    </Dialog>
  );
}
