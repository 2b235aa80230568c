import { chmodSync, closeSync, copyFileSync, fsyncSync, openSync, renameSync, rmSync } from "node:fs";

/**
 * Moves a program to where another is: at each instant one of them is there, and whole.
 *
 * @throws Error when the disk refuses; the other is still there then
 */
export function replaceWhole(source: string, target: string): void {
  try {
    renameSync(source, target);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EXDEV")) throw error;
    copyWhole(source, target);
    rmSync(source, { force: true });
  }
}

/** From one disk to another. */
function copyWhole(source: string, target: string): void {
  const unfinished = `${target}.unfinished-${process.pid}`;
  try {
    copyFileSync(source, unfinished);
    chmodSync(unfinished, 0o755);
    const written = openSync(unfinished, "r+");
    fsyncSync(written);
    closeSync(written);
    renameSync(unfinished, target);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
}
