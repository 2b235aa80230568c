import { type SubmitEvent, useId, useRef, useState } from "react";
import { useWords } from "../../i18n/use-words.ts";
import { Button } from "../../ui/button.tsx";
import { tokenObstacle } from "../connection/token-state.ts";
import { useConnection } from "../connection/use-connection.ts";
import { useSession } from "../session/use-session.ts";
import { useServerApify } from "../team-server/use-server-apify.ts";
import { daysOf, DEFAULT_DAYS } from "./days.ts";
import { type ChosenDays, DaysChoice } from "./days-choice.tsx";
import { RetentionNote } from "./retention-note.tsx";
import type { ImportRequest } from "./use-import-history.ts";

interface ImportFormProps {
  /** Whether days that were chosen before are being imported. */
  readonly isRunning: boolean;
  readonly onCancel: () => void;
  readonly onSubmit: (request: ImportRequest) => void;
}

/** How far back to read, and whether anew. */
export function ImportForm({ isRunning, onCancel, onSubmit }: ImportFormProps) {
  const { t } = useWords();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [chosen, setChosen] = useState<ChosenDays>({ option: DEFAULT_DAYS, typed: "" });
  const [isReset, setIsReset] = useState(false);
  const [isWrong, setIsWrong] = useState(false);
  const obstacle = useObstacle(isRunning);
  const days = chosen.option === "other" ? daysOf(chosen.typed) : chosen.option;

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (obstacle !== null) return;
    setIsWrong(days === null);
    if (days !== null) onSubmit({ days, isReset });
    else {
      field.current?.focus();
      field.current?.select();
    }
  };

  return (
    <form noValidate onSubmit={submit} className="mt-5 flex flex-col gap-5">
      <div>
        <DaysChoice
          chosen={chosen}
          isWrong={isWrong}
          field={field}
          onChange={(next) => {
            setChosen(next);
            setIsWrong(false);
          }}
        />
        <RetentionNote days={days} />
      </div>
      <div className="flex gap-2.5 text-sm">
        <input
          id={id}
          type="checkbox"
          checked={isReset}
          aria-describedby={`${id}-text`}
          onChange={(event) => setIsReset(event.target.checked)}
          className="focus-ring mt-0.5 size-4 shrink-0 rounded-sm accent-primary"
        />
        <div>
          <label htmlFor={id} className="font-medium">
            {t("importDialog.reset")}
          </label>
          <p id={`${id}-text`} className="mt-0.5 text-note leading-5 text-pretty text-muted-foreground">
            {t("importDialog.resetText")}
          </p>
        </div>
      </div>
      <div className="flex flex-wrap items-center justify-end gap-2">
        {obstacle !== null && (
          <p id={`${id}-obstacle`} role="status" className="mr-auto basis-48 grow text-note text-warning">
            {obstacle}
          </p>
        )}
        <Button look="ghost" onClick={onCancel}>
          {t("import.cancel")}
        </Button>
        <Button
          type="submit"
          look="primary"
          className="h-9"
          aria-disabled={obstacle !== null}
          aria-describedby={obstacle === null ? undefined : `${id}-obstacle`}
        >
          {t("importDialog.start")}
        </Button>
      </div>
    </form>
  );
}

function useObstacle(isRunning: boolean): string | null {
  const { t } = useWords();
  const obstacle = tokenObstacle(useConnection());
  const apify = useServerApify();
  const isServer = useSession()?.kind === "server";
  if (isRunning) return t("importDialog.running");
  if (obstacle === "locked") return t("credential.lockedTitle");
  if (obstacle !== null) return t(isServer ? "teamServer.sessionEnded" : "connection.needsToken");
  return apify === null || apify.connection.state === "connected" ? null : t("teamServer.importNeedsApify");
}
