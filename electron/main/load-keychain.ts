import type { Keychain } from "./secret-vault.ts";

/** Loaded when it is first needed, since it fails where the system has no secret library. */
export async function loadKeychain(): Promise<Keychain> {
  const loaded: { default?: Keychain } & Keychain = await import("keytar");
  return loaded.default ?? loaded;
}
