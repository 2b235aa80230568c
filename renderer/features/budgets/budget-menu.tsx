import { BellOff, Ellipsis, Pause, Pencil, Play, Trash2 } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { useRef } from "react";
import type { BudgetView } from "../../../shared/ipc/budgets.ts";
import { useWords } from "../../i18n/use-words.ts";
import { Button } from "../../ui/button.tsx";
import { MenuItem } from "../../ui/menu-item.tsx";
import { MENU_SURFACE } from "../../ui/menu-surface.ts";
import { SnoozeItems } from "../alerts/snooze-items.tsx";
import { useBudgetName } from "./budget-words.ts";

interface BudgetMenuProps {
  readonly budget: BudgetView;
  /** With what is to have the focus afterwards. */
  readonly onChange: (opener: HTMLElement | null) => void;
  readonly onTurn: () => void;
  readonly onRemove: () => void;
  readonly onFailure: (error: unknown) => void;
}

export function BudgetMenu({ budget, onChange, onTurn, onRemove, onFailure }: BudgetMenuProps) {
  const { t } = useWords();
  const nameOf = useBudgetName();
  // What was chosen takes the focus itself: the dialog, or what comes in the place of a deleted budget.
  const isLeaving = useRef(false);
  const trigger = useRef<HTMLButtonElement>(null);
  const change = () => {
    isLeaving.current = true;
    onChange(trigger.current);
  };
  const remove = () => {
    isLeaving.current = true;
    onRemove();
  };
  const label = t("budgets.actions", { name: nameOf(budget) });
  return (
    <DropdownMenu.Root onOpenChange={(isOpen) => isOpen && (isLeaving.current = false)}>
      <DropdownMenu.Trigger asChild>
        <Button
          ref={trigger}
          look="icon"
          aria-label={label}
          title={label}
          className="-my-1.5 -mr-2 data-[state=open]:bg-muted"
        >
          <Ellipsis aria-hidden className="size-4" />
        </Button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="end"
          sideOffset={4}
          collisionPadding={8}
          onCloseAutoFocus={(event) => isLeaving.current && event.preventDefault()}
          className={`${MENU_SURFACE} max-h-(--radix-dropdown-menu-content-available-height) w-64 overflow-y-auto p-1`}
        >
          <MenuItem icon={Pencil} title={t("budgets.change")} onSelect={change} />
          <MenuItem
            icon={budget.isOn ? Pause : Play}
            title={t(budget.isOn ? "budgets.turnOff" : "budgets.turnOn")}
            onSelect={onTurn}
          />
          {budget.isOn && (
            <DropdownMenu.Group aria-label={t("alerts.snoozeBudget")}>
              <DropdownMenu.Label className="flex gap-2.5 px-2.5 pt-2 pb-1 text-sm leading-5 text-muted-foreground">
                <BellOff aria-hidden className="mt-0.5 size-4 shrink-0" />
                {t("alerts.snoozeBudget")}
              </DropdownMenu.Label>
              <SnoozeItems budgetId={budget.id} onFailure={onFailure} />
            </DropdownMenu.Group>
          )}
          <DropdownMenu.Separator className="-mx-1 my-1 h-px bg-border" />
          <MenuItem icon={Trash2} title={t("budgets.remove")} onSelect={remove} />
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
