import { ExternalLink } from "lucide-react";
import { type SubmitEvent, useId, useRef, useState } from "react";
import type { ErrorCode } from "../../../shared/errors.ts";
import { desktop } from "../../desktop.ts";
import { useWords } from "../../i18n/use-words.ts";
import { Button } from "../../ui/button.tsx";
import { SecretField } from "../../ui/secret-field.tsx";
import { Spinner } from "../../ui/spinner.tsx";

interface ApifyTokenFieldsProps {
  readonly isFocused: boolean;
  readonly isRunning: boolean;
  readonly errorCode: ErrorCode | null;
  readonly submitLabel: string;
  /** What becomes of the token. */
  readonly note: string;
  /** Answers whether the token was taken. */
  readonly onSubmit: (token: string) => Promise<boolean>;
}

/** Asks for an Apify token. It lives in the field alone, and leaves it once it was taken. */
export function ApifyTokenFields(props: ApifyTokenFieldsProps) {
  const { isFocused, isRunning, errorCode, submitLabel, note, onSubmit } = props;
  const { t } = useWords();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [isEmpty, setIsEmpty] = useState(false);
  const problem = isEmpty ? t("signIn.tokenEmpty") : errorCode === null ? null : t(`errors.${errorCode}`);

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const input = field.current;
    if (input === null || isRunning) return;
    const token = input.value.trim();
    setIsEmpty(token === "");
    if (token !== "" && (await onSubmit(token))) input.value = "";
    else input.focus();
  };

  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 text-sm">
        <label htmlFor={id} className="font-medium">
          {t("signIn.tokenLabel")}
        </label>
        <Button look="link" onClick={() => void desktop.openApifyTokenPage().catch(() => undefined)}>
          {t("signIn.whereIsToken")}
          <ExternalLink aria-hidden className="-ml-0.5 size-3.5" />
        </Button>
      </div>
      <SecretField
        id={id}
        ref={field}
        autoFocus={isFocused}
        readOnly={isRunning}
        placeholder={t("signIn.tokenPlaceholder")}
        showLabel={t("signIn.showToken")}
        hideLabel={t("signIn.hideToken")}
        aria-invalid={problem !== null}
        aria-describedby={problem === null ? `${id}-note` : `${id}-problem`}
        onInput={() => setIsEmpty(false)}
      />
      {problem === null ? (
        <p id={`${id}-note`} className="text-note text-pretty text-muted-foreground">
          {note}
        </p>
      ) : (
        <p id={`${id}-problem`} role="alert" className="text-note text-pretty text-danger">
          {problem}
        </p>
      )}
      <Button type="submit" look="primary" disabled={isRunning} aria-busy={isRunning}>
        {isRunning && <Spinner />}
        {isRunning ? t("signIn.checking") : submitLabel}
      </Button>
    </form>
  );
}
