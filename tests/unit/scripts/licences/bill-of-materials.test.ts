import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import { expect, it } from "vitest";
import { billOfMaterials } from "../../../../scripts/licences/bill-of-materials.mjs";
import { projectFolder } from "../../../../scripts/setup/folders.mjs";

const installed = (name: string) =>
  JSON.parse(readFileSync(join(projectFolder, "node_modules", name, "package.json"), "utf8"));
const shipped = (name: string) => ({
  name,
  version: installed(name).version,
  licence: installed(name).license,
  text: "…",
});

const bill = JSON.parse(
  billOfMaterials([shipped("electron"), shipped("react"), shipped("victory-vendor")], {
    now: new Date("2026-11-23T10:00:00Z"),
    serialNumber: "urn:uuid:7a4d8f0e-6f6c-4d0a-9a39-3a2f6f5d1f10",
  }),
);

function validator() {
  const ajv = new Ajv({ strict: false });
  addFormats(ajv);
  // Checked by the schema's own patterns, or by nobody: ajv knows no such formats.
  for (const format of ["iri-reference", "idn-email"]) ajv.addFormat(format, true);
  const schema = (name: string) =>
    JSON.parse(
      readFileSync(
        join(projectFolder, `node_modules/@cyclonedx/cyclonedx-library/res/schema/${name}.SNAPSHOT.schema.json`),
        "utf8",
      ),
    );
  for (const name of ["spdx", "jsf-0.82"])
    ajv.addSchema(schema(name), `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`);
  return ajv.compile(schema("bom-1.6"));
}

it("is what CycloneDX's schema asks for", () => {
  const validate = validator();
  expect(validate(bill) ? [] : validate.errors).toEqual([]);
  expect(validate({ ...bill, components: [{ name: "without a type" }] })).toBe(false);
});

it("names the application, and each package with its address, licence and the hash of the lock file", () => {
  expect(bill.metadata.component).toMatchObject({
    type: "application",
    name: "decompte",
    licenses: [{ license: { id: "MIT" } }],
  });
  const react = bill.components.find(({ name }: { name: string }) => name === "react");
  expect(react).toMatchObject({
    type: "library",
    purl: `pkg:npm/react@${installed("react").version}`,
    licenses: [{ license: { id: "MIT" } }],
    hashes: [{ alg: "SHA-512", content: expect.stringMatching(/^[0-9a-f]{128}$/) }],
  });
  const vendor = bill.components.find(({ name }: { name: string }) => name === "victory-vendor");
  expect(vendor.licenses).toEqual([{ expression: "MIT AND ISC" }]);
});

it("has the native code of every system, and all of it depended on", () => {
  const names = bill.components.map(({ name }: { name: string }) => name);
  for (const system of ["linux-x64-gnu", "darwin-x64", "darwin-arm64", "win32-x64-msvc"])
    expect(names).toContain(`@libsql/${system}`);
  expect(bill.dependencies[0].dependsOn).toHaveLength(names.length);
});
