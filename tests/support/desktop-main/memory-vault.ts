import type { SecretReading, SecretVault, SecretWriting } from "../../../electron/main/secret-vault.ts";

/** A keychain in memory, which can be told to refuse. */
export interface MemoryVault extends Pick<SecretVault, "read" | "write" | "remove"> {
  readonly entries: Map<string, string>;
  /** From now on everything is answered so; null: as an open keychain does. */
  refuse(answer: Exclude<SecretWriting, "done"> | null): void;
  /** The keychain takes after all what it was asked to write last. */
  takeLate(): void;
}

export function createMemoryVault(): MemoryVault {
  const entries = new Map<string, string>();
  let refusal: Exclude<SecretWriting, "done"> | null = null;
  let takeLate: () => void = () => undefined;
  return {
    entries,
    refuse: (answer) => void (refusal = answer),
    takeLate: () => takeLate(),
    async read(account): Promise<SecretReading> {
      const secret = entries.get(account);
      if (refusal !== null) return { state: refusal };
      return secret === undefined ? { state: "missing" } : { state: "found", secret };
    },
    async write(account, secret, onKept) {
      takeLate = () => {
        entries.set(account, secret);
        onKept();
      };
      if (refusal === null) entries.set(account, secret);
      return refusal ?? "done";
    },
    async remove(account) {
      if (refusal === null) entries.delete(account);
      return refusal ?? "done";
    },
  };
}
