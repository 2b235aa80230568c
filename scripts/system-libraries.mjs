import { hasDisplay } from "./setup/display.mjs";
import { runToExit } from "./setup/setup-error.mjs";
import { ensureSystemLibraries } from "./setup/system-libraries.mjs";

// The other commands do this by themselves where they may; here it is for a workflow, which needs `sudo` for it.
await runToExit(async () => {
  await ensureSystemLibraries({ hasDisplay: hasDisplay(), forTests: true });
  return 0;
});
