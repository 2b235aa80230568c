import { clsx } from "clsx";
import {
  Ban,
  CircleCheck,
  CircleQuestionMark,
  CircleX,
  LoaderCircle,
  type LucideIcon,
  TimerOff,
  Unlink,
} from "lucide-react";
import type { ScraperRun } from "../../../shared/api/scraper-runs.ts";
import { useWords } from "../../i18n/use-words.ts";
import type { RunFormats } from "./run-formats.ts";

type Outcome = "inProgress" | "succeeded" | "failed" | "timedOut" | "aborted" | "unfinished";

const OUTCOMES: Readonly<Record<string, Outcome>> = {
  READY: "inProgress",
  RUNNING: "inProgress",
  "TIMING-OUT": "inProgress",
  ABORTING: "inProgress",
  SUCCEEDED: "succeeded",
  FAILED: "failed",
  "TIMED-OUT": "timedOut",
  ABORTED: "aborted",
};

const LOOKS: Readonly<Record<Outcome, { readonly icon: LucideIcon; readonly className: string }>> = {
  inProgress: { icon: LoaderCircle, className: "animate-spin text-info motion-reduce:animate-none" },
  succeeded: { icon: CircleCheck, className: "text-info" },
  failed: { icon: CircleX, className: "text-danger" },
  timedOut: { icon: TimerOff, className: "text-warning" },
  aborted: { icon: Ban, className: "text-muted-foreground" },
  unfinished: { icon: Unlink, className: "text-muted-foreground" },
};

type Status = Pick<ScraperRun, "status" | "isGone">;

/** The status in words. A feature's own word for it is shown as it is. */
export function RunStatus({ run }: { readonly run: Status }) {
  const { t } = useWords();
  return <StatusLine run={run} t={t} />;
}

/** The same where the words are there already. */
export function StatusLine({ run, t }: { readonly run: Status; readonly t: RunFormats["t"] }) {
  const outcome = outcomeOf(run);
  const { icon: Icon, className } =
    outcome === null ? { icon: CircleQuestionMark, className: "text-muted-foreground" } : LOOKS[outcome];
  return (
    <p className="flex min-w-0 items-center gap-1.5 text-note leading-5" title={run.status}>
      <Icon aria-hidden className={clsx("size-3.5 shrink-0", className)} />
      <span className="truncate">{outcome === null ? run.status : t(`runs.${outcome}`)}</span>
    </p>
  );
}

function outcomeOf({ status, isGone }: Status): Outcome | null {
  const outcome = OUTCOMES[status] ?? null;
  // Nothing will ever tell how it ended.
  return isGone && outcome === "inProgress" ? "unfinished" : outcome;
}
