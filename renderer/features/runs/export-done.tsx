import { CircleCheck, FolderOpen } from "lucide-react";
import type { ExportOutcome } from "../../../shared/ipc/export.ts";
import { desktop } from "../../desktop.ts";
import { useWords } from "../../i18n/use-words.ts";
import { Button } from "../../ui/button.tsx";
import { formatExactUsd } from "../../i18n/money.ts";

interface ExportDoneProps {
  readonly outcome: Extract<ExportOutcome, { kind: "done" }>;
  readonly onClose: () => void;
}

export function ExportDone({ outcome, onClose }: ExportDoneProps) {
  const { t, language } = useWords();
  return (
    <>
      <p
        role="status"
        className="mt-5 flex gap-2.5 rounded-lg bg-muted/60 px-3 py-2.5 text-sm leading-5.5 tabular-nums"
      >
        <CircleCheck aria-hidden className="mt-0.5 size-4.5 shrink-0 text-info" />
        <span>
          {t("total.runs", { count: outcome.totalRuns })}
          <br />
          <span className="font-medium select-text">{formatExactUsd(BigInt(outcome.totalCostNanoUsd), language)}</span>
        </span>
      </p>
      <div className="mt-5 flex flex-wrap justify-end gap-2">
        <Button className="h-10" onClick={() => void desktop.showExportedFile()}>
          <FolderOpen aria-hidden className="size-4" />
          {t("runs.showFile")}
        </Button>
        <Button look="primary" onClick={onClose}>
          {t("app.close")}
        </Button>
      </div>
    </>
  );
}
