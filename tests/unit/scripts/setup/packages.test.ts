import { expect, test } from "vitest";
import { arePackagesInstalled } from "../../../../scripts/setup/packages.mjs";

const wanted = {
  packages: {
    "": { version: "0.1.0" },
    "node_modules/hono": { version: "4.13.19", integrity: "sha512-a" },
    "node_modules/libsql-darwin": { version: "0.5.29", integrity: "sha512-b", optional: true },
  },
};
const hono = { version: "4.13.19", integrity: "sha512-a" };

test("packages are installed when each has its version and integrity, whatever else is there", () => {
  const installed = { packages: { "node_modules/hono": hono, "node_modules/left-over": { version: "1.0.0" } } };
  expect(arePackagesInstalled(wanted, installed)).toBe(true);
});

test("an optional package for another system may be absent, but not have another version", () => {
  const stale = { version: "0.5.0", integrity: "sha512-b" };
  const installed = { packages: { "node_modules/hono": hono, "node_modules/libsql-darwin": stale } };
  expect(arePackagesInstalled(wanted, installed)).toBe(false);
});

test.each([
  ["nothing was ever installed", undefined],
  ["what npm wrote down is damaged", {}],
  ["a package is absent", { packages: {} }],
  ["a package has another version", { packages: { "node_modules/hono": { ...hono, version: "4.0.0" } } }],
  ["a package has another content", { packages: { "node_modules/hono": { ...hono, integrity: "sha512-z" } } }],
])("packages are not installed when %s", (_, installed) => {
  expect(arePackagesInstalled(wanted, installed)).toBe(false);
});
