import { describe, expect, test } from "vitest";
import { chartLines } from "../../../../electron/commands/chart-output.ts";
import type { SpendingChart } from "../../../../shared/api/spending-chart.ts";

const DOLLAR = 1_000_000_000n;

const chartOf = (...costs: readonly bigint[]): SpendingChart =>
  costs.map((cost, index) => ({
    date: `2026-11-0${index + 1}`,
    costUsd: 0,
    costNanoUsd: String(cost),
    runs: index * 1_000,
    runsWithoutCost: 0,
  }));

describe("the days as text", () => {
  test("stand in columns, without bars where the output is no terminal", () => {
    expect(chartLines("en", chartOf(0n, 1234n * DOLLAR), null)).toEqual([
      "2026-11-01      $0.00      0",
      "2026-11-02  $1,234.00  1,000",
    ]);
  });

  test("have bars that fill the terminal's line and are never longer", () => {
    const lines = chartLines("en", chartOf(2n * DOLLAR, 1n * DOLLAR, 0n), 40);
    expect(lines[0]).toHaveLength(40);
    expect(lines[1]?.match(/█/g)).toHaveLength(Math.floor((lines[0]?.match(/█/g)?.length ?? 0) / 2));
    expect(lines[2]).toBe("2026-11-03  $0.00  2,000");
  });

  test("show a little of what costs anything", () => {
    expect(chartLines("en", chartOf(1_000_000n * DOLLAR, 1n), 60)[1]).toMatch(/ {2}▏$/);
  });

  test.each([0, 1, 20, 31])("hold in a terminal of %i columns", (columns) => {
    for (const line of chartLines("fr", chartOf(DOLLAR, 5n * DOLLAR), columns))
      expect(line).toMatch(/^2026-11-0\d {2} *\d\.00\u00a0\$ {2} *[\d\u202f]+(?: {2}[▏▎▍▌▋▊▉█]+)?$/);
  });

  test("of nothing spent have no bars", () => {
    expect(chartLines("en", chartOf(0n), 80)).toEqual(["2026-11-01  $0.00  0"]);
  });
});
