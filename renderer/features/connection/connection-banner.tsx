import { useQuery } from "@tanstack/react-query";
import { CircleGauge, Clock, type LucideIcon, TriangleAlert, WifiOff } from "lucide-react";
import { assertNever } from "../../../shared/errors.ts";
import type { Connection } from "../../../shared/ipc/contract.ts";
import { desktop } from "../../desktop.ts";
import { useWords } from "../../i18n/use-words.ts";
import { connectionQuery } from "../../queries.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { useDamagedLedger } from "../ledger/use-ledger.ts";
import { LockedBanner, TokenAgainBanner } from "./credential-banner.tsx";
import { clockTime, MINUTE_MS, relativeAge } from "./relative-age.ts";
import { useConnection, useFiguresAge, useSettledConnection } from "./use-connection.ts";
import { useNow } from "./use-now.ts";

/** What keeps the figures from being fresh, and the way out. */
export function ConnectionBanner() {
  const connection = useSettledConnection();
  const isLedgerDamaged = useDamagedLedger() !== null;
  switch (connection?.kind) {
    case undefined:
    case "refreshing":
      return null;
    case "token-refused":
      return <TokenAgainBanner key="refused" reason="refused" />;
    case "not-allowed":
      return <TokenAgainBanner key="not-allowed" reason="not-allowed" />;
    case "no-token":
      return connection.credential === "locked" ? (
        <LockedBanner />
      ) : (
        <TokenAgainBanner key={connection.credential} reason={connection.credential} />
      );
    case "fine":
    case "rate-limited":
    case "offline":
    case "failing":
      // That the ledger is damaged is told by itself, and nothing is refreshed until then.
      return isLedgerDamaged ? null : <TroubleBanner connection={connection} />;
    default:
      return assertNever(connection);
  }
}

type Trouble = Extract<Connection, { kind: "fine" | "rate-limited" | "offline" | "failing" }>;

interface TroubleWords {
  readonly tone: "warning" | "danger";
  readonly icon: LucideIcon;
  readonly title: string;
  readonly text: string;
}

function TroubleBanner({ connection }: { readonly connection: Trouble }) {
  const { t, language } = useWords();
  const nowMs = useNow();
  const figures = useFiguresAge(nowMs);
  const isRefreshing = useConnection()?.kind === "refreshing";
  const words = useTroubleWords(connection, nowMs);
  if (words === null) return null;
  const hasAge = connection.kind !== "fine" && figures !== null && figures.ageMs >= MINUTE_MS;
  const age = hasAge ? relativeAge(figures.ageMs, language) : null;
  return (
    <Banner
      {...words}
      text={age === null ? words.text : `${words.text} ${t("connection.figuresFrom", { age })}`}
      action={
        // Asking before the time that Apify named would only put it further off.
        connection.kind !== "rate-limited" && (
          <Button disabled={isRefreshing} onClick={() => void desktop.refresh().catch(() => undefined)}>
            {t("app.retry")}
          </Button>
        )
      }
    />
  );
}

function useTroubleWords(connection: Trouble, nowMs: number): TroubleWords | null {
  const { t, language } = useWords();
  const figures = useFiguresAge(nowMs);
  const nextRefreshAt = useQuery(connectionQuery).data?.nextRefreshAt ?? null;
  const clock = (at: string) => clockTime(Date.parse(at), nowMs, language);
  switch (connection.kind) {
    case "fine":
      if (figures?.isStale !== true) return null;
      return {
        tone: "warning",
        icon: Clock,
        title: t("connection.staleTitle"),
        text: t("connection.staleText", { age: relativeAge(figures.ageMs, language) }),
      };
    case "offline":
      return {
        tone: "warning",
        icon: WifiOff,
        title: t("connection.offlineTitle"),
        text: t("connection.offlineText", { time: clock(connection.since) }),
      };
    case "rate-limited":
      return {
        tone: "warning",
        icon: CircleGauge,
        title: t("connection.limitedTitle"),
        text: t("connection.limitedText", { time: clock(connection.until) }),
      };
    case "failing":
      return {
        tone: "danger",
        icon: TriangleAlert,
        title: t("connection.failedTitle"),
        text: [
          connection.code === "apify_bad_answer" ? t("connection.badAnswer") : t(`errors.${connection.code}`),
          t("connection.failedText", { time: clock(connection.since) }),
          ...(nextRefreshAt === null ? [] : [t("connection.retries", { time: clock(nextRefreshAt) })]),
        ].join(" "),
      };
    default:
      return assertNever(connection);
  }
}
