import { Check, ChevronRight, RefreshCw } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { REFRESH_MINUTES, type RefreshMinutes } from "../../../shared/ipc/contract.ts";
import { useWords } from "../../i18n/use-words.ts";
import { MENU_SURFACE } from "../../ui/menu-surface.ts";

/** What the account's menu and this one take side by side, margins included. */
const BOTH_MENUS_WIDTH = 520;
const GAP = 2;

interface RefreshMenuProps {
  readonly minutes: RefreshMinutes;
  readonly onChange: (minutes: RefreshMinutes) => void;
}

/** How often Décompte refreshes by itself, as a menu within the account's. */
export function RefreshMenu({ minutes, onChange }: RefreshMenuProps) {
  const { t } = useWords();
  const choose = (chosen: string) => {
    const choice = REFRESH_MINUTES.find((candidate) => String(candidate) === chosen);
    if (choice !== undefined) onChange(choice);
  };
  // In a narrow window this menu covers a part of the account's rather than leave the window.
  const sideOffset = Math.min(GAP, window.innerWidth - BOTH_MENUS_WIDTH);
  return (
    <DropdownMenu.Sub>
      <DropdownMenu.SubTrigger className="flex gap-2.5 rounded-sm px-2.5 py-2 text-sm outline-none select-none data-highlighted:bg-muted data-[state=open]:bg-muted">
        <RefreshCw aria-hidden className="mt-0.5 size-4 shrink-0 text-muted-foreground" />
        <span className="grow">
          <span className="block leading-5">{t("session.refreshEvery")}</span>
          <span className="block text-xs leading-4.5 text-muted-foreground">{t(`session.every${minutes}`)}</span>
        </span>
        <ChevronRight aria-hidden className="size-4 shrink-0 self-center text-muted-foreground" />
      </DropdownMenu.SubTrigger>
      <DropdownMenu.Portal>
        <DropdownMenu.SubContent sideOffset={sideOffset} collisionPadding={8} className={`${MENU_SURFACE} w-52 p-1`}>
          <DropdownMenu.RadioGroup value={String(minutes)} onValueChange={choose}>
            {REFRESH_MINUTES.map((choice) => (
              <DropdownMenu.RadioItem
                key={choice}
                value={String(choice)}
                className="flex h-8 items-center gap-6 rounded-sm pr-2 pl-2.5 text-sm outline-none select-none data-highlighted:bg-muted"
              >
                {t(`session.every${choice}`)}
                <span className="ml-auto flex size-4 items-center">
                  <DropdownMenu.ItemIndicator>
                    <Check aria-hidden className="size-4" />
                  </DropdownMenu.ItemIndicator>
                </span>
              </DropdownMenu.RadioItem>
            ))}
          </DropdownMenu.RadioGroup>
        </DropdownMenu.SubContent>
      </DropdownMenu.Portal>
    </DropdownMenu.Sub>
  );
}
