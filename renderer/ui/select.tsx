import { clsx } from "clsx";
import { Check, ChevronDown } from "lucide-react";
import { Select as Radix } from "radix-ui";
import { cspNonce } from "./csp-nonce.ts";
import { MENU_SURFACE } from "./menu-surface.ts";

interface SelectProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
  /** As wide as its place. */
  readonly isWide?: boolean;
}

export function Select<Value extends string>({ label, value, options, onChange, isWide = false }: SelectProps<Value>) {
  const choose = (chosen: string) => {
    const option = options.find((candidate) => candidate.value === chosen);
    if (option) onChange(option.value);
  };
  return (
    <Radix.Root value={value} onValueChange={choose}>
      <Radix.Trigger
        aria-label={label}
        className={clsx(
          "focus-ring inline-flex h-9 items-center gap-2 rounded-md border border-input bg-card pr-2.5 pl-3 text-sm transition-colors hover:bg-muted",
          isWide ? "w-full justify-between" : "shrink-0",
        )}
      >
        <span className="truncate">
          <Radix.Value />
        </span>
        <ChevronDown aria-hidden className="size-4 shrink-0 text-muted-foreground" />
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
