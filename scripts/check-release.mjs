import { releaseProblems } from "./package/release-problems.mjs";
import { projectFolder } from "./setup/folders.mjs";
import { SetupError, runToExit } from "./setup/setup-error.mjs";

await runToExit(async () => {
  const [tag, ...more] = process.argv.slice(2);
  if (tag === undefined || more.length > 0) throw new SetupError("Usage: node scripts/check-release.mjs TAG");
  const problems = releaseProblems(tag, projectFolder);
  if (problems.length > 0) throw new SetupError(problems.join("\n"));
  console.log(`${tag} can be released.`);
  return 0;
});
