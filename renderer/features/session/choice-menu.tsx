import { Check, ChevronRight, type LucideIcon } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { MENU_SURFACE } from "../../ui/menu-surface.ts";

/** What the account's menu and this one take side by side, margins included. */
const BOTH_MENUS_WIDTH = 552;
const GAP = 2;

interface ChoiceMenuProps<Choice extends string | number> {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly choices: readonly Choice[];
  readonly chosen: Choice;
  readonly nameOf: (choice: Choice) => string;
  readonly onChange: (choice: Choice) => void;
}

/** One of several, as a menu within the account's. */
export function ChoiceMenu<Choice extends string | number>(props: ChoiceMenuProps<Choice>) {
  const { icon: Icon, title, choices, chosen, nameOf, onChange } = props;
  const choose = (name: string) => {
    const choice = choices.find((candidate) => String(candidate) === name);
    if (choice !== undefined) onChange(choice);
  };
  // In a narrow window this menu covers a part of the account's rather than leave the window.
  const sideOffset = Math.min(GAP, window.innerWidth - BOTH_MENUS_WIDTH);
  return (
    <DropdownMenu.Sub>
      <DropdownMenu.SubTrigger className="flex gap-2.5 rounded-sm px-2.5 py-2 text-sm outline-none select-none data-highlighted:bg-muted data-[state=open]:bg-muted">
        <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-muted-foreground" />
        <span className="grow">
          <span className="block leading-5">{title}</span>
          <span className="block text-xs leading-4.5 text-muted-foreground">{nameOf(chosen)}</span>
        </span>
        <ChevronRight aria-hidden className="size-4 shrink-0 self-center text-muted-foreground" />
      </DropdownMenu.SubTrigger>
      <DropdownMenu.Portal>
        <DropdownMenu.SubContent sideOffset={sideOffset} collisionPadding={8} className={`${MENU_SURFACE} w-60 p-1`}>
          <DropdownMenu.RadioGroup value={String(chosen)} onValueChange={choose}>
            {choices.map((choice) => (
              <DropdownMenu.RadioItem
                key={choice}
                value={String(choice)}
                className="flex min-h-8 items-center gap-6 rounded-sm py-1.5 pr-2 pl-2.5 text-sm leading-5 outline-none select-none data-highlighted:bg-muted"
              >
                {nameOf(choice)}
                <span className="ml-auto flex size-4 shrink-0 items-center">
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
