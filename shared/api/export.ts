import { z } from "zod";
import { runFilterFields } from "./run-filter.ts";

export const EXPORT_PATH = "/api/scraper-runs/export";

export const exportQuerySchema = z.object({
  format: z.enum(["csv", "json"]),
  /** Of the CSV's amounts. With a comma, fields are parted by semicolons, as spreadsheets of such languages expect. */
  decimal: z.enum(["point", "comma"]).default("point"),
  ...runFilterFields,
});

export type ExportQuery = z.infer<typeof exportQuerySchema>;

/** How many runs the export holds as it begins, for the one who shows how far it is. */
export const TOTAL_RUNS_HEADER = "X-Total-Runs";
/** The exact sum of their costs, in billionths of a dollar. */
export const TOTAL_COST_HEADER = "X-Total-Cost-Nano-Usd";
