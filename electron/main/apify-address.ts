import { AppError } from "../../shared/errors.ts";
import { isTrustedAddress } from "./trusted-address.ts";

const DEFAULT_BASE_URL = "https://api.apify.com";

/**
 * Where Apify is asked: `APIFY_API_BASE_URL` when set, for tests and proxies. The token goes there, so it must be
 * https, or this computer.
 *
 * @throws AppError `invalid_request`
 */
export function apifyBaseUrl(configured: string | undefined): string {
  if (configured === undefined || configured === "") return DEFAULT_BASE_URL;
  const url = URL.canParse(configured) ? new URL(configured) : null;
  if (url !== null && isTrustedAddress(url)) return url.href.replace(/\/+$/, "");
  throw new AppError("invalid_request", "APIFY_API_BASE_URL must be an https address, or an http one of this computer");
}
