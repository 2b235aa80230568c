import { clsx } from "clsx";
import { Check } from "lucide-react";
import { Select as Radix } from "radix-ui";
import { cspNonce } from "./csp-nonce.ts";
import { MENU_SURFACE } from "./menu-surface.ts";
import { SelectFace, selectLook, type SelectPartProps } from "./select-face.tsx";

/** The whole Select, with the list that it opens. */
export function SelectList({ label, value, options, onChange, onOpen, isWide }: SelectPartProps) {
  return (
    <Radix.Root value={value} onValueChange={onChange} onOpenChange={(isOpen) => isOpen && onOpen()}>
      <Radix.Trigger aria-label={label} className={selectLook(isWide)}>
        <SelectFace>
          <Radix.Value>{options.find((option) => option.value === value)?.label}</Radix.Value>
        </SelectFace>
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          position="popper"
          align="end"
          sideOffset={6}
          collisionPadding={8}
          className={clsx(
            MENU_SURFACE,
            "max-h-(--radix-select-content-available-height) min-w-(--radix-select-trigger-width)",
            isWide ? "w-(--radix-select-trigger-width)" : "max-w-[calc(100vw-1rem)]",
          )}
        >
          <Radix.Viewport nonce={cspNonce()} className="p-1">
            {options.map((option) => (
              <Radix.Item
                key={option.value}
                value={option.value}
                className="flex min-h-8 items-center gap-6 rounded-sm py-1.5 pr-2 pl-2.5 text-sm leading-5 outline-none select-none data-highlighted:bg-muted"
              >
                <span className="min-w-0 break-words">
                  <Radix.ItemText>{option.label}</Radix.ItemText>
                </span>
                <span className="ml-auto flex size-4 shrink-0 items-center">
                  <Radix.ItemIndicator>
                    <Check aria-hidden className="size-4" />
                  </Radix.ItemIndicator>
                </span>
              </Radix.Item>
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
