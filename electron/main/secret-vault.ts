import { toAppError } from "../../shared/errors.ts";
import type { Log } from "./log.ts";

/** The part of keytar that the vault uses. */
export interface Keychain {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<void>;
  deletePassword(service: string, account: string): Promise<boolean>;
}

export type SecretReading =
  | { readonly state: "found"; readonly secret: string }
  | { readonly state: "missing" | "locked" | "unavailable" };

export type SecretWriting = "done" | "locked" | "unavailable";

/** Secrets in the operating system's keychain. Nothing here throws, and nothing waits longer than the deadline. */
export interface SecretVault {
  /**
   * @param isMarked whether a secret was kept for this account before; without that, an absent one needs no explanation.
   * @param onUnlocked told when a keychain that was locked at the deadline answers after all.
   */
  read(account: string, isMarked: boolean, onUnlocked: (reading: SecretReading) => void): Promise<SecretReading>;
  write(account: string, secret: string): Promise<SecretWriting>;
  remove(account: string): Promise<SecretWriting>;
}

export interface SecretVaultOptions {
  /** Loads the keychain's library, which fails where the system has none. */
  readonly loadKeychain: () => Promise<Keychain>;
  readonly deadlineMs: number;
  readonly log: Log;
}

const SERVICE = "decompte";
const PROBE_ACCOUNT = "decompte-probe";

export function createSecretVault({ loadKeychain, deadlineMs, log }: SecretVaultOptions): SecretVault {
  /** An operation that waits on an unlock prompt counts as locked at the deadline; its late answer goes to `onLate`. */
  async function within<Value>(
    work: (keychain: Keychain) => Promise<Value>,
    onLate: (value: Value) => void = () => undefined,
  ): Promise<{ state: "answered"; value: Value } | { state: "locked" | "unavailable" }> {
    const answered = loadKeychain()
      .then(work)
      .then(
        (value) => ({ state: "answered", value }) as const,
        (error: unknown) => {
          log("keychain failed", { cause: toAppError(error).cause ?? error });
          return { state: isLockedError(error) ? "locked" : "unavailable" } as const;
        },
      );
    let timer: NodeJS.Timeout | undefined;
    const deadline = new Promise<"deadline">((resolve) => (timer = setTimeout(resolve, deadlineMs, "deadline")));
    const first = await Promise.race([answered, deadline]);
    clearTimeout(timer);
    if (first !== "deadline") return first;
    void answered.then((late) => late.state === "answered" && onLate(late.value));
    return { state: "locked" };
  }

  /** keytar answers null both for an absent secret and for a locked keychain; only an unlocked one takes a new entry. */
  async function whyAbsent(): Promise<"missing" | "locked"> {
    const written = await within((keychain) => keychain.setPassword(SERVICE, PROBE_ACCOUNT, "probe"));
    if (written.state !== "answered") return "locked";
    await within((keychain) => keychain.deletePassword(SERVICE, PROBE_ACCOUNT));
    return "missing";
  }

  return {
    async read(account, isMarked, onUnlocked) {
      const answer = await within(
        (keychain) => keychain.getPassword(SERVICE, account),
        (late) => onUnlocked(late === null ? { state: "missing" } : { state: "found", secret: late }),
      );
      if (answer.state !== "answered") return { state: answer.state };
      if (answer.value !== null) return { state: "found", secret: answer.value };
      return { state: isMarked ? await whyAbsent() : "missing" };
    },

    async write(account, secret) {
      const { state } = await within((keychain) => keychain.setPassword(SERVICE, account, secret));
      return state === "answered" ? "done" : state;
    },

    async remove(account) {
      const answer = await within((keychain) => keychain.deletePassword(SERVICE, account));
      if (answer.state !== "answered") return answer.state;
      return answer.value || (await whyAbsent()) === "missing" ? "done" : "locked";
    },
  };
}

/** What the secret service says of a locked collection whose prompt was refused or could not be shown. */
function isLockedError(error: unknown): boolean {
  return error instanceof Error && /lock|prompt|dismiss/i.test(error.message);
}
