import { expect, test } from "vitest";
import { dateIn, isKnownZone } from "../../../../electron/main/time-zone.ts";

test("the day is the viewer's", () => {
  const atMs = Date.parse("2026-03-01T23:30:00Z");
  expect(dateIn("UTC", atMs)).toBe("2026-03-01");
  expect(dateIn("Europe/Paris", atMs)).toBe("2026-03-02");
  expect(dateIn("America/New_York", atMs)).toBe("2026-03-01");
});

test.each([
  ["Europe/Paris", true],
  ["UTC", true],
  ["Europe/Atlantis", false],
  ["", false],
  [null, false],
  [5, false],
])("%j is a zone: %s", (zone, isKnown) => {
  expect(isKnownZone(zone)).toBe(isKnown);
});
