import { writeCheckReport } from "./report/check-report.mjs";
import { ensureBuild } from "./setup/build.mjs";
import { ensurePackages } from "./setup/packages.mjs";
import { runToExit } from "./setup/setup-error.mjs";
import { requireSupportedNode } from "./setup/supported-node.mjs";
import { checks } from "./verify/checks.mjs";

// `--without-tests` is for whoever has just run them all.
const isWithoutTests = process.argv.includes("--without-tests");

await runToExit(async () => {
  requireSupportedNode();
  await ensurePackages();

  /** @type {import("./report/check-report.mjs").CheckOutcome[]} */
  const outcomes = [{ name: "build", problem: await problemOf(ensureBuild) }];
  for (const { name, run } of checks.filter(({ isTest }) => !isTest || !isWithoutTests)) {
    const startedMs = performance.now();
    const problem = await problemOf(run);
    const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
    console.log(`${problem === undefined ? "ok    " : "FAILED"} ${name} (${seconds} s)`);
    if (problem !== undefined) console.log(problem);
    outcomes.push({ name, problem });
  }
  writeCheckReport(outcomes);

  const failed = outcomes.filter(({ problem }) => problem !== undefined);
  if (failed.length > 0) console.error(`Not verified: ${failed.map(({ name }) => name).join(", ")}.`);
  return failed.length === 0 ? 0 : 1;
});

/** @param {() => Promise<string | undefined | void>} run */
async function problemOf(run) {
  try {
    return (await run()) ?? undefined;
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}
