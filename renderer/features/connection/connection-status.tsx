import { useQuery } from "@tanstack/react-query";
import { clsx } from "clsx";
import { RefreshCw, WifiOff } from "lucide-react";
import type { Connection } from "../../../shared/ipc/connection.ts";
import { useWords } from "../../i18n/use-words.ts";
import { connectionQuery } from "../../queries.ts";
import { Button } from "../../ui/button.tsx";
import { clockTime } from "./relative-age.ts";
import { tokenObstacle } from "./token-state.ts";
import { useConnection } from "./use-connection.ts";
import { useNow } from "./use-now.ts";
import { useRefresh } from "./use-refresh.ts";
import { type StatusTone, useStatusWords } from "./use-status-words.ts";

const DOTS: Readonly<Record<StatusTone, string>> = {
  good: "bg-chart",
  neutral: "bg-muted-foreground",
  warning: "bg-warning",
  danger: "bg-danger",
};

/** How the connection stands, in a few words, and the button that refreshes the figures. */
export function ConnectionStatus() {
  const { t } = useWords();
  const connection = useConnection();
  const isAllowed = tokenObstacle(connection) === null;
  const { refresh, isRefreshing } = useRefresh(isAllowed);
  const isBusy = isRefreshing || connection?.kind === "refreshing";
  return (
    <>
      {connection && <StatusLine connection={isBusy ? { kind: "refreshing" } : connection} />}
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

function StatusLine({ connection }: { readonly connection: Connection }) {
  const { t, language } = useWords();
  const nowMs = useNow();
  const { text, tone } = useStatusWords(connection, nowMs);
  const nextRefreshAt = useQuery(connectionQuery).data?.nextRefreshAt;
  const next = nextRefreshAt
    ? t("connection.next", { time: clockTime(Date.parse(nextRefreshAt), nowMs, language) })
    : null;
  return (
    <p
      data-passing
      title={next === null ? text : `${text}. ${next}`}
      className="flex min-w-0 items-center gap-1.5 text-xs text-muted-foreground sm:gap-2 sm:text-note"
    >
      {connection.kind === "offline" || connection.kind === "server-offline" ? (
        <WifiOff aria-hidden className="size-3.5 shrink-0 text-warning" />
      ) : (
        <span aria-hidden className={clsx("size-2 shrink-0 rounded-full", DOTS[tone])} />
      )}
      <span className={clsx("truncate", tone === "warning" && "font-medium text-warning")}>{text}</span>
    </p>
  );
}
