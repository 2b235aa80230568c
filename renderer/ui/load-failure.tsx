import { CircleAlert } from "lucide-react";
import { toAppError } from "../../shared/errors.ts";
import { useWords } from "../i18n/use-words.ts";
import { Button } from "./button.tsx";

interface LoadFailureProps {
  readonly title: string;
  readonly error: unknown;
  readonly onRetry: () => void;
}

/** In the place of a figure that could not be read. */
export function LoadFailure({ title, error, onRetry }: LoadFailureProps) {
  const { t } = useWords();
  return (
    <div role="alert" className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-3">
      <div className="flex min-w-0 flex-1 basis-64 gap-2.5 text-sm leading-5.5">
        <CircleAlert aria-hidden className="mt-0.5 size-4.5 shrink-0 text-danger" />
        <div>
          <p className="font-medium">{title}</p>
          <p className="text-pretty text-muted-foreground">{t(`errors.${toAppError(error).code}`)}</p>
        </div>
      </div>
      <Button onClick={onRetry}>{t("app.retry")}</Button>
    </div>
  );
}

interface OutdatedNoteProps {
  readonly text: string;
  readonly onRetry: () => void;
}

/** Below a figure that is on screen but could not be read again. */
export function OutdatedNote({ text, onRetry }: OutdatedNoteProps) {
  const { t } = useWords();
  return (
    <p role="status" className="mt-3 text-note text-warning">
      {text}{" "}
      <Button look="link" className="text-note" onClick={onRetry}>
        {t("app.retry")}
      </Button>
    </p>
  );
}
