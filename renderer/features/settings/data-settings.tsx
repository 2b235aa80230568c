import { useQuery } from "@tanstack/react-query";
import { FolderOpen } from "lucide-react";
import { desktop } from "../../desktop.ts";
import { useWords } from "../../i18n/use-words.ts";
import { ledgerHealthQuery } from "../../queries.ts";
import { Button } from "../../ui/button.tsx";
import { BackupSetting } from "./backup-setting.tsx";
import { RestoreSetting } from "./restore-setting.tsx";

/** Where the ledger lies, its copies, and their way back. */
export function DataSettings() {
  const { t } = useWords();
  const { data: ledger } = useQuery(ledgerHealthQuery);
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <div className="min-w-0 grow basis-52 text-sm">
          <p className="leading-5.5 font-medium">{t("settings.folder")}</p>
          <p className="text-[0.8125rem] leading-5 break-all text-muted-foreground select-text">
            {ledger?.file.replace(/[\\/][^\\/]*$/, "")}
          </p>
        </div>
        <Button onClick={() => void desktop.showLedgerFile()}>
          <FolderOpen aria-hidden className="size-4" />
          {t("settings.openFolder")}
        </Button>
      </div>
      <BackupSetting />
      <RestoreSetting />
    </>
  );
}
