import path from "node:path";
import { parseArgs } from "node:util";
import { buildKind } from "./package/build-kind.mjs";
import { buildPackages } from "./package/build-packages.mjs";
import { ensureBuild } from "./setup/build.mjs";
import { resolveElectron } from "./setup/electron-runtime.mjs";
import { projectFolder } from "./setup/folders.mjs";
import { ensurePackages } from "./setup/packages.mjs";
import { SetupError, runToExit } from "./setup/setup-error.mjs";
import { requireSupportedNode } from "./setup/supported-node.mjs";

const TARGETS = ["dir", "deb", "rpm", "AppImage", "nsis", "dmg", "zip"];

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
  const targets = values.target.flatMap((list) => list.split(","));
  const unknown = targets.filter((target) => !TARGETS.includes(target));
  if (unknown.length > 0) throw new SetupError(`Unknown: ${unknown.join(", ")}. --target takes ${TARGETS.join(", ")}.`);

  await ensurePackages();
  await ensureBuild();
  const isForTests = values["for-tests"];
  const kind = buildKind({ isForTests, version: values.version });
  const runtime = isForTests ? await resolveElectron() : undefined;
  const output = path.resolve(process.env["INIT_CWD"] ?? ".", values.output ?? path.join(projectFolder, "dist"));
  for (const file of await buildPackages({ kind, targets, output, runtime })) console.log(file);
  return 0;
});
