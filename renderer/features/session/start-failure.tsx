import { TriangleAlert } from "lucide-react";
import { toAppError } from "../../../shared/errors.ts";
import { useWords } from "../../i18n/use-words.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";

interface StartFailureProps {
  readonly error: unknown;
  readonly onRetry: () => void;
}

export function StartFailure({ error, onRetry }: StartFailureProps) {
  const { t } = useWords();
  return (
    <main className="mx-auto flex min-h-screen max-w-xl flex-col justify-center p-4">
      <Banner
        tone="danger"
        icon={TriangleAlert}
        title={t("app.failed")}
        text={t(`errors.${toAppError(error).code}`)}
        action={<Button onClick={onRetry}>{t("app.retry")}</Button>}
      />
    </main>
  );
}
