import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, closeSync, mkdtempSync, openSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Feed } from "../../../electron/main/updates/signed-feed.ts";
import { sandboxArguments } from "../../../scripts/setup/sandbox.mjs";

const HEADER_LINES = 9;

/**
 * Makes a program of one file from an unpacked one, as an AppImage is: it lays itself out in a folder of its own, tells its
 * program where it lies, and starts it, unless it has only just been put in its place. The runtime of real ones has to be
 * downloaded. Electron's part, which is as large as it is the same in each, is linked from the unpacked one.
 */
export function makeAppImage(unpacked: string, file: string): void {
  const header = `#!/bin/sh
set -e
[ -z "$APPIMAGE_EXIT_AFTER_INSTALL" ] || exit 0
export APPIMAGE="$(readlink -f "$0")"
export APPDIR="$(mktemp -d)"
cp --archive --link "${unpacked}/." "$APPDIR"
rm -r "$APPDIR/resources"
tail -n +${HEADER_LINES + 1} "$APPIMAGE" | tar -x -C "$APPDIR"
exec "$APPDIR/decompte-test" ${sandboxArguments().join(" ")} "$@"
`;
  writeFileSync(file, header);
  const output = openSync(file, "a");
  execFileSync("tar", ["-c", "-C", unpacked, "resources"], { stdio: ["ignore", output, "inherit"] });
  closeSync(output);
  chmodSync(file, 0o755);
}

/** The same as another version, whose name is as long: what a package is of it stands in its manifest. */
export function makeOtherVersion(unpacked: string, file: string, from: string, to: string): void {
  const folder = mkdtempSync(join(dirname(file), "other-version-"));
  execFileSync("cp", ["--archive", "--link", `${unpacked}/.`, folder]);
  const archive = join(folder, "resources/app.asar");
  const content = readFileSync(archive, "latin1").replace(`"version": "${from}"`, `"version": "${to}"`);
  rmSync(archive);
  writeFileSync(archive, content, "latin1");
  makeAppImage(folder, file);
}

/** How a feed names this file. */
export function namedFile(file: string, url: string): Feed["files"][number] {
  const sha512 = createHash("sha512").update(readFileSync(file)).digest("base64");
  return { url, sha512, size: statSync(file).size };
}
