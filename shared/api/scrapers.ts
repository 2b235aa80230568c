import { z } from "zod";
import { scraperRunSchema } from "./scraper-runs.ts";

export const SCRAPERS_PATH = "/api/scrapers";

export const MOST_SCRAPERS = 1_000;

/** The scrapers that have runs, the one of the newest run first. */
export const scrapersAnswerSchema = z.object({
  scrapers: z.array(scraperRunSchema.pick({ scraperId: true, actor: true })),
});

export type ScrapersAnswer = z.infer<typeof scrapersAnswerSchema>;
