import path from "node:path";
import { parseArgs } from "node:util";
import { buildKind } from "./package/build-kind.mjs";
import { buildPackages } from "./package/build-packages.mjs";
import { packageTargets } from "./package/targets.mjs";
import { ensureBuild } from "./setup/build.mjs";
import { resolveElectron } from "./setup/electron-runtime.mjs";
import { projectFolder } from "./setup/folders.mjs";
import { ensurePackages } from "./setup/packages.mjs";
import { runToExit } from "./setup/setup-error.mjs";
import { requireSupportedNode } from "./setup/supported-node.mjs";

// `docs/packaging.md` explains the options.
await runToExit(async () => {
  requireSupportedNode();
  const { values } = parseArgs({
    options: {
      target: { type: "string", multiple: true, default: ["dir"] },
      "for-tests": { type: "boolean", default: false },
      version: { type: "string" },
      output: { type: "string" },
    },
  });
  const isForTests = values["for-tests"];
  const { platform, targets } = packageTargets(values.target, { isForTests });

  await ensurePackages();
  await ensureBuild();
  const kind = buildKind({ isForTests, version: values.version });
  const runtime = isForTests ? await resolveElectron() : undefined;
  const output = path.resolve(process.env["INIT_CWD"] ?? ".", values.output ?? path.join(projectFolder, "dist"));
  for (const file of await buildPackages({ kind, platform, targets, output, runtime })) console.log(file);
  return 0;
});
