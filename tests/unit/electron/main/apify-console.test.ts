import { expect, test } from "vitest";
import { consolePageOf } from "../../../../electron/main/apify-console.ts";

const RUN = "a1B2c3D4e5F6g7H8i";

test("a run's page in the console is named by its Actor, where that is known by its id", () => {
  expect(consolePageOf({ runId: RUN, scraperId: "shu8hvrXbJbY3Eb9W" })).toBe(
    `https://console.apify.com/actors/shu8hvrXbJbY3Eb9W/runs/${RUN}`,
  );
  expect(consolePageOf({ runId: RUN, scraperId: "google-maps" })).toBe(`https://console.apify.com/actors/runs/${RUN}`);
});

test.each(["", "short", "../settings/integr", `${RUN}?a=1`, "javascript:alert(1)"])(
  "%o is no run of Apify's",
  (runId) => {
    expect(() => consolePageOf({ runId, scraperId: "shu8hvrXbJbY3Eb9W" })).toThrow("none of Apify's");
  },
);
