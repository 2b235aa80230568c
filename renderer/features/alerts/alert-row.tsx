import { clsx } from "clsx";
import { ArrowRight, Check } from "lucide-react";
import type { MouseEvent } from "react";
import type { AlertView } from "../../../shared/ipc/budgets.ts";
import { useWords } from "../../i18n/use-words.ts";
import { Button } from "../../ui/button.tsx";
import { percentText } from "../budgets/budget-words.ts";
import { clockTime } from "../connection/relative-age.ts";
import { useNow } from "../connection/use-now.ts";
import { alertLook } from "./alert-look.ts";
import { useAlertWords } from "./alert-words.ts";

const TONES = { info: "text-info", warning: "text-warning", danger: "text-danger" } as const;
const DELIVERY_WORDS = { pending: "pending", held: "held", "in-window": "inWindow" } as const;

interface AlertRowProps {
  readonly alert: AlertView;
  /** Null where there is no budget to show. */
  readonly onShow: (() => void) | null;
  readonly onAcknowledge: () => void;
}

export function AlertRow({ alert, onShow, onAcknowledge }: AlertRowProps) {
  const { t, language } = useWords();
  const nowMs = useNow();
  const { announcement, delivery, isAcknowledged } = alert;
  const { title, text } = useAlertWords()(announcement);
  const { icon: Icon, tone } = alertLook(announcement);
  const isLate = announcement.kind !== "anomaly" && announcement.isWindowOver;
  const acknowledge = (event: MouseEvent<HTMLElement>) => {
    // The button goes with what it did: the focus stays on its line.
    event.currentTarget.closest("li")?.focus();
    onAcknowledge();
  };
  const notes = [
    clockTime(Date.parse(alert.raisedAt), nowMs, language),
    ...(announcement.kind === "threshold"
      ? [t("alerts.crossed", { percent: percentText(announcement.threshold, language) })]
      : []),
    ...(delivery === "shown" ? [] : [t(`alerts.${DELIVERY_WORDS[delivery]}`)]),
  ];
  return (
    <li tabIndex={-1} aria-label={title} className="flex items-start gap-2.5 py-3 outline-none">
      <Icon
        aria-hidden
        className={clsx("mt-0.5 size-4.5 shrink-0", isAcknowledged ? "text-muted-foreground" : TONES[tone])}
      />
      <div className="min-w-0 grow text-note leading-5">
        <p className={clsx("text-sm break-words", isAcknowledged ? "text-foreground/80" : "font-semibold")}>
          {!isAcknowledged && (
            <span className="mr-2 inline-block size-2 rounded-full bg-danger align-middle">
              <span className="sr-only">{t("alerts.unseen")}</span>
            </span>
          )}
          {title}
        </p>
        <p className="text-pretty tabular-nums">{text}</p>
        {isLate && <p className="text-muted-foreground">{t("alerts.windowOver")}</p>}
        <p className="text-xs text-muted-foreground">{notes.join(" · ")}</p>
      </div>
      <div className="-mr-2 flex shrink-0">
        {!isAcknowledged && (
          <Button
            look="icon"
            aria-label={t("alerts.acknowledge")}
            title={t("alerts.acknowledge")}
            onClick={acknowledge}
          >
            <Check aria-hidden className="size-4" />
          </Button>
        )}
        {onShow && (
          <Button look="icon" aria-label={t("alerts.show")} title={t("alerts.show")} onClick={onShow}>
            <ArrowRight aria-hidden className="size-4" />
          </Button>
        )}
      </div>
    </li>
  );
}
