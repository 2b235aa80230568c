import { shell } from "electron";
import { AppError } from "../../shared/errors.ts";
import { isTrustedAddress } from "./trusted-address.ts";

/**
 * The only door from here to another program.
 *
 * @throws AppError `invalid_request` for whatever is no page
 */
export async function openInBrowser(address: string): Promise<void> {
  await shell.openExternal(openablePage(address));
}

/** By https, or within this computer, and without a name or a password. */
function openablePage(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url !== null && isTrustedAddress(url) && url.username === "" && url.password === "") return url.href;
  throw new AppError("invalid_request", "The address is none that a browser is shown");
}
