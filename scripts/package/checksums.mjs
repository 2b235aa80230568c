import { createHash } from "node:crypto";
import { createReadStream, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { SetupError } from "../setup/setup-error.mjs";

/** What a person downloads, or an SBOM; not what an updater reads beside it. */
const DOWNLOAD = /\.(?:deb|rpm|AppImage|exe|dmg|zip|cdx\.json)$/u;

/**
 * Writes `SHA256SUMS` beside the packages, as `sha256sum` does.
 *
 * @param {string} folder
 * @returns {Promise<readonly string[]>} its lines
 */
export async function writeChecksums(folder) {
  const names = readdirSync(folder)
    .filter((name) => DOWNLOAD.test(name))
    .toSorted();
  if (names.length === 0) throw new SetupError(`${folder} holds no package.`);
  const lines = [];
  for (const name of names) {
    const hash = createHash("sha256");
    await pipeline(createReadStream(path.join(folder, name)), hash);
    lines.push(`${hash.digest("hex")}  ${name}`);
  }
  writeFileSync(path.join(folder, "SHA256SUMS"), `${lines.join("\n")}\n`);
  return lines;
}
