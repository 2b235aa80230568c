import path from "node:path";
import { smokeTest } from "./package/smoke-test.mjs";
import { hasDisplay, startVirtualDisplay } from "./setup/display.mjs";
import { SetupError, runToExit } from "./setup/setup-error.mjs";

// Whether a packaged application starts and shows figures, as it comes out of packaging.
await runToExit(async () => {
  const [program, ...more] = process.argv.slice(2);
  if (program === undefined || more.length > 0) throw new SetupError("Usage: npm run smoke-test -- PROGRAM");
  const display = hasDisplay() ? undefined : await startVirtualDisplay();
  try {
    const env = display ? { ...process.env, DISPLAY: display.name } : process.env;
    for (const line of await smokeTest(path.resolve(process.env["INIT_CWD"] ?? ".", program), env)) console.log(line);
    return 0;
  } finally {
    display?.stop();
  }
});
