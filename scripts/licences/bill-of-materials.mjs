import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { Enums, Models, Serialize, Spec } from "@cyclonedx/cyclonedx-library";
import { LIBSQL_BINARIES } from "../package/native-packages.mjs";
import { readManifest } from "../package/build-kind.mjs";
import { projectFolder } from "../setup/folders.mjs";

/** @typedef {import("./shipped-packages.mjs").ShippedPackage} ShippedPackage */
/** @typedef {{ name?: string, version: string, license?: string, integrity?: string }} Locked */

/**
 * The software bill of materials of the packages for all systems, in the format of CycloneDX 1.6.
 *
 * @param {readonly ShippedPackage[]} packages
 * @param {{ now: Date, serialNumber?: string }} made
 * @returns {string} JSON
 */
export function billOfMaterials(packages, { now, serialNumber = `urn:uuid:${randomUUID()}` }) {
  const { name, version, description, license } = readManifest();
  const application = new Models.Component(Enums.ComponentType.Application, name, {
    bomRef: `${name}@${version}`,
    version,
    description,
    purl: purlOf(name, version),
  });
  application.licenses.add(licenceOf(license));
  const bom = new Models.Bom({
    serialNumber,
    metadata: new Models.Metadata({ timestamp: now, component: application }),
  });
  const lock = readLock();
  for (const shipped of [...packages, ...binariesOf(lock)]) {
    const component = componentOf(shipped, lock);
    bom.components.add(component);
    application.dependencies.add(component.bomRef);
  }
  const serializer = new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6));
  return serializer.serialize(bom, { sortLists: true, space: 2 });
}

/**
 * @param {Pick<ShippedPackage, "name" | "version" | "licence">} shipped
 * @param {readonly Locked[]} lock
 */
function componentOf({ name, version, licence }, lock) {
  const type = name === "electron" ? Enums.ComponentType.Framework : Enums.ComponentType.Library;
  const purl = purlOf(name, version);
  const component = new Models.Component(type, name, {
    bomRef: purl,
    version,
    purl,
    scope: Enums.ComponentScope.Required,
  });
  component.licenses.add(licenceOf(licence));
  const { integrity } = lock.find((locked) => locked.name === name && locked.version === version) ?? {};
  const digest = /^sha512-(.+)$/u.exec(integrity ?? "")?.[1];
  if (digest !== undefined)
    component.hashes.set(Enums.HashAlgorithm["SHA-512"], Buffer.from(digest, "base64").toString("hex"));
  return component;
}

/**
 * libsql's own code, which is a package for each system.
 *
 * @param {readonly Locked[]} lock
 */
const binariesOf = (lock) =>
  Object.values(LIBSQL_BINARIES).flatMap((name) =>
    lock.flatMap((locked) =>
      locked.name === name ? [{ name, version: locked.version, licence: locked.license ?? "" }] : [],
    ),
  );

/** @returns {readonly Locked[]} */
function readLock() {
  /** @type {{ packages: Readonly<Record<string, Locked>> }} */
  const { packages } = JSON.parse(readFileSync(path.join(projectFolder, "package-lock.json"), "utf8"));
  // An alias has the package's own name beside its folder's.
  return Object.entries(packages).map(([folder, locked]) => ({
    ...locked,
    name: locked.name ?? folder.split("node_modules/").at(-1) ?? "",
  }));
}

/** @type {(name: string, version: string) => string} */
const purlOf = (name, version) => `pkg:npm/${name.replace("@", "%40")}@${version}`;

/** @param {string} licence an SPDX identifier or expression */
const licenceOf = (licence) =>
  licence.includes(" ") ? new Models.LicenseExpression(licence) : new Models.SpdxLicense(licence);
