import { expect, test } from "vitest";
import { areFiguresFresh } from "../../../../../electron/main/alerts/are-figures-fresh.ts";
import type { Connection, ConnectionStatus } from "../../../../../shared/ipc/connection.ts";

const NOW_MS = Date.parse("2026-11-23T10:00:00Z");
const status = (lastCompletedAt: string | null, connection: Connection = { kind: "fine" }): ConnectionStatus => ({
  connection,
  lastCompletedAt,
  nextRefreshAt: null,
});
const since = "2026-11-23T09:55:00Z";

test.each<[string, ConnectionStatus | null, number, boolean]>([
  ["that agreed with Apify of late", status("2026-11-23T09:55:00Z"), 5, true],
  ["that are some minutes old, while offline", status(since, { kind: "offline", since }), 5, true],
  ["of the same age when a token is refused", status(since, { kind: "token-refused" }), 5, true],
  ["that are too old", status("2026-11-23T09:30:00Z"), 5, false],
  ["of the same age, where an hour is the interval", status("2026-11-23T09:30:00Z"), 60, true],
  ["of yesterday, refreshed by hand only", status("2026-11-22T10:30:00Z"), 0, true],
  ["of a clock that was set back since", status("2026-11-23T12:00:00Z"), 5, false],
  ["that never agreed: a first import goes on", status(null), 5, false],
  ["that an import is changing", status(since, { kind: "refreshing" }), 5, false],
  ["of which nothing is known", null, 5, false],
])("figures %s", (_name, known, refreshMinutes, isFresh) => {
  expect(areFiguresFresh({ status: known, nowMs: NOW_MS, refreshMinutes })).toBe(isFresh);
});
