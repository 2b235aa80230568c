import { writeSync } from "node:fs";
import { isatty, WriteStream } from "node:tty";

const STANDARD_OUTPUT = 1;
const STANDARD_ERROR = 2;
const FULL_PIPE_WAIT_MS = 5;
const USUAL_COLUMNS = 80;

/** Whoever read the output wants no more of it, as `head` does. */
export class OutputClosed extends Error {}

// Main stands still while a command runs, and a thread's own streams go through main: hence these.

/** @throws OutputClosed */
export function writeOutput(text: string | Uint8Array): void {
  writeWhole(STANDARD_OUTPUT, typeof text === "string" ? Buffer.from(text) : text);
}

export const writeLine = (line: string): void => writeOutput(`${line}\n`);

export function writeErrorLine(line: string): void {
  try {
    writeWhole(STANDARD_ERROR, Buffer.from(`${line}\n`));
  } catch (error) {
    if (!(error instanceof OutputClosed)) throw error;
  }
}

/** How wide the terminal is; null where the output is no terminal. */
export function terminalColumns(): number | null {
  if (!isatty(STANDARD_OUTPUT)) return null;
  const { columns } = new WriteStream(STANDARD_OUTPUT);
  return columns > 0 ? columns : USUAL_COLUMNS;
}

function writeWhole(descriptor: number, bytes: Uint8Array): void {
  let written = 0;
  while (written < bytes.length) {
    try {
      written += writeSync(descriptor, bytes, written);
    } catch (error) {
      const code = error instanceof Error && "code" in error ? error.code : null;
      if (code === "EPIPE") throw new OutputClosed();
      if (code !== "EAGAIN") throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, FULL_PIPE_WAIT_MS);
    }
  }
}
