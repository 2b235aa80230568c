import { z } from "zod";
import type { ScraperRunsQuery } from "../../../shared/api/scraper-runs.ts";
import type { RunPosition } from "../../ledger/ledger.ts";
import { wrongPosition } from "../../ledger/wrong-position.ts";

type Sorting = Pick<ScraperRunsQuery, "sort" | "order">;

const textSchema = z
  .string()
  .max(2_048)
  .regex(/^[^\0]*$/);
const startSchema = z.string().regex(/^-?[\d\s:.+TZ-]{1,64}$|^-?infinity$/);
const idSchema = z.string().regex(/^[^\0]{1,1024}$/);
const markSchema = z.tuple([z.string(), z.string(), textSchema.nullable(), startSchema.nullable(), idSchema]);

/** Where a page ended, as one word of a URL. It tells nothing of another user's, whoever invents one. */
export function pageMark({ sort, order }: Sorting, position: RunPosition): string {
  const mark: z.infer<typeof markSchema> = [sort, order, position.value, position.start, position.id];
  return Buffer.from(JSON.stringify(mark)).toString("base64url");
}

/** @throws AppError `invalid_request` for what is no mark, or one of another sort */
export function positionOf({ sort, order }: Sorting, mark: string): RunPosition {
  const parsed = markSchema.safeParse(jsonOf(mark));
  if (!parsed.success || parsed.data[0] !== sort || parsed.data[1] !== order) throw wrongPosition();
  const [, , value, start, id] = parsed.data;
  if (sort === "cost" && value !== null && !/^\d{1,18}$/.test(value)) throw wrongPosition();
  return { value, start, id };
}

function jsonOf(mark: string): unknown {
  try {
    return JSON.parse(Buffer.from(mark, "base64url").toString());
  } catch {
    return undefined;
  }
}
