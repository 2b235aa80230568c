import { expect, test } from "vitest";
import { isSupportedNode, requireSupportedNode } from "../../../../scripts/setup/supported-node.mjs";

test.each(["20.19.0", "20.20.2", "22.0.0", "24.1.0"])("Node %s is supported", (version) => {
  expect(isSupportedNode(version)).toBe(true);
});

test.each(["16.20.2", "18.20.8", "20.18.3", "20.9.0"])("Node %s is too old", (version) => {
  expect(isSupportedNode(version)).toBe(false);
});

test("the refusal names the version that is needed and the one that runs", () => {
  expect(() => requireSupportedNode("18.20.8")).toThrow(/needs Node 20\.19 or newer.*this is Node 18\.20\.8/u);
});
