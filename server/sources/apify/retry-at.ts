import type { AppError } from "../../../shared/errors.ts";

/** The instant before which Apify asked not to be called again; null when the failure names none. */
export function retryAtOf({ details }: AppError): number | null {
  const retryAt = details?.["retryAt"];
  const retryAtMs = typeof retryAt === "string" ? Date.parse(retryAt) : Number.NaN;
  return Number.isFinite(retryAtMs) ? retryAtMs : null;
}
