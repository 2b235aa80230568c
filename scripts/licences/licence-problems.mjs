/** What may be shipped: licences that ask for no more than that their text comes along. */
const ALLOWED = new Set([
  "0BSD",
  "Apache-2.0",
  "BlueOak-1.0.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "ISC",
  "MIT",
  "MIT AND ISC",
]);

/**
 * Why these packages can't be shipped as they are; nothing when they can.
 *
 * @param {readonly import("./shipped-packages.mjs").ShippedPackage[]} packages
 * @returns {readonly string[]}
 */
export function licenceProblems(packages) {
  if (packages.length === 0) return ["No package was found in what was built."];
  return packages.flatMap(({ name, version, licence, text }) => {
    const problems = [];
    if (!ALLOWED.has(licence)) problems.push(`${name}@${version} has the licence "${licence}", which is not allowed.`);
    if (text === "") problems.push(`${name}@${version} has no text of its licence: look for it (missing-texts.mjs).`);
    return problems;
  });
}
