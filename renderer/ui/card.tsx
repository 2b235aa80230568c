import { clsx } from "clsx";
import type { ReactNode } from "react";

export function Card({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <section
      aria-label={label}
      className="rounded-xl border border-border bg-card p-4 shadow-xs shadow-black/3 sm:p-6 dark:shadow-none"
    >
      {children}
    </section>
  );
}

interface CardHeaderProps {
  readonly title: string;
  readonly subtitle?: ReactNode;
  /** What sits in the card's corner. */
  readonly corner: ReactNode;
}

export function CardHeader({ title, subtitle, corner }: CardHeaderProps) {
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-3">
      <div className={clsx("min-w-0", subtitle === undefined && "flex min-h-9 items-center")}>
        <h2 className="text-[0.9375rem] leading-6 font-medium">{title}</h2>
        {subtitle !== undefined && <div className="text-sm text-muted-foreground">{subtitle}</div>}
      </div>
      {corner}
    </div>
  );
}
