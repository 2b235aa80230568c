import { BellOff, ChevronDown } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { useWords } from "../../i18n/use-words.ts";
import { Button } from "../../ui/button.tsx";
import { MENU_SURFACE } from "../../ui/menu-surface.ts";
import { SnoozeItems } from "./snooze-items.tsx";

/** Puts off every alert for a while. */
export function SnoozeButton({ onFailure }: { readonly onFailure: (error: unknown) => void }) {
  const { t } = useWords();
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger asChild>
        <Button aria-label={t("alerts.snoozeAll")} className="pr-2.5 data-[state=open]:bg-muted">
          <BellOff aria-hidden className="size-4 text-muted-foreground" />
          {t("alerts.snooze")}
          <ChevronDown aria-hidden className="size-4 text-muted-foreground" />
        </Button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="start"
          sideOffset={4}
          collisionPadding={8}
          className={`${MENU_SURFACE} min-w-(--radix-dropdown-menu-trigger-width) p-1`}
        >
          <SnoozeItems budgetId={null} onFailure={onFailure} />
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
