interface ProgressBarProps {
  readonly label: string;
  /** 0 to 1, or null while the end is not known. */
  readonly share: number | null;
}

export function ProgressBar({ label, share }: ProgressBarProps) {
  const percent = share === null ? undefined : Math.round(share * 100);
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      className="h-1.5 overflow-hidden rounded-full bg-muted"
    >
      {percent === undefined ? (
        <div className="h-full w-1/3 animate-indeterminate rounded-full bg-chart" />
      ) : (
        <div
          className="h-full rounded-full bg-chart transition-[width] duration-300"
          style={{ width: `${Math.max(percent, 1)}%` }}
        />
      )}
    </div>
  );
}
