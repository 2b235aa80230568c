import path from "node:path";
import { parseArgs } from "node:util";
import { projectFolder } from "./setup/folders.mjs";
import { runToExit, SetupError } from "./setup/setup-error.mjs";
import { signFeeds } from "./updates/sign-feeds.mjs";
import { readUpdateKeys } from "./updates/update-settings.mjs";

const USAGE = `Usage: node scripts/sign-feed.mjs FOLDER --page URL [--rollout PERCENT] [--files URL]
       node scripts/sign-feed.mjs FOLDER --renew`;

// Signs the feeds of a release, or those that are published as of now. `docs/updates.md` tells when.
await runToExit(async () => {
  const { folder, release } = readArguments();
  const key = process.env["DECOMPTE_UPDATE_KEY"];
  if (!key) throw new SetupError("DECOMPTE_UPDATE_KEY has to hold the private key of scripts/make-update-key.mjs.");
  const feeds = signFeeds({ folder, key, knownKeys: readUpdateKeys(), release, nowMs: Date.now() });
  for (const { name, version, expiresAt } of feeds)
    console.log(`${name}.json: ${version}, until ${expiresAt.slice(0, 10)}`);
  return 0;
});

function readArguments() {
  const { values, positionals } = parse();
  const [folder, ...more] = positionals;
  const { page, files, renew } = values;
  if (folder === undefined || more.length > 0 || (page === undefined) !== renew) throw new SetupError(USAGE);
  const rolloutPercent = values.rollout === "" ? Number.NaN : Number(values.rollout);
  if (!(rolloutPercent >= 0 && rolloutPercent <= 100)) throw new SetupError("--rollout is a number from 0 to 100.");
  if (page === undefined) return { folder, release: null };
  const notesFolder = path.join(projectFolder, "docs", "release-notes");
  const filesAt = files === undefined || files.endsWith("/") ? files : `${files}/`;
  return { folder, release: { page, rolloutPercent, notesFolder, ...(filesAt !== undefined && { filesAt }) } };
}

function parse() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        page: { type: "string" },
        rollout: { type: "string", default: "100" },
        files: { type: "string" },
        renew: { type: "boolean", default: false },
      },
    });
  } catch {
    throw new SetupError(USAGE);
  }
}
