import { CircleSlash, TriangleAlert } from "lucide-react";
import { assertNever, type ErrorCode } from "../../../shared/errors.ts";
import { useWords } from "../../i18n/use-words.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import type { ImportHistory } from "../import-history/use-import-history.ts";
import type { ToldTrouble } from "./told-trouble.ts";

interface ImportFailureProps {
  readonly importHistory: ImportHistory;
  readonly code: ErrorCode;
  readonly trouble: ToldTrouble | null;
}

/** Why an import that the person asked for did not complete, and what to do. */
export function ImportFailure({ importHistory, code, trouble }: ImportFailureProps) {
  const { t } = useWords();
  const { variables } = importHistory;
  const text = useFailureText(code, trouble);
  const onDismiss = () => importHistory.reset();
  if (code === "cancelled")
    return (
      <Banner
        tone="info"
        icon={CircleSlash}
        title={t("import.cancelled")}
        text={t("import.cancelledText")}
        onDismiss={onDismiss}
      />
    );
  return (
    <Banner
      tone="danger"
      icon={TriangleAlert}
      title={t("import.importFailed")}
      text={text}
      action={
        trouble === null &&
        variables && <Button onClick={() => importHistory.mutate(variables)}>{t("app.retry")}</Button>
      }
      onDismiss={onDismiss}
    />
  );
}

function useFailureText(code: ErrorCode, trouble: ToldTrouble | null): string {
  const { t } = useWords();
  switch (trouble) {
    case null:
      return t(`errors.${code}`);
    case "waits":
      return t("import.goesOn");
    case "needs-token":
      return t("import.needsToken");
    case "locked":
      return t("import.needsKeychain");
    default:
      return assertNever(trouble);
  }
}
