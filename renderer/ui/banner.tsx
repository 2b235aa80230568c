import { clsx } from "clsx";
import { type LucideIcon, X } from "lucide-react";
import type { ReactNode } from "react";
import { useWords } from "../i18n/use-words.ts";
import { Button } from "./button.tsx";

const TONES = {
  info: { surface: "border-info-border bg-info-surface", icon: "text-info" },
  warning: { surface: "border-warning-border bg-warning-surface", icon: "text-warning" },
  danger: { surface: "border-danger-border bg-danger-surface", icon: "text-danger" },
} as const;

interface BannerProps {
  readonly tone: keyof typeof TONES;
  readonly icon: LucideIcon;
  readonly title: string;
  readonly text: string;
  readonly action?: ReactNode;
  /** What tells of something that is over can be put away. */
  readonly onDismiss?: () => void;
  /** What opens below, as wide as the banner. */
  readonly children?: ReactNode;
}

/** Something that the person should know while the figures stay readable. */
export function Banner({ tone, icon: Icon, title, text, action, onDismiss, children }: BannerProps) {
  const { surface, icon } = TONES[tone];
  return (
    <div className={clsx("rounded-xl border px-4 py-3", surface)}>
      <div className="flex items-start gap-2">
        <div className="flex min-w-0 grow flex-wrap items-center gap-x-4 gap-y-3">
          <div className="flex min-w-0 flex-1 basis-72 gap-3">
            <Icon aria-hidden className={clsx("mt-0.5 size-4.5 shrink-0", icon)} />
            <div role={tone === "danger" ? "alert" : "status"} className="min-w-0 text-sm leading-5.5">
              <p className="font-medium">{title}</p>
              <p className="text-pretty text-foreground/80">{text}</p>
            </div>
          </div>
          {action}
        </div>
        {onDismiss && <DismissButton onDismiss={onDismiss} />}
      </div>
      {children}
    </div>
  );
}

function DismissButton({ onDismiss }: { readonly onDismiss: () => void }) {
  const { t } = useWords();
  return (
    <Button
      look="icon"
      aria-label={t("app.close")}
      title={t("app.close")}
      onClick={onDismiss}
      className="-mt-1.5 -mr-2.5 hover:bg-foreground/5"
    >
      <X aria-hidden className="size-4" />
    </Button>
  );
}
