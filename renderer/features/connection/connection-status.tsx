import { useQuery } from "@tanstack/react-query";
import { clsx } from "clsx";
import { RefreshCw, WifiOff } from "lucide-react";
import { assertNever } from "../../../shared/errors.ts";
import type { CredentialState } from "../../../shared/ipc/contract.ts";
import { useWords } from "../../i18n/use-words.ts";
import { importStatusQuery } from "../../queries.ts";
import { Button } from "../../ui/button.tsx";
import { type Connection, connectionOf, needsToken } from "./connection.ts";
import { clockTime, MINUTE_MS, relativeAge } from "./relative-age.ts";
import { useNow } from "./use-now.ts";
import { useRefresh } from "./use-refresh.ts";

const DOTS: Readonly<Record<Exclude<Connection["kind"], "offline">, string>> = {
  fresh: "bg-chart",
  refreshing: "bg-chart",
  never: "bg-muted-foreground",
  stale: "bg-warning",
  limited: "bg-warning",
  failed: "bg-danger",
  locked: "bg-danger",
  "needs-token": "bg-danger",
};

/** How fresh the figures are, in a few words, and the button that refreshes them. */
export function ConnectionStatus({ credential }: { readonly credential: CredentialState }) {
  const { t } = useWords();
  const { data: status } = useQuery(importStatusQuery);
  const nowMs = useNow();
  const isAllowed = credential !== "locked" && !needsToken(credential);
  const { refresh, isRefreshing } = useRefresh(isAllowed);
  const connection = status ? connectionOf(status, credential, nowMs) : undefined;
  const isBusy = isRefreshing || connection?.kind === "refreshing";
  return (
    <>
      {connection && <StatusLine connection={isRefreshing ? { kind: "refreshing" } : connection} nowMs={nowMs} />}
      <Button
        look="icon"
        aria-label={t("connection.refresh")}
        title={t("connection.refresh")}
        disabled={!isAllowed}
        aria-disabled={isBusy}
        onClick={() => isBusy || refresh()}
      >
        <RefreshCw aria-hidden className={clsx("size-4", isBusy && "animate-spin")} />
      </Button>
    </>
  );
}

function StatusLine({ connection, nowMs }: { readonly connection: Connection; readonly nowMs: number }) {
  const words = useConnectionWords(connection, nowMs);
  const isTrouble = connection.kind === "stale" || connection.kind === "limited" || connection.kind === "offline";
  return (
    <p className="flex min-w-0 items-center gap-2 text-[0.8125rem] text-muted-foreground">
      {connection.kind === "offline" ? (
        <WifiOff aria-hidden className="size-3.5 shrink-0 text-warning" />
      ) : (
        <span aria-hidden className={clsx("size-2 shrink-0 rounded-full", DOTS[connection.kind])} />
      )}
      <span className={clsx("truncate", isTrouble && "font-medium text-warning")} title={words}>
        {words}
      </span>
    </p>
  );
}

function useConnectionWords(connection: Connection, nowMs: number): string {
  const { t, language } = useWords();
  switch (connection.kind) {
    case "fresh":
      if (connection.ageMs < MINUTE_MS) return t("connection.justNow");
      return t("connection.fresh", { age: relativeAge(connection.ageMs, language) });
    case "stale":
      return t("connection.stale", { age: relativeAge(connection.ageMs, language) });
    case "offline":
      return t("connection.offline", { time: clockTime(connection.sinceMs, nowMs, language) });
    case "refreshing":
      return t("connection.refreshing");
    case "never":
      return t("connection.never");
    case "limited":
      return t("connection.limited");
    case "failed":
      return t("connection.failed");
    case "locked":
      return t("connection.locked");
    case "needs-token":
      return t("connection.needsToken");
    default:
      return assertNever(connection);
  }
}
