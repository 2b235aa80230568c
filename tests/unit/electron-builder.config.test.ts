import { expect, it } from "vitest";
import { builderConfiguration } from "../../electron-builder.config.mjs";
import { buildKind } from "../../scripts/package/build-kind.mjs";

it("makes AppImages that need no FUSE 2, and ask for no start without the sandbox", () => {
  const platform = "linux";
  const kind = buildKind({ isForTests: false, platform });
  const folders = { stage: "", icons: "", output: "" };
  const configuration = builderConfiguration({ kind, platform, ...folders, runtime: undefined });
  // electron-builder's own default, which it names 0.0.0, does both.
  expect(configuration.toolsets?.appimage).toMatch(/^[1-9]/);
  expect(JSON.stringify(configuration)).not.toContain("no-sandbox");
});
