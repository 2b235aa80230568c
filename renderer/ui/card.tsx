import { clsx } from "clsx";
import type { ReactNode } from "react";

interface CardProps {
  readonly label: string;
  /** Takes what height the window has left, within bounds. */
  readonly isTall?: boolean;
  /** Shown at the next start until the window is there, as it was left. */
  readonly isRemembered?: boolean;
  readonly children: ReactNode;
}

export function Card({ label, isTall = false, isRemembered = false, children }: CardProps) {
  return (
    <section
      aria-label={label}
      data-remembered={isRemembered || undefined}
      className={clsx(
        "flex flex-col rounded-xl border border-border bg-card p-4 shadow-xs shadow-black/3 sm:p-6 dark:shadow-none",
        isTall && "max-h-132 grow",
      )}
    >
      {children}
    </section>
  );
}

interface CardHeaderProps {
  readonly title: string;
  /** What sits in the card's corner. */
  readonly corner: ReactNode;
}

export function CardHeader({ title, corner }: CardHeaderProps) {
  return (
    <div className="flex min-h-9 items-center justify-between gap-2">
      <h2 className="min-w-0 text-title font-semibold tracking-tight">{title}</h2>
      {corner}
    </div>
  );
}
