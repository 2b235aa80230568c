import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { desktop } from "../../desktop.ts";
import { useWords } from "../../i18n/use-words.ts";
import { crashCountQuery, diagnosticsQuery } from "../../queries.ts";
import { Button } from "../../ui/button.tsx";
import { Setting } from "../settings/setting.tsx";

/** The notes of what stopped on this computer, and the way to them. */
export function CrashSetting() {
  const { t } = useWords();
  const client = useQueryClient();
  const { data: count = 0 } = useQuery(crashCountQuery);
  const forget = useMutation({
    mutationFn: () => desktop.forgetCrashes(),
    onSuccess() {
      client.setQueryData(crashCountQuery.queryKey, 0);
      void client.invalidateQueries({ queryKey: diagnosticsQuery.queryKey });
    },
  });
  return (
    <Setting title={t("recovery.notes")} text={count === 0 ? t("recovery.noNotes") : t("recovery.count", { count })}>
      {count > 0 && (
        <div className="flex flex-wrap gap-2">
          <Button onClick={() => void desktop.showCrashNotes()}>{t("recovery.show")}</Button>
          <Button disabled={forget.isPending} onClick={() => forget.mutate()}>
            {t("recovery.forget")}
          </Button>
        </div>
      )}
    </Setting>
  );
}
