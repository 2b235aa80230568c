import { SetupError } from "../setup/setup-error.mjs";

/**
 * Every fuse of the wire, in its order, and whether packages have it on. A fuse that a later Electron adds is decided
 * here before anything is packaged with it.
 */
export const FUSES = /** @type {const} */ ({
  RunAsNode: false,
  EnableCookieEncryption: true,
  EnableNodeOptionsEnvironmentVariable: false,
  // Playwright attaches through Node's inspector: a copy for tests alone has this one turned on.
  EnableNodeCliInspectArguments: false,
  // macOS and Windows check; Linux knows no such check yet, and nothing changes there.
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  LoadBrowserProcessSpecificV8Snapshot: false,
  GrantFileProtocolExtraPrivileges: false,
  WasmTrapHandlers: true,
});

/** @typedef {keyof typeof FUSES} FuseName */

const names = /** @type {readonly FuseName[]} */ (Object.keys(FUSES));

/** As the wire writes them. */
const OFF = 0x30;
const ON = 0x31;
const REMOVED = 0x72;

/**
 * @param {string} executable of macOS, the `.app`
 * @param {Partial<Record<FuseName, boolean>>} [exceptions] for a copy that tests drive
 */
export async function flipFuses(executable, exceptions = {}) {
  const { flipFuses: flip, FuseV1Options, FuseVersion } = await import("@electron/fuses");
  const wanted = { ...FUSES, ...exceptions };
  const known = names.filter((name) => name in FuseV1Options);
  const options = known.map((name) => [FuseV1Options[/** @type {keyof typeof FuseV1Options} */ (name)], wanted[name]]);
  await flip(executable, {
    version: FuseVersion.V1,
    resetAdHocDarwinSignature: executable.endsWith(".app"),
    ...Object.fromEntries(options),
  });
  const wrong = wrongFuses(await readFuses(executable), wanted);
  if (wrong.length > 0) throw new SetupError(`The fuses of ${executable} are not as decided: ${wrong.join(", ")}.`);
}

/**
 * The fuses of a binary by name; those that this Electron does not have are left out, those without a name are numbered.
 *
 * @param {string} executable
 * @returns {Promise<ReadonlyMap<string, boolean>>}
 */
export async function readFuses(executable) {
  const { getCurrentFuseWire } = await import("@electron/fuses");
  const { version: _, ...wire } = await getCurrentFuseWire(executable);
  return new Map(
    Object.entries(wire).flatMap(([index, state]) => {
      if (Number(state) === REMOVED) return [];
      if (Number(state) !== ON && Number(state) !== OFF) throw new SetupError(`Fuse ${index} is in no known state.`);
      return [[names[Number(index)] ?? `fuse ${index}`, Number(state) === ON]];
    }),
  );
}

/**
 * @param {ReadonlyMap<string, boolean>} found
 * @param {Readonly<Record<string, boolean>>} wanted
 */
export function wrongFuses(found, wanted) {
  return [...found]
    .filter(([name, isOn]) => wanted[name] !== isOn)
    .map(([name, isOn]) => `${name} is ${isOn ? "on" : "off"}`);
}
