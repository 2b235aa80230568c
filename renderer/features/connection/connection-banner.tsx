import { useQuery } from "@tanstack/react-query";
import { CircleGauge, Clock, type LucideIcon, TriangleAlert, WifiOff } from "lucide-react";
import { relativeAge } from "../../../shared/domain/relative-age.ts";
import { assertNever, type ErrorCode } from "../../../shared/errors.ts";
import type { Connection } from "../../../shared/ipc/connection.ts";
import { desktop } from "../../desktop.ts";
import { useWords } from "../../i18n/use-words.ts";
import { connectionQuery, preferencesQuery } from "../../queries.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { useDamagedLedger } from "../ledger/use-ledger.ts";
import type { AccountSession } from "../session/open-session.ts";
import { useSession } from "../session/use-session.ts";
import { ServerApifyBanner } from "../team-server/server-apify-banner.tsx";
import { SignInAgainBanner } from "../team-server/sign-in-again-banner.tsx";
import { LockedBanner, TokenAgainBanner } from "./credential-banner.tsx";
import { clockTime, MINUTE_MS } from "./relative-age.ts";
import { useConnection, useFiguresAge, useSettledConnection } from "./use-connection.ts";
import { useNow } from "./use-now.ts";

/** What keeps the figures from being fresh, and the way out. */
export function ConnectionBanner({ session }: { readonly session: AccountSession }) {
  const connection = useSettledConnection();
  const isLedgerDamaged = useDamagedLedger() !== null;
  if (session.kind === "server") return <ServerBanner connection={connection} address={session.address} />;
  switch (connection?.kind) {
    case undefined:
    case "refreshing":
    case "server-apify-refused":
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
    case "server-limited":
    case "server-offline":
    case "failing":
      // That the ledger is damaged is told by itself, and nothing is refreshed until then.
      return isLedgerDamaged ? null : <TroubleBanner connection={connection} />;
    default:
      return assertNever(connection);
  }
}

/** The same of a team server, whose token for the person and whose token for Apify are two. */
function ServerBanner({
  connection,
  address,
}: {
  readonly connection: Connection | undefined;
  readonly address: string;
}) {
  switch (connection?.kind) {
    case undefined:
    case "refreshing":
      return null;
    case "token-refused":
      return <SignInAgainBanner key="refused" reason="refused" address={address} />;
    case "no-token":
      return connection.credential === "locked" ? (
        <LockedBanner />
      ) : (
        <SignInAgainBanner key={connection.credential} reason={connection.credential} address={address} />
      );
    case "server-apify-refused":
    case "not-allowed":
      return <ServerApifyBanner reason={connection.kind} address={address} />;
    case "fine":
    case "rate-limited":
    case "offline":
    case "server-limited":
    case "server-offline":
    case "failing":
      return <TroubleBanner connection={connection} />;
    default:
      return assertNever(connection);
  }
}

type Trouble = Exclude<
  Connection,
  { kind: "refreshing" | "token-refused" | "no-token" | "not-allowed" | "server-apify-refused" }
>;

/** What the person can't mend where it is a server's. */
const SERVER_TROUBLES: readonly ErrorCode[] = ["internal", "ledger_damaged", "ledger_newer", "ledger_unfit"];

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
        connection.kind !== "rate-limited" &&
        connection.kind !== "server-limited" && (
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
  const refreshMinutes = useQuery(preferencesQuery).data?.refreshMinutes;
  const isServer = useSession()?.kind === "server";
  const failure = (code: ErrorCode): string => {
    if (code === "apify_bad_answer") return t("connection.badAnswer");
    return isServer && SERVER_TROUBLES.includes(code) ? t("teamServer.troubled") : t(`errors.${code}`);
  };
  const clock = (at: string) => clockTime(Date.parse(at), nowMs, language);
  switch (connection.kind) {
    case "fine":
      if (figures?.isStale !== true) return null;
      // At a start nothing is planned yet: the figures are old, and about to be refreshed.
      if (nextRefreshAt === null && refreshMinutes !== 0) return null;
      return {
        tone: "warning",
        icon: Clock,
        title: t("connection.staleTitle"),
        text: t("connection.staleText", { age: relativeAge(figures.ageMs, language) }),
      };
    case "offline":
    case "server-offline":
      return {
        tone: "warning",
        icon: WifiOff,
        title: t(connection.kind === "offline" ? "connection.offlineTitle" : "teamServer.offlineTitle"),
        text: t("connection.offlineText", { time: clock(connection.since) }),
      };
    case "rate-limited":
    case "server-limited":
      return {
        tone: "warning",
        icon: CircleGauge,
        title: t(connection.kind === "rate-limited" ? "connection.limitedTitle" : "teamServer.limitedTitle"),
        text: t("connection.limitedText", { time: clock(connection.until) }),
      };
    case "failing":
      return {
        tone: "danger",
        icon: TriangleAlert,
        title: t("connection.failedTitle"),
        text: [
          failure(connection.code),
          t("connection.failedText", { time: clock(connection.since) }),
          ...(nextRefreshAt === null ? [] : [t("connection.retries", { time: clock(nextRefreshAt) })]),
        ].join(" "),
      };
    default:
      return assertNever(connection);
  }
}
