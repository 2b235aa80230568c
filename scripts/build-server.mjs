import { ensureServerBuild } from "./setup/server-build.mjs";
import { runToExit } from "./setup/setup-error.mjs";

// For whoever starts the built server by another way than `npm run server`, such as a container.
await runToExit(async () => {
  await ensureServerBuild();
  return 0;
});
