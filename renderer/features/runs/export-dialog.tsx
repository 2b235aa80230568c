import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { ScraperRunsAnswer } from "../../../shared/api/scraper-runs.ts";
import type { ExportOutcome } from "../../../shared/ipc/export.ts";
import { desktop } from "../../desktop.ts";
import { useWords } from "../../i18n/use-words.ts";
import { Dialog } from "../../ui/dialog.tsx";
import type { AskedRuns } from "./asked-runs.ts";
import { ExportForm, type ExportForms } from "./export-form.tsx";
import { ExportDone } from "./export-done.tsx";
import { ExportRunning } from "./export-running.tsx";

interface ExportDialogProps {
  readonly asked: AskedRuns;
  /** Of what is asked, for the sums. */
  readonly answer: ScraperRunsAnswer;
  readonly onClose: () => void;
  readonly returnFocus: () => void;
}

/** Writes what the table shows into a file. */
export function ExportDialog({ asked, answer, onClose, returnFocus }: ExportDialogProps) {
  const { t, language } = useWords();
  const [form, setForm] = useState<ExportForms>({ format: "csv", decimal: language === "fr" ? "comma" : "point" });
  const { period, filter, q } = asked;
  const exporting = useMutation({
    mutationFn: (): Promise<ExportOutcome> => desktop.exportRuns({ period, filter, q, ...form }),
  });
  const done = exporting.data?.kind === "done" ? exporting.data : null;
  // Whoever means to leave ends it first: the file would be cut off unseen.
  const close = () => exporting.isPending || onClose();
  return (
    <Dialog
      isOpen
      onOpenChange={close}
      title={t(done === null ? "runs.exportTitle" : "runs.exported")}
      text={t(done === null ? "runs.exportText" : "runs.exportedText", { file: done?.fileName ?? "" })}
      returnFocus={returnFocus}
    >
      {done !== null ? (
        <ExportDone outcome={done} onClose={onClose} />
      ) : exporting.isPending ? (
        <ExportRunning />
      ) : (
        <ExportForm
          form={form}
          onChange={setForm}
          answer={answer}
          outcome={exporting.data ?? null}
          error={exporting.error}
          onSubmit={() => exporting.mutate()}
          onCancel={onClose}
        />
      )}
    </Dialog>
  );
}
