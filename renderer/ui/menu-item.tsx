import type { LucideIcon } from "lucide-react";
import { DropdownMenu } from "radix-ui";

interface MenuItemProps {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly text?: string;
  readonly onSelect: (event: Event) => void;
}

/** A line of a menu that does something. */
export function MenuItem({ icon: Icon, title, text, onSelect }: MenuItemProps) {
  return (
    <DropdownMenu.Item
      onSelect={onSelect}
      className="flex gap-2.5 rounded-sm px-2.5 py-2 text-sm outline-none select-none data-highlighted:bg-muted"
    >
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-muted-foreground" />
      <span>
        <span className="block leading-5">{title}</span>
        {text !== undefined && <span className="block text-xs leading-4.5 text-muted-foreground">{text}</span>}
      </span>
    </DropdownMenu.Item>
  );
}
