import { startVirtualDisplay } from "../../../scripts/setup/display.mjs";

export interface Display {
  /** As in `DISPLAY`. */
  readonly name: string;
  readonly stop: () => void;
}

/** The screen of `npm test`, or one of the test's own when it was started without. */
export async function openDisplay(): Promise<Display> {
  const name = process.env["DISPLAY"] ?? "";
  return name === "" ? startVirtualDisplay() : { name, stop: () => undefined };
}
