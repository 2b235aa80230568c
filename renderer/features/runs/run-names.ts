import type { ScraperRun } from "../../../shared/api/scraper-runs.ts";

/** By what a person knows the Actor: its title, and its name where that says more. */
export function namesOf({ actor, scraperId }: Pick<ScraperRun, "actor" | "scraperId">): {
  readonly title: string;
  readonly name: string | null;
} {
  if (actor === null) return { title: scraperId, name: null };
  return actor.title === null ? { title: actor.name, name: null } : { title: actor.title, name: actor.name };
}
