import { useMutation } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { toAppError } from "../../../shared/errors.ts";
import { desktop } from "../../desktop.ts";
import { useWords } from "../../i18n/use-words.ts";
import { Button } from "../../ui/button.tsx";
import { fileSize } from "./file-size.ts";
import { Setting } from "./setting.tsx";

/** A copy of the ledger as it is now. */
export function BackupSetting() {
  const { t, language } = useWords();
  const backUp = useMutation({ mutationFn: () => desktop.backUpLedger() });
  const code = backUp.error && toAppError(backUp.error).code;
  return (
    <div>
      <Setting title={t("settings.backup")} text={t("settings.backupText")}>
        <Button disabled={backUp.isPending} onClick={() => backUp.mutate()}>
          <Download aria-hidden className="size-4" />
          {t(backUp.isPending ? "settings.backingUp" : "settings.backUp")}
        </Button>
      </Setting>
      {backUp.data && (
        <p role="status" className="mt-2 text-[0.8125rem] leading-5 break-words text-info">
          {t("settings.backedUp", { name: backUp.data.name, size: fileSize(backUp.data.bytes, language) })}
        </p>
      )}
      {backUp.error && (
        <p role="alert" className="mt-2 text-[0.8125rem] leading-5 text-danger">
          {t("settings.backupFailed")}{" "}
          {code === "not_found" ? t("settings.noLedger") : t(`errors.${code ?? "internal"}`)}
        </p>
      )}
    </div>
  );
}
