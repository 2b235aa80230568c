import { useWords } from "../../i18n/use-words.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { ImportForm } from "./import-form.tsx";
import type { ImportHistory } from "./use-import-history.ts";

interface ImportDialogProps {
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
  readonly returnFocus: () => void;
  readonly importHistory: ImportHistory;
}

export function ImportDialog({ isOpen, onOpenChange, returnFocus, importHistory }: ImportDialogProps) {
  const { t } = useWords();
  const close = () => onOpenChange(false);
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title={t("importDialog.title")}
      text={t("importDialog.text")}
      returnFocus={returnFocus}
    >
      <ImportForm
        isRunning={importHistory.isPending}
        onCancel={close}
        onSubmit={(request) => {
          importHistory.mutate(request);
          close();
        }}
      />
    </Dialog>
  );
}
