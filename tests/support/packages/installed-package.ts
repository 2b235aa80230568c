import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";

const run = promisify(execFile);

const PACKAGE_NAME = "decompte-test";
export const DESKTOP_ENTRY = `/usr/share/applications/${PACKAGE_NAME}.desktop`;

export async function installDeb(file: string): Promise<void> {
  // What is thrown away again soon need not survive a power cut.
  await run("dpkg", ["--force-unsafe-io", "--install", file]);
}

/** Removes it and whatever dpkg remembers of it; does nothing when it is not there. */
export async function purgePackage(): Promise<void> {
  await run("dpkg", ["--force-unsafe-io", "--purge", PACKAGE_NAME]);
}

/** The files that belong to the package. */
export async function installedFiles(): Promise<readonly string[]> {
  const { stdout } = await run("dpkg-query", ["--listfiles", PACKAGE_NAME]);
  return stdout.trim().split("\n");
}

/** As the desktop entry names it: a program, and the place of an address. */
export function entryCommand(): readonly string[] {
  return /^Exec=(.*)$/m.exec(readFileSync(DESKTOP_ENTRY, "utf8"))?.[1]?.split(" ") ?? [];
}

/** Which program the system opens our addresses with. */
export function addressHandler(): string {
  const cache = readFileSync("/usr/share/applications/mimeinfo.cache", "utf8");
  return /^x-scheme-handler\/decompte=(.*);$/m.exec(cache)?.[1] ?? "nobody";
}
