import { type SubmitEvent, useId, useRef, useState } from "react";
import { useWords } from "../../i18n/use-words.ts";
import { Button } from "../../ui/button.tsx";
import { Spinner } from "../../ui/spinner.tsx";
import type { ServerSignIn } from "./use-server-sign-in.ts";

interface AddressFormProps {
  readonly signIn: ServerSignIn;
  /** What was typed before, so that it is there to be mended. */
  readonly typed: string;
  readonly onSubmit: (address: string) => void;
}

/** Asks for a team server's address. */
export function AddressForm({ signIn, typed, onSubmit }: AddressFormProps) {
  const { t } = useWords();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [isEmpty, setIsEmpty] = useState(false);
  const { isRunning } = signIn;
  const problem = isEmpty ? t("teamServer.addressEmpty") : signIn.problem;

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const address = field.current?.value.trim() ?? "";
    setIsEmpty(address === "");
    if (address === "") field.current?.focus();
    else if (!isRunning) onSubmit(address);
  };

  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-2">
      <label htmlFor={id} className="text-sm font-medium">
        {t("teamServer.addressLabel")}
      </label>
      <div className="flex flex-wrap gap-2">
        <input
          id={id}
          ref={field}
          type="text"
          inputMode="url"
          autoCapitalize="none"
          autoComplete="off"
          autoCorrect="off"
          spellCheck={false}
          maxLength={2000}
          defaultValue={typed}
          readOnly={isRunning}
          placeholder={t("teamServer.addressPlaceholder")}
          aria-invalid={problem !== null}
          aria-describedby={problem === null ? undefined : `${id}-problem`}
          onInput={() => setIsEmpty(false)}
          className="focus-ring h-10 min-w-0 flex-1 basis-44 rounded-md border border-field bg-card px-3 text-sm select-text placeholder:text-muted-foreground/80 read-only:opacity-70 aria-invalid:border-danger"
        />
        <Button type="submit" className="h-10 grow sm:grow-0" disabled={isRunning} aria-busy={isRunning}>
          {isRunning && <Spinner />}
          {isRunning ? t("teamServer.asking") : t("teamServer.continue")}
        </Button>
      </div>
      {problem !== null && (
        <p id={`${id}-problem`} role="alert" className="text-note text-pretty text-danger">
          {problem}
        </p>
      )}
    </form>
  );
}
