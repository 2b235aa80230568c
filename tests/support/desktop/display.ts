import { startVirtualDisplay } from "../../../scripts/setup/display.mjs";

export interface Display {
  /** As in `DISPLAY`. */
  readonly name: string;
  readonly stop: () => void;
}

/** A screen of the test's own: of a known size, without other tests' windows, and out of the way of whoever works here. */
export async function openDisplay(): Promise<Display> {
  return process.platform === "linux" ? startVirtualDisplay() : { name: "", stop: () => undefined };
}
