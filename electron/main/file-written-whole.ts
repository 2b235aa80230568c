import { type FileHandle, open, realpath, rename, rm, stat } from "node:fs/promises";

/** The system's code says why, such as `ENOSPC`. */
export class FileNotWritten extends Error {
  readonly file: string;
  readonly code: string;

  constructor(file: string, cause: unknown) {
    super("The file can't be written", { cause });
    this.file = file;
    this.code = codeOf(cause);
  }
}

/**
 * Writes a file as it is read: under its name there is the former file or the whole new one, which its owner alone can read.
 *
 * @throws FileNotWritten; what `parts` throws
 */
export async function writeFileWhole(file: string, parts: AsyncIterable<Uint8Array>): Promise<void> {
  const target = await orTell(file, targetOf(file));
  const unfinished = `${target}.unfinished-${process.pid}`;
  const handle = await orTell(file, open(unfinished, "wx", 0o600));
  try {
    try {
      for await (const part of parts) await orTell(file, writeAll(handle, part));
      await orTell(file, handle.sync());
    } finally {
      await handle.close();
    }
    await orTell(file, rename(unfinished, target));
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

/** Where a link leads. A device or a folder is not replaced. */
async function targetOf(file: string): Promise<string> {
  const present = await stat(file).catch((error: unknown) => {
    if (codeOf(error) !== "ENOENT") throw error;
    return null;
  });
  if (present === null) return file;
  if (!present.isFile()) throw Object.assign(new Error("There is something else under this name"), { code: "EEXIST" });
  return realpath(file);
}

async function writeAll(handle: FileHandle, part: Uint8Array): Promise<void> {
  for (let written = 0; written < part.length;) written += (await handle.write(part, written)).bytesWritten;
}

async function orTell<Value>(file: string, work: Promise<Value>): Promise<Value> {
  try {
    return await work;
  } catch (error) {
    throw new FileNotWritten(file, error);
  }
}

const codeOf = (error: unknown): string => (error instanceof Error && "code" in error ? String(error.code) : "EIO");
