import { shippedFaults } from "./licences/shipped-faults.mjs";
import { readLicences } from "./licences/write-licences.mjs";
import { ensureBuild } from "./setup/build.mjs";
import { runNpm } from "./setup/command.mjs";
import { ensurePackages } from "./setup/packages.mjs";
import { SetupError, runToExit } from "./setup/setup-error.mjs";

// What the window is made of is among the `devDependencies`, which `npm audit --omit=dev` passes over.
await runToExit(async () => {
  await ensurePackages();
  await ensureBuild();
  const { output } = await runNpm(["audit", "--json"], { quiet: true });
  const report = output.slice(output.indexOf("{"), output.lastIndexOf("}") + 1);
  if (!report.includes('"vulnerabilities"')) throw new SetupError(`${output.trim()}\nnpm audit gave no answer.`);
  const faults = shippedFaults(JSON.parse(report), readLicences());
  for (const fault of faults) console.log(fault);
  return faults.length === 0 ? 0 : 1;
});
