#!/usr/bin/env node
import { execFileSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";

// Stands in for fpm, which electron-builder downloads to make a deb: what it is told is made with dpkg-deb. So a package for
// tests has the desktop entry, the icons, the dependencies and the scripts of the one that ships.
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    "input-type": { type: "string", short: "s" },
    "output-type": { type: "string", short: "t" },
    depends: { type: "string", short: "d", multiple: true, default: [] },
    "deb-recommends": { type: "string", multiple: true, default: [] },
    "deb-compression": { type: "string" },
    "deb-priority": { type: "string", default: "optional" },
    "after-install": { type: "string", default: "" },
    "after-remove": { type: "string", default: "" },
    architecture: { type: "string", default: "" },
    category: { type: "string", default: "misc" },
    description: { type: "string", default: "" },
    force: { type: "boolean" },
    license: { type: "string" },
    log: { type: "string" },
    maintainer: { type: "string", default: "" },
    name: { type: "string", default: "" },
    package: { type: "string", default: "" },
    url: { type: "string", default: "" },
    vendor: { type: "string", default: "" },
    version: { type: "string", default: "" },
  },
});

const tree = mkdtempSync(path.join(path.dirname(values.package), "deb-"));
try {
  // Such as `/tmp/linux-unpacked/=/opt/decompte`; a folder's content goes there.
  for (const pair of positionals) {
    const [source = "", aim = ""] = pair.split("=");
    const target = path.join(tree, aim);
    mkdirSync(path.dirname(target), { recursive: true });
    if (source.endsWith("/")) execFileSync("cp", ["--archive", "--link", source, target]);
    else cpSync(source, target);
  }
  chmodSync(tree, 0o755);
  mkdirSync(path.join(tree, "DEBIAN"));
  writeFileSync(path.join(tree, "DEBIAN/control"), control());
  writeScript("postinst", values["after-install"]);
  writeScript("postrm", values["after-remove"]);
  // What is unpacked once and thrown away needs no compression.
  execFileSync("dpkg-deb", ["--build", "--root-owner-group", "-Znone", tree, values.package], { stdio: "pipe" });
} finally {
  rmSync(tree, { recursive: true, force: true });
}

function control() {
  const [kibibytes = "0"] = execFileSync("du", ["--summarize", "--block-size=1024", tree], { encoding: "utf8" }).split(
    "\t",
  );
  const fields = [
    ["Package", values.name],
    ["Version", values.version],
    ["Architecture", values.architecture],
    ["Maintainer", values.maintainer],
    ["Vendor", values.vendor],
    ["Installed-Size", kibibytes],
    ["Depends", values.depends.join(", ")],
    ["Recommends", values["deb-recommends"].join(", ")],
    ["Section", values.category],
    ["Priority", values["deb-priority"]],
    ["Homepage", values.url],
    ["Description", values.description],
  ];
  return fields.map(([field, value]) => `${field}: ${value}\n`).join("");
}

/**
 * @param {string} name
 * @param {string} file
 */
function writeScript(name, file) {
  cpSync(file, path.join(tree, "DEBIAN", name));
  chmodSync(path.join(tree, "DEBIAN", name), 0o755);
}
