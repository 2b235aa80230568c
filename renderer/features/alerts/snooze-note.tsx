import { BellOff } from "lucide-react";
import type { Snooze } from "../../../shared/domain/budget/alert.ts";
import { desktop } from "../../desktop.ts";
import { useWords } from "../../i18n/use-words.ts";
import { Button } from "../../ui/button.tsx";
import { clockTime } from "../connection/relative-age.ts";
import { useNow } from "../connection/use-now.ts";

interface SnoozeNoteProps {
  readonly snooze: Snooze;
  /** The snoozed budget's name; null for every alert. */
  readonly name: string | null;
  readonly onFailure: (error: unknown) => void;
}

/** Until when alerts are put off, and the way back. */
export function SnoozeNote({ snooze, name, onFailure }: SnoozeNoteProps) {
  const { t, language } = useWords();
  const time = clockTime(snooze.untilMs, useNow(), language);
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-lg bg-muted py-2.5 pr-2.5 pl-3 text-sm leading-5">
      <BellOff aria-hidden className="size-4 shrink-0 self-start text-muted-foreground max-sm:mt-0.5 sm:self-center" />
      <p role="status" className="min-w-0 flex-1 basis-40">
        {name === null ? t("alerts.allSnoozed", { time }) : t("alerts.budgetSnoozed", { name, time })}
        {name === null && <span className="block text-note text-muted-foreground">{t("alerts.snoozedText")}</span>}
      </p>
      <Button onClick={() => void desktop.endSnooze({ budgetId: snooze.budgetId }).catch(onFailure)}>
        {t("alerts.endSnooze")}
      </Button>
    </div>
  );
}
