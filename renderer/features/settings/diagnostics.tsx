import { useMutation, useQuery } from "@tanstack/react-query";
import { Check, Copy } from "lucide-react";
import { toAppError } from "../../../shared/errors.ts";
import { desktop } from "../../desktop.ts";
import { useWords } from "../../i18n/use-words.ts";
import { diagnosticsQuery } from "../../queries.ts";
import { Button } from "../../ui/button.tsx";
import { Setting } from "./setting.tsx";

/** What helps whoever looks into a failure: shown as it would be copied. */
export function Diagnostics() {
  const { t } = useWords();
  const { data: text, error } = useQuery(diagnosticsQuery);
  const copy = useMutation({ mutationFn: () => desktop.copyDiagnostics() });
  const Icon = copy.isSuccess ? Check : Copy;
  return (
    <>
      <Setting title={t("settings.diagnostics")} text={t("settings.diagnosticsText")}>
        <Button disabled={text === undefined} onClick={() => copy.mutate()}>
          <Icon aria-hidden className="size-4" />
          <span role="status">{t(copy.isSuccess ? "settings.copied" : "settings.copy")}</span>
        </Button>
      </Setting>
      {text !== undefined && (
        <textarea
          readOnly
          aria-label={t("settings.diagnostics")}
          value={text}
          className="focus-ring block h-64 w-full resize-none rounded-lg border border-border bg-muted p-3 font-mono text-xs leading-4.5 whitespace-pre select-text [scrollbar-width:thin]"
        />
      )}
      {(error ?? copy.error) && (
        <p role="alert" className="text-sm text-danger">
          {t(`errors.${toAppError(error ?? copy.error).code}`)}
        </p>
      )}
    </>
  );
}
