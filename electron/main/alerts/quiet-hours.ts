import { Temporal } from "temporal-polyfill";
import type { QuietHours } from "../../../shared/domain/budget/alert.ts";

const MINUTES_PER_HOUR = 60;

/** When the quiet hours end that hold an instant, by the clock on the wall of a zone; null outside of them. */
export function quietUntilMs(quiet: QuietHours | null, nowMs: number, timeZone: string): number | null {
  if (quiet === null || !isQuiet(quiet, nowMs, timeZone)) return null;
  const now = Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(timeZone);
  const { toMinute } = quiet;
  const end = { hour: Math.floor(toMinute / MINUTES_PER_HOUR), minute: toMinute % MINUTES_PER_HOUR };
  // An hour that the clocks show twice ends at the second; one that they skip ends where they skip it.
  const ends = [0, 1].flatMap((days) => {
    const wall = now.toPlainDate().add({ days }).toPlainDateTime(end);
    const [earlier, later] = (["earlier", "later"] as const).map((disambiguation) =>
      wall.toZonedDateTime(timeZone, { disambiguation }),
    );
    if (earlier === undefined || later === undefined) return [];
    const isSkipped = !later.toPlainDateTime().equals(wall);
    return isSkipped ? [earlier.getTimeZoneTransition("next") ?? later] : [earlier, later];
  });
  return ends.map(({ epochMilliseconds }) => epochMilliseconds).find((endMs) => endMs > nowMs) ?? null;
}

/** From and to the same minute there are none. */
function isQuiet({ fromMinute, toMinute }: QuietHours, nowMs: number, timeZone: string): boolean {
  const { hour, minute } = Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(timeZone);
  const at = hour * MINUTES_PER_HOUR + minute;
  if (fromMinute <= toMinute) return fromMinute <= at && at < toMinute;
  return at >= fromMinute || at < toMinute;
}
