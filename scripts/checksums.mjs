import { SetupError, runToExit } from "./setup/setup-error.mjs";
import { writeChecksums } from "./package/checksums.mjs";

// `sha256sum --check SHA256SUMS` in the folder of the downloads tells whether they are whole.
await runToExit(async () => {
  const [folder, ...more] = process.argv.slice(2);
  if (folder === undefined || more.length > 0) throw new SetupError("Usage: node scripts/checksums.mjs FOLDER");
  for (const line of await writeChecksums(folder)) console.log(line);
  return 0;
});
