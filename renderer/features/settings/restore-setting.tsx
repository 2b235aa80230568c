import { useMutation } from "@tanstack/react-query";
import { Upload } from "lucide-react";
import { toAppError } from "../../../shared/errors.ts";
import type { LedgerToRestore } from "../../../shared/ipc/ledger.ts";
import { desktop } from "../../desktop.ts";
import { useWords } from "../../i18n/use-words.ts";
import { Button } from "../../ui/button.tsx";
import { calendarDay } from "../connection/relative-age.ts";
import { Setting } from "./setting.tsx";
import { UpdateCopyList } from "./update-copy-list.tsx";

/** Another ledger in the place of this one: told whose it is before anything is replaced. */
export function RestoreSetting() {
  const { t } = useWords();
  const choice = useMutation({
    mutationFn: (copyName: string | null) => desktop.chooseLedgerToRestore({ copyName }),
  });
  const restore = useMutation({ mutationFn: () => desktop.restoreLedger() });
  const cancel = () => {
    choice.reset();
    void desktop.cancelRestore();
  };
  const chosen = choice.data ?? null;
  const error = choice.error ?? restore.error;
  return (
    <div>
      <Setting title={t("settings.restore")} text={t("settings.restoreText")}>
        <Button disabled={choice.isPending || restore.isPending} onClick={() => choice.mutate(null)}>
          <Upload aria-hidden className="size-4" />
          {t(choice.isPending ? "settings.inspecting" : "settings.chooseFile")}
        </Button>
      </Setting>
      <UpdateCopyList isDisabled={choice.isPending || restore.isPending} onChoose={(name) => choice.mutate(name)} />
      {chosen !== null && chosen.kind !== "fit" && (
        <p role="alert" className="mt-2 text-[0.8125rem] leading-5 break-words text-danger">
          {t(`settings.unfit.${chosen.kind}`, { name: chosen.name })}
        </p>
      )}
      {chosen?.kind === "fit" && (
        <div className="mt-3 rounded-lg border border-border p-3.5 text-sm">
          <FoundAccounts chosen={chosen} />
          <p className="mt-2 text-[0.8125rem] leading-5 text-pretty text-muted-foreground">
            {t("settings.restoreLimit")}
          </p>
          <div className="mt-3 flex flex-wrap gap-2">
            <Button look="primary" disabled={restore.isPending} onClick={() => restore.mutate()}>
              {t("settings.restoreStart")}
            </Button>
            <Button className="h-10" onClick={cancel}>
              {t("settings.restoreCancel")}
            </Button>
          </div>
        </div>
      )}
      {error && (
        <p role="alert" className="mt-2 text-[0.8125rem] leading-5 text-danger">
          {t("ledger.failed")} {t(`errors.${toAppError(error).code}`)}
        </p>
      )}
    </div>
  );
}

function FoundAccounts({ chosen }: { readonly chosen: Extract<LedgerToRestore, { kind: "fit" }> }) {
  const { t, language } = useWords();
  return (
    <>
      <p className="font-medium break-words">{t("settings.whole", { name: chosen.name })}</p>
      <ul className="mt-1 flex flex-col gap-0.5 text-[0.8125rem] leading-5 text-muted-foreground tabular-nums">
        {chosen.accounts.map(({ name, runs, newestAt }, index) => (
          <li key={index}>
            {name ?? t("settings.otherAccount")}
            {" · "}
            {t("total.runs", { count: runs })}
            {newestAt !== null && `, ${t("settings.until", { date: calendarDay(Date.parse(newestAt), language) })}`}
          </li>
        ))}
        {chosen.accounts.length === 0 && <li>{t("settings.noRuns")}</li>}
      </ul>
    </>
  );
}
