import { SetupError } from "./setup-error.mjs";

const OLDEST = Object.freeze({ major: 20, minor: 19 });

/** @param {string} version as in `process.versions.node` */
export function isSupportedNode(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > OLDEST.major || (major === OLDEST.major && minor >= OLDEST.minor);
}

/** @param {string} [version] */
export function requireSupportedNode(version = process.versions.node) {
  if (isSupportedNode(version)) return;
  throw new SetupError(
    `Décompte needs Node ${OLDEST.major}.${OLDEST.minor} or newer to start and to be built; this is Node ${version}. ` +
      "Install a newer Node from https://nodejs.org and run the command again.",
  );
}
