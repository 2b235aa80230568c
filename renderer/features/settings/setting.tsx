import type { ReactNode } from "react";

interface SettingProps {
  readonly title: string;
  readonly text?: ReactNode;
  /** What changes it. */
  readonly children: ReactNode;
}

/** A line of the settings: what it is about, and what changes it. */
export function Setting({ title, text, children }: SettingProps) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
      <div className="min-w-0 grow basis-52 text-sm">
        <p className="leading-5.5 font-medium">{title}</p>
        {text !== undefined && <p className="text-note leading-5 text-pretty text-muted-foreground">{text}</p>}
      </div>
      {children}
    </div>
  );
}
