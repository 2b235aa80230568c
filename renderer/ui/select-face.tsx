import { clsx } from "clsx";
import { ChevronDown } from "lucide-react";
import type { ReactNode } from "react";

export interface SelectPartProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (value: string) => void;
  readonly onOpen: () => void;
  readonly isWide: boolean;
}

/** Classes of the button that opens the list. */
export function selectLook(isWide: boolean): string {
  return clsx(
    "focus-ring inline-flex h-9 items-center gap-2 rounded-md border border-input bg-card pr-2.5 pl-3 text-sm transition-colors hover:bg-muted",
    isWide ? "w-full justify-between" : "shrink-0",
  );
}

/** What stands in that button. */
export function SelectFace({ children }: { readonly children: ReactNode }) {
  return (
    <>
      <span className="truncate">{children}</span>
      <ChevronDown aria-hidden className="size-4 shrink-0 text-muted-foreground" />
    </>
  );
}
