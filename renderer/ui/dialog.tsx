import { clsx } from "clsx";
import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { useWords } from "../i18n/use-words.ts";
import { Button } from "./button.tsx";

interface DialogProps {
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
  readonly title: string;
  readonly text: string;
  /** Takes the focus when the dialog closes, unless something else has it by then. */
  readonly returnFocus: () => void;
  /** Its height changes while it is open: its top stays where it is. */
  readonly isAnchored?: boolean;
  readonly children: ReactNode;
}

/** A question that the page waits for. Escape, the cross and a click beside it close it. */
export function Dialog({ isOpen, onOpenChange, title, text, returnFocus, isAnchored = false, children }: DialogProps) {
  const { t } = useWords();
  return (
    <Radix.Root open={isOpen} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-50 bg-black/40 dark:bg-black/60" />
        <Radix.Content
          onOpenAutoFocus={enterAtChoice}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (document.activeElement === document.body) returnFocus();
          }}
          className={clsx(
            isAnchored ? "top-[max(1rem,6dvh)]" : "top-1/2 -translate-y-1/2",
            isAnchored ? "max-h-[min(calc(100dvh-2rem),calc(94dvh-1rem))]" : "max-h-[calc(100dvh-2rem)]",
            "fixed left-1/2 z-50 w-[calc(100vw-2rem)] max-w-lg -translate-x-1/2 scroll-pt-4 scroll-pb-36 [scrollbar-width:thin] overflow-y-auto rounded-xl border border-border bg-card p-5 shadow-xl shadow-black/10 outline-none sm:p-6 dark:shadow-black/50",
          )}
        >
          <Radix.Title className="pr-8 text-base leading-6 font-semibold tracking-tight">{title}</Radix.Title>
          <Radix.Description className="mt-1 text-sm text-pretty text-muted-foreground">{text}</Radix.Description>
          {children}
          <Radix.Close asChild>
            <Button look="icon" aria-label={t("app.close")} className="absolute top-3 right-3">
              <X aria-hidden className="size-4" />
            </Button>
          </Radix.Close>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** Where a dialog begins with a group of choices, it is entered at the one that is made, not at its first. */
function enterAtChoice(event: Event): void {
  const content = event.currentTarget;
  if (!(content instanceof HTMLElement)) return;
  const chosen = content.querySelector<HTMLInputElement>("input:checked");
  const first = content.querySelector<HTMLInputElement>("input, button, select, textarea");
  if (chosen === null || first?.type !== "radio" || first.name !== chosen.name) return;
  event.preventDefault();
  chosen.focus();
}
