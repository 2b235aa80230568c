import { useMutation } from "@tanstack/react-query";
import type { ImportStatus } from "../../../shared/api/backfill.ts";
import { desktop } from "../../desktop.ts";
import { useWords } from "../../i18n/use-words.ts";
import { Button } from "../../ui/button.tsx";
import { Bar } from "../../ui/bar.tsx";
import { useNow } from "../connection/use-now.ts";
import type { ImportView, RunningView } from "./import-view.ts";
import { roundedTime, timeLeftMs } from "./time-left.ts";

const SECOND_MS = 1000;

interface RunningImportProps {
  readonly view: Extract<ImportView, { kind: "starting" | "running" }>;
  readonly progress: ImportStatus["progress"];
}

export function RunningImport({ view, progress }: RunningImportProps) {
  const { t } = useWords();
  const cancel = useMutation({ mutationFn: () => desktop.cancelImport() });
  return (
    <section aria-label={t("import.title")} className="rounded-xl border border-border bg-card px-4 py-3">
      <div className="flex items-center justify-between gap-4">
        <div className="min-w-0 text-sm leading-5.5">
          <p className="font-medium">{t("import.title")}</p>
          <p className="text-muted-foreground tabular-nums">
            {view.kind === "starting" ? t("import.starting") : <Counts view={view} />}
            {view.kind === "running" && progress !== null && <TimeLeft progress={progress} />}
          </p>
        </div>
        <Button look="ghost" disabled={cancel.isPending} onClick={() => cancel.mutate()}>
          {t("import.cancel")}
        </Button>
      </div>
      <div className="mt-2 mb-1">
        <Bar kind="progressbar" label={t("import.title")} share={view.kind === "running" ? view.share : null} />
      </div>
    </section>
  );
}

function Counts({ view: { done, expected } }: { readonly view: RunningView }) {
  const { t, language } = useWords();
  if (expected === null) return t("import.done", { count: done });
  return t("import.of", { count: done, expected: new Intl.NumberFormat(language).format(expected) });
}

function TimeLeft({ progress }: { readonly progress: NonNullable<ImportStatus["progress"]> }) {
  const { t } = useWords();
  const leftMs = timeLeftMs(progress, useNow(SECOND_MS));
  if (leftMs === null) return null;
  const { unit, count } = roundedTime(leftMs);
  return (
    <>
      {" · "}
      <span className="whitespace-nowrap">{t("import.timeLeft", { time: t(`import.${unit}`, { count }) })}</span>
    </>
  );
}
