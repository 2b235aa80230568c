import { expect, test } from "vitest";
import { isLongReading } from "../../../../../electron/main/ledger-reading/is-long-reading.ts";

const isLong = (path: string, method = "GET") => isLongReading({ method, url: `http://embedded.invalid${path}` });

test.each([
  "/api/scraper-runs?sort=cost",
  "/api/scraper-runs?sort=createdAt&q=maps",
  "/api/scraper-runs?status=FAILED",
  "/api/scraper-runs/breakdown?by=actor",
  "/api/scraper-runs/breakdown?by=actor&from=2026-11-01",
  "/api/scraper-runs/summary?period=all&source=import",
  "/api/dashboard/spending-chart?timeRange=90d&origin=API",
])("every run is read for %s", (path) => {
  expect(isLong(path)).toBe(true);
});

test.each([
  "/api/scraper-runs?limit=200&offset=90000",
  "/api/scraper-runs?sort=createdAt&order=asc",
  "/api/scraper-runs?scraperId=maps",
  "/api/scraper-runs/summary?period=all",
  "/api/scraper-runs/some-run",
  "/api/scraper-runs/export?status=FAILED",
])("an index or a sum answers %s", (path) => {
  expect(isLong(path)).toBe(false);
});

test("what changes something is never asked of a thread that reads", () => {
  expect(isLong("/api/scraper-runs?status=FAILED", "POST")).toBe(false);
});
