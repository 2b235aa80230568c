import type { Language } from "../../../shared/domain/money.ts";

/** What people call a zone by: "America/Argentina/Buenos_Aires" is "Buenos Aires", "Etc/GMT+5" stays. */
export function zoneName(timeZone: string): string {
  const isPlace = timeZone.includes("/") && !timeZone.startsWith("Etc/");
  return isPlace ? (timeZone.split("/").at(-1) ?? timeZone).replaceAll("_", " ") : timeZone;
}

/** How far its clocks are from UTC at an instant: "UTC−5", "GMT-5". */
export function zoneOffset(timeZone: string, atMs: number, language: Language): string {
  const format = new Intl.DateTimeFormat(language, { timeZone, timeZoneName: "shortOffset" });
  return format.formatToParts(atMs).find(({ type }) => type === "timeZoneName")?.value ?? "";
}
