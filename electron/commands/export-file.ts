import { closeSync, fsyncSync, openSync, realpathSync, renameSync, rmSync, statSync, writeSync } from "node:fs";
import { CommandFailure } from "./command-failure.ts";

/**
 * Writes a file as it is read: under its name there is the former file or the whole new one, which its owner alone can read.
 *
 * @throws CommandFailure where it can't be written; what `parts` throws
 */
export async function writeFileWhole(file: string, parts: AsyncIterable<Uint8Array>): Promise<void> {
  const target = targetOf(file);
  const unfinished = `${target}.unfinished-${process.pid}`;
  const descriptor = orFail(file, () => openSync(unfinished, "wx", 0o600));
  let isOpen = true;
  const close = () => {
    if (isOpen) closeSync(descriptor);
    isOpen = false;
  };
  try {
    for await (const part of parts) orFail(file, () => writeAll(descriptor, part));
    orFail(file, () => fsyncSync(descriptor));
    close();
    orFail(file, () => renameSync(unfinished, target));
  } catch (error) {
    close();
    rmSync(unfinished, { force: true });
    throw error;
  }
}

/** Where a link leads. A device or a folder is not replaced. */
function targetOf(file: string): string {
  const present = orFail(file, () => statSync(file, { throwIfNoEntry: false }));
  if (present === undefined) return file;
  if (!present.isFile()) throw new CommandFailure({ kind: "not-written", file, code: "EEXIST" });
  return orFail(file, () => realpathSync(file));
}

function writeAll(descriptor: number, part: Uint8Array): void {
  for (let written = 0; written < part.length;) written += writeSync(descriptor, part, written);
}

function orFail<Value>(file: string, work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "EIO";
    throw new CommandFailure({ kind: "not-written", file, code });
  }
}
