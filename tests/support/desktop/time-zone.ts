const ZONES = [
  "Pacific/Auckland",
  "Asia/Tokyo",
  "Asia/Kolkata",
  "Europe/Paris",
  "America/New_York",
  "Pacific/Honolulu",
];

/** A zone where it is neither early nor late just now: no midnight falls into a test, and today has had some hours. */
export function daytimeZone(nowMs = Date.now()): string {
  const hourIn = (timeZone: string) =>
    Number(new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit" }).format(nowMs));
  const zone = ZONES.find((candidate) => hourIn(candidate) >= 7 && hourIn(candidate) < 20);
  if (zone === undefined) throw new Error("No zone of the list has daytime");
  return zone;
}
