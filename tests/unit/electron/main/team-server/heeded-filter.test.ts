import { expect, test } from "vitest";
import { assertFilterHeeded } from "../../../../../electron/main/team-server/heeded-filter.ts";

const SUMMARY = "/api/scraper-runs/summary?period=day&tz=UTC";
const CHART = "/api/dashboard/spending-chart?timeRange=7d";
const check =
  (path: string, heeded: string | null, status = 200) =>
  () =>
    assertFilterHeeded(
      { url: `https://spend.example.org${path}` },
      new Response("{}", { status, headers: heeded === null ? {} : { "Decompte-Filtered-By": heeded } }),
    );

test.each([
  ["no filter at all", SUMMARY, null],
  ["all of it", `${SUMMARY}&source=import&status=FAILED`, "source, status"],
  ["one scraper's curve, of any version", `${CHART}&scraperId=a`, null],
  ["what is no figure", "/api/scraper-runs?status=FAILED", null],
])("an answer is taken for one that heeded %s", (_, path, heeded) => {
  expect(check(path, heeded)).not.toThrow();
});

test.each([
  ["none of it", `${SUMMARY}&status=FAILED`, null],
  ["a part of it", `${SUMMARY}&source=import&status=FAILED`, "source"],
  ["one scraper's curve and no more", `${CHART}&scraperId=a&origin=API`, null],
])("an answer that heeded %s is refused, as of a server that is to be updated", (_, path, heeded) => {
  expect(check(path, heeded)).toThrow(expect.objectContaining({ code: "server_bad_answer" }));
  // A failure says for itself what it is.
  expect(check(path, heeded, 503)).not.toThrow();
});
