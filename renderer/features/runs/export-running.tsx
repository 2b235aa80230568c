import { useEffect, useState } from "react";
import type { ExportProgress } from "../../../shared/ipc/export.ts";
import { desktop, onExportProgressed } from "../../desktop.ts";
import { useWords } from "../../i18n/use-words.ts";
import { Bar } from "../../ui/bar.tsx";
import { Button } from "../../ui/button.tsx";

/** How far the file is; at first the person chooses its place. */
export function ExportRunning() {
  const { t } = useWords();
  const [progress, setProgress] = useState<ExportProgress | null>(null);
  useEffect(() => onExportProgressed(setProgress), []);
  const share = progress === null ? null : progress.runs / Math.max(1, progress.totalRuns);
  return (
    <div className="mt-5">
      <Bar kind="progressbar" label={t("runs.exportTitle")} share={share} />
      <div className="mt-3 flex flex-wrap items-center justify-between gap-3">
        <p role="status" className="text-sm text-muted-foreground tabular-nums">
          {progress === null
            ? t("runs.choosingFile")
            : t("runs.written", { count: progress.runs, total: progress.totalRuns })}
        </p>
        <Button onClick={() => void desktop.cancelExport()}>{t("runs.cancelExport")}</Button>
      </div>
    </div>
  );
}
