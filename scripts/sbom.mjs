import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { billOfMaterials } from "./licences/bill-of-materials.mjs";
import { readLicences } from "./licences/write-licences.mjs";
import { readManifest } from "./package/build-kind.mjs";
import { ensureBuild } from "./setup/build.mjs";
import { ensurePackages } from "./setup/packages.mjs";
import { runToExit } from "./setup/setup-error.mjs";
import { requireSupportedNode } from "./setup/supported-node.mjs";

// Writes the software bill of materials of what is shipped: `npm run sbom -- [--output FOLDER]`.
await runToExit(async () => {
  requireSupportedNode();
  const { values } = parseArgs({ options: { output: { type: "string", default: "dist" } } });
  await ensurePackages();
  await ensureBuild();
  const { name, version } = readManifest();
  const folder = path.resolve(process.env["INIT_CWD"] ?? ".", values.output);
  const file = path.join(folder, `${name}-${version}.cdx.json`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, billOfMaterials(readLicences(), { now: new Date() }));
  console.log(file);
  return 0;
});
