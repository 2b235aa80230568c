import type { Language } from "../../shared/domain/money.ts";
import { assertNever } from "../../shared/errors.ts";
import type { ConnectionStatus } from "../../shared/ipc/connection.ts";
import { dateIn } from "./time-zone.ts";
import { TEXTS, type Moment } from "./texts.ts";

/** How the connection stands, in one line: `Hors ligne depuis 14:32`. Null before the first refresh. */
export function connectionWords(
  language: Language,
  { connection, lastCompletedAt }: ConnectionStatus,
  { nowMs, timeZone, isAged }: { readonly nowMs: number; readonly timeZone: string; readonly isAged: boolean },
): string | null {
  const texts = TEXTS[language];
  const moment = (instant: string) => momentOf(language, Date.parse(instant), { nowMs, timeZone });
  switch (connection.kind) {
    case "fine":
      if (lastCompletedAt === null) return null;
      return isAged ? texts.agedSince(moment(lastCompletedAt)) : texts.refreshedAt(moment(lastCompletedAt));
    case "refreshing":
      return texts.refreshing;
    case "rate-limited":
      return texts.rateLimitedUntil(moment(connection.until));
    case "offline":
      return texts.offlineSince(moment(connection.since));
    case "server-offline":
      return texts.serverOfflineSince(moment(connection.since));
    case "server-limited":
      return texts.serverLimitedUntil(moment(connection.until));
    case "server-apify-refused":
      return texts.serverApifyRefused;
    case "token-refused":
      return texts.tokenRefused;
    case "not-allowed":
      return texts.notAllowed;
    case "no-token":
      return texts.noToken[connection.credential];
    case "failing":
      return texts.failingSince(moment(connection.since));
    default:
      return assertNever(connection);
  }
}

/** The time of day, with the day where that is not today's. */
export function momentOf(
  language: Language,
  atMs: number,
  { nowMs, timeZone }: { readonly nowMs: number; readonly timeZone: string },
): Moment {
  const isToday = dateIn(timeZone, atMs) === dateIn(timeZone, nowMs);
  const format = (form: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language, { ...form, timeZone }).format(atMs);
  return {
    day: isToday ? null : format({ day: "numeric", month: "short" }),
    time: format({ hour: language === "fr" ? "2-digit" : "numeric", minute: "2-digit" }),
  };
}
