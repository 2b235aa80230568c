import { expect, test } from "vitest";
import { connectionWords, momentOf } from "../../../../electron/main/connection-words.ts";
import type { Connection } from "../../../../shared/ipc/connection.ts";

const at = (hours: number, minutes: number, day = 22) =>
  new Date(Date.UTC(2026, 10, day, hours, minutes)).toISOString();
const NOW_MS = Date.UTC(2026, 10, 22, 15);

const words = (language: "fr" | "en", connection: Connection, lastCompletedAt: string | null, isAged = false) =>
  connectionWords(
    language,
    { connection, lastCompletedAt, nextRefreshAt: null },
    { nowMs: NOW_MS, timeZone: "UTC", isAged },
  );

test.each([
  [{ kind: "refreshing" }, "Actualisation…", "Refreshing…"],
  [
    { kind: "rate-limited", until: at(15, 40) },
    "Limité par Apify, nouvel essai à 15:40",
    "Limited by Apify, next try at 3:40 PM",
  ],
  [{ kind: "offline", since: at(14, 32) }, "Hors ligne depuis 14:32", "Offline since 2:32 PM"],
  [{ kind: "offline", since: at(9, 5, 21) }, "Hors ligne depuis le 21 nov. à 09:05", "Offline since Nov 21 at 9:05 AM"],
  [
    { kind: "server-offline", since: at(14, 32) },
    "Serveur injoignable depuis 14:32",
    "Server out of reach since 2:32 PM",
  ],
  [
    { kind: "server-limited", until: at(15, 40) },
    "Limité par le serveur, nouvel essai à 15:40",
    "Limited by the server, next try at 3:40 PM",
  ],
  [{ kind: "server-apify-refused" }, "Jeton Apify du serveur refusé", "The server's Apify token is refused"],
  [{ kind: "token-refused" }, "Jeton refusé", "Token refused"],
  [{ kind: "not-allowed" }, "Accès refusé par Apify", "Access refused by Apify"],
  [{ kind: "no-token", credential: "missing" }, "Jeton absent du trousseau", "Token gone from the keychain"],
  [{ kind: "no-token", credential: "locked" }, "Trousseau verrouillé", "Keychain locked"],
  [{ kind: "no-token", credential: "unavailable" }, "Jeton à redonner", "Token needed"],
  [
    { kind: "failing", code: "apify_bad_answer", since: at(14, 32) },
    "Actualisation en échec depuis 14:32",
    "Refreshing has failed since 2:32 PM",
  ],
] as const)("%j", (connection, fr, en) => {
  // ICU puts a narrow no-break space before AM and PM.
  const plain = (text: string | null) => text?.replaceAll(" ", " ");
  expect(plain(words("fr", connection, at(14, 0)))).toBe(fr);
  expect(plain(words("en", connection, at(14, 0)))).toBe(en);
});

test("what is fine says when it was refreshed, or since when it was not", () => {
  const fine = { kind: "fine" } as const;
  expect(words("fr", fine, at(14, 55))).toBe("Actualisé à 14:55");
  expect(words("fr", fine, at(14, 55, 20))).toBe("Actualisé le 20 nov. à 14:55");
  expect(words("fr", fine, at(14, 30), true)).toBe("Chiffres non actualisés depuis 14:30");
  expect(words("en", fine, at(14, 30, 20), true)).toContain("Figures not refreshed since Nov 20 at 2:30");
  expect(words("en", fine, at(14, 30))).toContain("Refreshed at 2:30");
  expect(words("en", fine, at(14, 30, 20))).toContain("Refreshed on Nov 20 at 2:30");
  expect(words("fr", fine, null)).toBeNull();
});

test("the day and the time are those of the zone", () => {
  const moment = (timeZone: string) => momentOf("fr", Date.parse(at(10, 30)), { nowMs: NOW_MS, timeZone });
  expect(moment("UTC")).toEqual({ day: null, time: "10:30" });
  expect(moment("Asia/Tokyo")).toEqual({ day: "22 nov.", time: "19:30" });
});
