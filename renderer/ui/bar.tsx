import { clsx } from "clsx";

interface BarProps {
  readonly kind: "progressbar" | "meter";
  readonly label: string;
  /** Of the whole: 1 is full, and so is what goes beyond; null moves without end. */
  readonly share: number | null;
  /** The share in words, where they say more than its percent. */
  readonly text?: string | undefined;
  readonly title?: string | undefined;
  readonly isWarning?: boolean;
  readonly className?: string;
}

/** A thin line that is filled by a share. */
export function Bar({ kind, label, share, text, title, isWarning = false, className }: BarProps) {
  const percent = share === null ? undefined : Math.min(100, Math.round(share * 100));
  return (
    <div
      role={kind}
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      aria-valuetext={text}
      title={title}
      className={clsx("h-1.5 overflow-hidden rounded-full bg-muted", className)}
    >
      {percent === undefined ? (
        <div className="h-full w-1/3 animate-indeterminate rounded-full bg-chart" />
      ) : (
        <div
          className={clsx("h-full rounded-full transition-[width] duration-300", isWarning ? "bg-warning" : "bg-chart")}
          style={{ width: `${share === 0 ? 0 : Math.max(percent, 1)}%` }}
        />
      )}
    </div>
  );
}
