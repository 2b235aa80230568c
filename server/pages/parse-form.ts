import type { z } from "zod";
import { AppError } from "../../shared/errors.ts";
import type { PageRequest } from "./page-context.ts";

/** The fields of a form of ours. @throws AppError `invalid_request` when it is none. */
export async function parseForm<Schema extends z.ZodType>(c: PageRequest, schema: Schema): Promise<z.output<Schema>> {
  const body = await c.req.parseBody().catch(() => ({}));
  const result = schema.safeParse(body);
  if (!result.success) throw new AppError("invalid_request", "The form is incomplete");
  return result.data;
}

export const minutesOf = (seconds: number): number => Math.max(1, Math.ceil(seconds / 60));
