import type { ScraperRun } from "../../../shared/api/scraper-runs.ts";
import { IMPORT_SOURCE } from "../../../shared/domain/run.ts";
import { useWords } from "../../i18n/use-words.ts";
import { clockTime } from "../connection/relative-age.ts";
import { useNow } from "../connection/use-now.ts";
import { RunCost } from "./run-cost.tsx";
import { RunStatus } from "./run-status.tsx";

/** Which Actor ran, how it went, and what it cost. */
export function RunRow({ run }: { readonly run: ScraperRun }) {
  const { t } = useWords();
  const { title, name } = namesOf(run);
  const source = run.source === IMPORT_SOURCE ? t("runs.sourceImport") : run.source;
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-1.5 py-3 sm:grid-cols-[minmax(0,1fr)_11rem_10rem]">
      <div className="min-w-0">
        <p className="truncate text-sm leading-5 font-medium" title={title}>
          {title}
        </p>
        <p className="truncate text-xs leading-4.5 text-muted-foreground" title={`${name ?? ""} ${source}`.trim()}>
          {name !== null && `${name} · `}
          {source}
        </p>
      </div>
      <div className="order-last col-span-2 flex flex-wrap items-center gap-x-2 sm:order-none sm:col-span-1 sm:block">
        <RunStatus run={run} />
        <StartTime createdAt={run.createdAt} />
        {run.isGone && (
          <p className="text-xs leading-4.5 text-muted-foreground" title={t("runs.goneText")}>
            {t("runs.gone")}
          </p>
        )}
      </div>
      <RunCost run={run} />
    </li>
  );
}

function namesOf({ actor, scraperId }: ScraperRun): { readonly title: string; readonly name: string | null } {
  if (actor === null) return { title: scraperId, name: null };
  return actor.title === null ? { title: actor.name, name: null } : { title: actor.title, name: actor.name };
}

function StartTime({ createdAt }: { readonly createdAt: string }) {
  const { t, language, timeZone } = useWords();
  const nowMs = useNow();
  const atMs = Date.parse(createdAt);
  const exact = new Intl.DateTimeFormat(language, { dateStyle: "full", timeStyle: "long", timeZone }).format(atMs);
  return (
    <p className="text-xs leading-4.5 text-muted-foreground tabular-nums">
      <time dateTime={createdAt} title={t("runs.startedAt", { time: exact })}>
        {clockTime(atMs, nowMs, language)}
      </time>
    </p>
  );
}
