import { DropdownMenu } from "radix-ui";
import { SNOOZES } from "../../../shared/domain/budget/alert.ts";
import { desktop } from "../../desktop.ts";
import { useWords } from "../../i18n/use-words.ts";

interface SnoozeItemsProps {
  /** Null: every alert. */
  readonly budgetId: string | null;
  readonly onFailure: (error: unknown) => void;
}

/** For how long alerts can be put off, as lines of a menu. */
export function SnoozeItems({ budgetId, onFailure }: SnoozeItemsProps) {
  const { t } = useWords();
  const choices = SNOOZES.filter((choice) => choice !== "window" || budgetId !== null);
  return choices.map((choice) => (
    <DropdownMenu.Item
      key={choice}
      onSelect={() => void desktop.snoozeAlerts({ budgetId, choice }).catch(onFailure)}
      className="rounded-sm py-1.5 pr-2.5 pl-9 text-sm leading-5 outline-none select-none data-highlighted:bg-muted"
    >
      {t(`alerts.snoozes.${choice}`)}
    </DropdownMenu.Item>
  ));
}
