import { runTests } from "./report/run-tests.mjs";
import { ensureBuild } from "./setup/build.mjs";
import { resolveElectron } from "./setup/electron-runtime.mjs";
import { ensurePackages } from "./setup/packages.mjs";
import { runToExit } from "./setup/setup-error.mjs";
import { requireSupportedNode } from "./setup/supported-node.mjs";
import { ensureSystemLibraries } from "./setup/system-libraries.mjs";

await runToExit(async () => {
  requireSupportedNode();
  await ensurePackages();
  await ensureSystemLibraries({ hasDisplay: false, forTests: true });
  const electron = await resolveElectron();
  await ensureBuild();
  console.log(`Testing with ${electron.reason}.`);

  return runTests(process.argv.slice(2));
});
