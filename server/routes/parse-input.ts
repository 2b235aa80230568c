import type { Context } from "hono";
import type { z } from "zod";
import { AppError, type ErrorDetails } from "../../shared/errors.ts";

/** The query, parsed. @throws AppError `invalid_request` that names the parameter and what it allows. */
export function parseQuery<Schema extends z.ZodType>(context: Context, schema: Schema): z.output<Schema> {
  return parse("Parameter", schema, context.req.query());
}

/** @throws AppError `invalid_request` */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new AppError("invalid_request", "The body must be JSON");
  }
}

/** A JSON body's fields, parsed. @throws AppError `invalid_request` that names the field. */
export function parseFields<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  return parse("Field", schema, body);
}

function parse<Schema extends z.ZodType>(kind: string, schema: Schema, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const parameter = issue?.path.join(".") ?? "";
  const details: ErrorDetails =
    issue?.code === "invalid_value" ? { parameter, allowed: issue.values.map(String) } : { parameter };
  const rule =
    issue?.code === "invalid_value" ? `must be one of ${issue.values.join(", ")}` : (issue?.message ?? "is not valid");
  const message = parameter === "" ? "The body must be a JSON object" : `${kind} "${parameter}" ${rule}`;
  throw new AppError("invalid_request", message, { details });
}
