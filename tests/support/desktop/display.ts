import { startVirtualDisplay } from "../../../scripts/setup/display.mjs";

let own: Promise<{ readonly name: string }> | undefined;

/** The screen of `npm test`; one of this process, which ends with it, when the tests were started without. */
export async function displayName(): Promise<string> {
  const given = process.env["DISPLAY"];
  if (given !== undefined && given !== "") return given;
  own ??= startVirtualDisplay();
  return (await own).name;
}
