import { Activity, Gauge, type LucideIcon, OctagonAlert, TrendingUp, TriangleAlert } from "lucide-react";
import { NEAR_PERCENT } from "../../../shared/domain/budget/budget.ts";
import { assertNever } from "../../../shared/errors.ts";
import type { AlertView } from "../../../shared/ipc/budgets.ts";
import { isOver } from "./alert-words.ts";

interface AlertLook {
  readonly icon: LucideIcon;
  readonly tone: "info" | "warning" | "danger";
}

/** Each kind of alert has a shape of its own, and its urgency a colour. */
export function alertLook(announcement: AlertView["announcement"]): AlertLook {
  switch (announcement.kind) {
    case "threshold":
      if (isOver(announcement)) return { icon: OctagonAlert, tone: "danger" };
      return announcement.threshold >= NEAR_PERCENT
        ? { icon: TriangleAlert, tone: "warning" }
        : { icon: Gauge, tone: "info" };
    case "projection":
      return { icon: TrendingUp, tone: "warning" };
    case "anomaly":
      return { icon: Activity, tone: "warning" };
    default:
      return assertNever(announcement);
  }
}

const TONES_BY_URGENCY = ["danger", "warning", "info"] as const satisfies readonly AlertLook["tone"][];

/** The most urgent first. */
export function byUrgency(one: AlertView, other: AlertView): number {
  const urgency = ({ announcement }: AlertView) => TONES_BY_URGENCY.indexOf(alertLook(announcement).tone);
  return urgency(one) - urgency(other);
}
