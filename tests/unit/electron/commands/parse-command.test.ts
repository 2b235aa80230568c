import { describe, expect, test } from "vitest";
import { type Command, type Misuse, parseCommand } from "../../../../electron/commands/parse-command.ts";

const SUMMARY = { kind: "summary", period: "month", isCheck: false, account: null, isJson: false };
const EXPORT = { kind: "export", asked: { format: "csv", decimal: "point" }, output: null, account: null };
const CHART = { kind: "chart", range: "30d", account: null, isJson: false };

test.each<[string, Command | object]>([
  ["", { kind: "help" }],
  ["help", { kind: "help" }],
  ["--help", { kind: "help" }],
  ["-h", { kind: "help" }],
  ["chart --help", { kind: "help" }],
  ["summary -h", { kind: "help" }],
  ["--version", { kind: "version" }],
  ["summary", SUMMARY],
  ["summary --period week --json", { ...SUMMARY, period: "week", isJson: true }],
  ["summary --check --period=all", { ...SUMMARY, period: "all", isCheck: true }],
  ["summary --period day --period week", { ...SUMMARY, period: "week" }],
  ["summary --account marie@example.com", { ...SUMMARY, account: "marie@example.com" }],
  ["chart", CHART],
  ["chart --range 7d --json", { ...CHART, range: "7d", isJson: true }],
  ["export", EXPORT],
  ["remove-data", { kind: "remove-data", isConfirmed: false }],
  ["remove-data --yes", { kind: "remove-data", isConfirmed: true }],
  ["remove-data --yes --help", { kind: "help" }],
  [
    "export --format json --output runs.json",
    { ...EXPORT, asked: { format: "json", decimal: "point" }, output: "runs.json" },
  ],
  [
    "export --from 2026-11-01 --to 2026-11-23 --scraper a1 --source import --status FAILED --decimal comma",
    {
      ...EXPORT,
      asked: {
        format: "csv",
        decimal: "comma",
        from: "2026-11-01",
        to: "2026-11-23",
        scraperId: "a1",
        source: "import",
        status: "FAILED",
      },
    },
  ],
])('"%s" is read as %j', (line, expected) => {
  expect(parseCommand(line.split(" ").filter((word) => word !== ""))).toEqual(expected);
});

describe("what is wrong is named", () => {
  test.each<[string, Misuse]>([
    ["sumary", { kind: "unknown-command", typed: "sumary" }],
    ["toString", { kind: "unknown-command", typed: "toString" }],
    ["summary --range 7d", { kind: "unknown-option", typed: "--range" }],
    ["summary -p week", { kind: "unknown-option", typed: "-p" }],
    ["export --json", { kind: "unknown-option", typed: "--json" }],
    ["remove-data --force", { kind: "unknown-option", typed: "--force" }],
    ["export --output", { kind: "no-value", typed: "--output" }],
    ["export --format xlsx", { kind: "wrong-value", typed: "--format", allowed: ["csv", "json"] }],
    ["chart --check", { kind: "unknown-option", typed: "--check" }],
    ["chart --__proto__", { kind: "unknown-option", typed: "--__proto__" }],
    ["summary week", { kind: "unexpected", typed: "week" }],
    ["summary --json week", { kind: "unexpected", typed: "week" }],
    ["summary --period", { kind: "no-value", typed: "--period" }],
    ["summary --period=", { kind: "no-value", typed: "--period" }],
    ["summary --account --json", { kind: "no-value", typed: "--account" }],
    ["summary --json=yes", { kind: "no-switch", typed: "--json" }],
    ["summary --period year", { kind: "wrong-value", typed: "--period", allowed: ["day", "week", "month", "all"] }],
    ["chart --range 8d", { kind: "wrong-value", typed: "--range", allowed: ["7d", "30d", "90d"] }],
  ])('in "%s"', (line, misuse) => {
    expect(parseCommand(line.split(" "))).toEqual({ misuse });
  });
});
