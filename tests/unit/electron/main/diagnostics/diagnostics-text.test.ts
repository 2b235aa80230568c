import { expect, test } from "vitest";
import { diagnosticsText, redacted } from "../../../../../electron/main/diagnostics/diagnostics-text.ts";

const HOME = "/home/camille";

test("tells names and values, and the last events", () => {
  expect(
    diagnosticsText(
      [
        ["Décompte", "0.1.0"],
        ["Desktop", null],
        ["Scale", 2],
      ],
      { "Last crashes": ['{"process":"page"}'], "Last events": ['{"event":"x"}'] },
      HOME,
    ),
  ).toBe('Décompte: 0.1.0\nDesktop: -\nScale: 2\n\nLast crashes:\n{"process":"page"}\n\nLast events:\n{"event":"x"}');
  expect(diagnosticsText([], { "Last events": [] }, HOME)).toContain("Last events:\n-");
});

test.each([
  ["apify_api_abcdefghij0123456789ABCDEFGHIJ01", "[secret]"],
  ["Authorization: Bearer abc.def", "Authorization: [secret]"],
  ["dk_8f14e45fceea167a5a36dedd4bea2543aa", "[secret]"],
  ["sent to noa.b+x@example.org now", "sent to [email] now"],
  ['{"url":"https://hooks.example.org/T000/B000/secret"}', '{"url":"[address]"}'],
  ["/home/camille/.config/decompte/ledger.db", "~/.config/decompte/ledger.db"],
])("%j leaves as %j", (text, told) => {
  expect(redacted(text, HOME)).toBe(told);
});

test("ids of runs, dates, codes and versions stay", () => {
  const text = "HG7ML7M8z78YcAPEB 2026-11-23T10:00:00.000Z apify_rate_limited 33.2.1 server_unreachable";
  expect(redacted(text, HOME)).toBe(text);
});
