import { type Grouping, UNKNOWN_ORIGIN } from "../../../shared/domain/breakdown.ts";
import { IMPORT_SOURCE } from "../../../shared/domain/run.ts";
import type { RunAttribute } from "../../../shared/domain/run-filter.ts";
import { useWords } from "../../i18n/use-words.ts";

/** What is asked for to get one group of a breakdown alone. */
export const ATTRIBUTE_OF: Readonly<Record<Grouping, RunAttribute>> = {
  actor: "scraperId",
  source: "source",
  status: "status",
  origin: "origin",
};

const STATUSES = {
  READY: "ready",
  RUNNING: "running",
  "TIMING-OUT": "timingOut",
  ABORTING: "aborting",
  SUCCEEDED: "succeeded",
  FAILED: "failed",
  "TIMED-OUT": "timedOut",
  ABORTED: "aborted",
} as const;

const ORIGINS = {
  [UNKNOWN_ORIGIN]: "unknown",
  DEVELOPMENT: "development",
  WEB: "web",
  SCHEDULER: "scheduler",
  TEST: "test",
  WEBHOOK: "webhook",
  ACTOR: "actor",
} as const;

/** What a group is called. A word of Apify's that is none of the known ones, or a feature's own, is shown as it is. */
export function useGroupWords(): (by: Grouping, key: string) => string {
  const { t } = useWords();
  return (by, key) => {
    if (by === "status" && isNameIn(STATUSES, key)) return t(`breakdown.statuses.${STATUSES[key]}`);
    if (by === "origin" && isNameIn(ORIGINS, key)) return t(`breakdown.origins.${ORIGINS[key]}`);
    return by === "source" && key === IMPORT_SOURCE ? t("breakdown.importSource") : key;
  };
}

const isNameIn = <Names extends object>(names: Names, key: string): key is Extract<keyof Names, string> =>
  Object.hasOwn(names, key);
