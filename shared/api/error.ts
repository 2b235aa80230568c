import { z } from "zod";
import { ERROR_CODES } from "../errors.ts";

/** The body of every failed answer. */
export const errorAnswerSchema = z.object({
  error: z.object({
    code: z.enum(ERROR_CODES),
    message: z.string(),
    requestId: z.string(),
    details: z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())])).optional(),
  }),
});

export type ErrorAnswer = z.infer<typeof errorAnswerSchema>;
