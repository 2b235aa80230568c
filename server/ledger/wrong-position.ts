import { AFTER_RULE } from "../../shared/api/scraper-runs.ts";
import { AppError } from "../../shared/errors.ts";

/** A place in a list that no page has told. */
export const wrongPosition = (cause?: unknown): AppError =>
  new AppError("invalid_request", `Parameter "after" ${AFTER_RULE}`, { details: { parameter: "after" }, cause });
