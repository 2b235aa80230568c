import type { SpendingChart } from "../../shared/api/spending-chart.ts";
import { formatUsd, type Language, type NanoUsd } from "../../shared/domain/money.ts";

const GAP = "  ";
/** From an eighth of a letter to a whole one. */
const BLOCKS = ["▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"] as const;

/**
 * One line a day: date, cost, runs, and a bar as long as the costliest day fills the rest of the terminal's line.
 *
 * @param columns how wide the terminal is; null where it is none: then there are no bars
 */
export function chartLines(language: Language, chart: SpendingChart, columns: number | null): readonly string[] {
  const amounts = chart.map(({ costNanoUsd }) => BigInt(costNanoUsd));
  const costs = alignedRight(amounts.map((amount) => formatUsd(amount, language)));
  const runs = alignedRight(chart.map((day) => new Intl.NumberFormat(language).format(day.runs)));
  const fields = chart.map(({ date }, index) => [date, costs[index], runs[index]].join(GAP));
  if (columns === null) return fields;
  const most = amounts.reduce((highest, amount) => (amount > highest ? amount : highest), 0n);
  const room = columns - Math.max(...fields.map(({ length }) => length)) - GAP.length;
  return fields.map((field, index) => `${field}${GAP}${bar(amounts[index] ?? 0n, most, room)}`.trimEnd());
}

/** What costs anything has a bar that can be seen. */
function bar(amount: NanoUsd, most: NanoUsd, room: number): string {
  if (amount <= 0n || room <= 0) return "";
  const exact = Number((amount * BigInt(room * BLOCKS.length)) / most);
  const eighths = Math.max(1, exact);
  const part = eighths % BLOCKS.length;
  return "█".repeat(Math.floor(eighths / BLOCKS.length)) + (part === 0 ? "" : (BLOCKS[part - 1] ?? ""));
}

function alignedRight(texts: readonly string[]): readonly string[] {
  const width = Math.max(...texts.map(({ length }) => length));
  return texts.map((text) => text.padStart(width));
}
