import { expect, test } from "vitest";
import {
  installCommand,
  missingPackages,
  namesToInstall,
  neededPackages,
} from "../../../../scripts/setup/system-libraries.mjs";

const installed = (...names: string[]) => {
  const set = new Set(names);
  return (asked: readonly string[]) => new Set(asked.filter((name) => set.has(name)));
};

const namesFor = (situation: { hasDisplay: boolean; forTests: boolean }) =>
  neededPackages(situation).map(({ name }) => name);

test("Xvfb is needed only where there is no display, or for tests", () => {
  expect(namesFor({ hasDisplay: true, forTests: false })).not.toContain("xvfb");
  expect(namesFor({ hasDisplay: false, forTests: false })).toContain("xvfb");
  expect(namesFor({ hasDisplay: true, forTests: true })).toContain("xvfb");
});

test("a keychain, a notification server, a message bus and a browser are needed for tests only", () => {
  const testsOnly = ["dbus-x11", "gnome-keyring", "dunst", "chromium"];
  expect(namesFor({ hasDisplay: false, forTests: true })).toEqual(expect.arrayContaining(testsOnly));
  for (const name of testsOnly) expect(namesFor({ hasDisplay: false, forTests: false })).not.toContain(name);
});

const asound = { name: "libasound2", renamed: "libasound2t64" };
const nss = { name: "libnss3" };

test("a package counts as installed under its old name and under its new one", () => {
  expect(missingPackages([asound, nss], installed("libasound2", "libnss3"))).toEqual([]);
  expect(missingPackages([asound, nss], installed("libasound2t64", "libnss3"))).toEqual([]);
});

test("a package that is installed under neither name is missing", () => {
  expect(missingPackages([asound, nss], installed("libnss3"))).toEqual([asound]);
});

test("the new name is installed where the release offers it, the old one elsewhere", () => {
  expect(namesToInstall([asound, nss], (name) => name === "libasound2t64")).toEqual(["libasound2t64", "libnss3"]);
  expect(namesToInstall([asound, nss], () => false)).toEqual(["libasound2", "libnss3"]);
});

test("the command for those who are not root can be pasted as it is", () => {
  expect(installCommand(["libnss3", "dunst"])).toBe(
    "sudo apt-get update && sudo apt-get install --yes --no-install-recommends libnss3 dunst",
  );
});
