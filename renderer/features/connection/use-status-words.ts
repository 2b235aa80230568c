import { useQuery } from "@tanstack/react-query";
import { relativeAge } from "../../../shared/domain/relative-age.ts";
import { assertNever } from "../../../shared/errors.ts";
import type { Connection } from "../../../shared/ipc/connection.ts";
import { useWords } from "../../i18n/use-words.ts";
import { importStatusQuery } from "../../queries.ts";
import { useDamagedLedger } from "../ledger/use-ledger.ts";
import { useSession } from "../session/use-session.ts";
import { clockTime, MINUTE_MS } from "./relative-age.ts";
import { useFiguresAge } from "./use-connection.ts";

export type StatusTone = "good" | "neutral" | "warning" | "danger";

interface StatusWords {
  readonly text: string;
  readonly tone: StatusTone;
}

/** The connection in the few words that fit into the header. */
export function useStatusWords(connection: Connection, nowMs: number): StatusWords {
  const { t, language } = useWords();
  const fine = useFineWords(nowMs);
  const isLedgerDamaged = useDamagedLedger() !== null;
  const isServer = useSession()?.kind === "server";
  const clock = (at: string) => clockTime(Date.parse(at), nowMs, language);
  if (isLedgerDamaged && connection.kind !== "refreshing") return { text: t("ledger.status"), tone: "danger" };
  switch (connection.kind) {
    case "fine":
      return fine;
    case "refreshing":
      return { text: t("connection.refreshing"), tone: "good" };
    case "rate-limited":
    case "server-limited":
      return { text: t("connection.limited", { time: clock(connection.until) }), tone: "warning" };
    case "offline":
    case "server-offline":
      return { text: t("connection.offline", { time: clock(connection.since) }), tone: "warning" };
    case "server-apify-refused":
      return { text: t("connection.refused"), tone: "danger" };
    case "token-refused":
      return { text: t(isServer ? "teamServer.sessionEnded" : "connection.refused"), tone: "danger" };
    case "not-allowed":
      return { text: t("connection.notAllowed"), tone: "danger" };
    case "no-token":
      return {
        text:
          connection.credential === "locked"
            ? t("connection.locked")
            : t(isServer ? "teamServer.signInAgain" : "connection.needsToken"),
        tone: "danger",
      };
    case "failing":
      return { text: t("connection.failed"), tone: "danger" };
    default:
      return assertNever(connection);
  }
}

/** With Apify all is well: what is left to tell is whether the figures are whole and of today. */
function useFineWords(nowMs: number): StatusWords {
  const { t, language } = useWords();
  const { data: status } = useQuery(importStatusQuery);
  const figures = useFiguresAge(nowMs);
  if (status?.isIncomplete === true) return { text: t("connection.incomplete"), tone: "warning" };
  if (figures === null) return { text: t("connection.never"), tone: "neutral" };
  const age = relativeAge(figures.ageMs, language);
  if (figures.isStale) return { text: t("connection.stale", { age }), tone: "warning" };
  return { text: figures.ageMs < MINUTE_MS ? t("connection.justNow") : t("connection.fresh", { age }), tone: "good" };
}
