import { useMutation, useQuery } from "@tanstack/react-query";
import { CircleSlash } from "lucide-react";
import { toAppError } from "../../../shared/errors.ts";
import { desktop } from "../../desktop.ts";
import { useWords } from "../../i18n/use-words.ts";
import { importStatusQuery } from "../../queries.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { ProgressBar } from "../../ui/progress-bar.tsx";
import { type ImportView, importViewOf } from "./import-view.ts";
import { useImportHistory } from "./use-import-history.ts";

export function ImportCard() {
  const { data: status } = useQuery(importStatusQuery);
  const view: ImportView = status ? importViewOf(status) : { kind: "none" };
  if (view.kind === "none") return null;
  return view.kind === "cut" ? <CutImport /> : <RunningImport view={view} />;
}

function RunningImport({ view }: { readonly view: Exclude<ImportView, { kind: "none" | "cut" }> }) {
  const { t } = useWords();
  const cancel = useMutation({ mutationFn: () => desktop.cancelImport() });
  return (
    <section aria-label={t("import.title")} className="rounded-xl border border-border bg-card px-4 py-3">
      <div className="flex items-center justify-between gap-4">
        <div className="min-w-0 text-sm leading-5.5">
          <p className="font-medium">{t("import.title")}</p>
          <p className="text-muted-foreground tabular-nums">{useProgressText(view)}</p>
        </div>
        <Button look="ghost" disabled={cancel.isPending} onClick={() => cancel.mutate()}>
          {t("import.cancel")}
        </Button>
      </div>
      <div className="mt-2 mb-1">
        <ProgressBar label={t("import.title")} share={view.kind === "running" ? view.share : null} />
      </div>
    </section>
  );
}

function useProgressText(view: Exclude<ImportView, { kind: "none" | "cut" }>): string {
  const { t, language } = useWords();
  if (view.kind === "starting") return t("import.starting");
  if (view.expected === null) return t("import.done", { count: view.done });
  const done = new Intl.NumberFormat(language).format(view.done);
  return t("import.of", { count: view.expected, done });
}

function CutImport() {
  const { t } = useWords();
  const importHistory = useImportHistory();
  return (
    <Banner
      tone="warning"
      icon={CircleSlash}
      title={t("import.cut")}
      text={importHistory.error ? t(`errors.${toAppError(importHistory.error).code}`) : t("import.cutText")}
      action={
        <Button disabled={importHistory.isPending} onClick={() => importHistory.mutate()}>
          {t("import.resume")}
        </Button>
      }
    />
  );
}
