import { expect, test } from "vitest";
import { deviceName } from "../../../../server/pages/device-name.ts";
import { en } from "../../../../server/pages/words/en.ts";
import { fr } from "../../../../server/pages/words/fr.ts";

test.each([
  [
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) decompte/0.1.0 Chrome/150.0 Electron/45.4.1 Safari/537.36",
    "desktop",
    "Décompte on Linux",
  ],
  ["Decompte/0.1.0 (Windows)", "desktop", "Décompte on Windows"],
  ["Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "browser", "Firefox on Linux"],
  [
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15",
    "browser",
    "Safari on macOS",
  ],
  [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0 Safari/537.36 Edg/150.0",
    "browser",
    "Edge on Windows",
  ],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/150.0 Mobile/15E148 Safari/604.1",
    "browser",
    "Chrome on iOS",
  ],
  [
    "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0 Mobile Safari/537.36",
    "browser",
    "Chrome on Android",
  ],
  ["curl/8.7.1", "unknown", "Unknown device"],
  ["", "unknown", "Unknown device"],
])("%j is a %s called %j", (userAgent, kind, name) => {
  expect(deviceName(userAgent, en)).toEqual({ kind, name });
});

test("it is called in the visitor's language", () => {
  expect(deviceName("Decompte/0.1.0 (Macintosh)", fr).name).toBe("Décompte sur macOS");
});
