import { execFile, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { makeTemporaryFolder } from "../../support/ledger/temporary-ledger.ts";
import {
  addUserWithKey,
  buildTeamServer,
  serverEnvironment,
  startServerProcess,
} from "../../support/team/server-process.ts";

const hasCurl = spawnSync("curl", ["--version"]).status === 0;

test.skipIf(!hasCurl)("what docs/recording.md says to a shell records as it tells", async () => {
  const built = await buildTeamServer();
  onTestFinished(() => built.remove());
  const folder = makeTemporaryFolder();
  onTestFinished(() => folder.remove());
  const environment = serverEnvironment(folder.path);
  const SERVER = await startServerProcess(built, environment).ready();
  const KEY = await addUserWithKey(built, environment);

  const lines = [...readFileSync("docs/recording.md", "utf8").matchAll(/^```sh\n(# One run\.[^]*?)^```/gm)];
  const script = lines[0]?.[1] ?? "";
  const shell = { env: { ...process.env, SERVER, KEY, no_proxy: "*" } };
  await promisify(execFile)("sh", ["-euc", script], shell);
  const { stdout } = await promisify(execFile)("sh", ["-euc", script], shell);
  expect(stdout).toContain('"totalCostUsd":0.75,');
  expect(stdout).toContain('"totalRuns":3,"runsWithoutCost":1');
});
