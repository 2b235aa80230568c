import { expect, test } from "vitest";
import { past } from "../../../../server/pages/past.ts";
import { en } from "../../../../server/pages/words/en.ts";
import { fr } from "../../../../server/pages/words/fr.ts";

const NOW = Date.UTC(2026, 10, 23, 8);
const ago = (milliseconds: number) => new Date(NOW - milliseconds);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

test.each([
  [0, "just now", "à l'instant"],
  [59_999, "just now", "à l'instant"],
  [MINUTE, "1 minute ago", "il y a 1 minute"],
  [59 * MINUTE, "59 minutes ago", "il y a 59 minutes"],
  [HOUR, "1 hour ago", "il y a 1 heure"],
  [23 * HOUR, "23 hours ago", "il y a 23 heures"],
  [DAY, "yesterday", "hier"],
  [29 * DAY, "29 days ago", "il y a 29 jours"],
  [30 * DAY, "Oct 24, 2026", "24 oct. 2026"],
  [-5_000, "just now", "à l'instant"],
])("%i ms ago is told as %j, in French as %j", (milliseconds, english, french) => {
  expect(past(ago(milliseconds), NOW, en)).toBe(english);
  expect(past(ago(milliseconds), NOW, fr)).toBe(french);
});
