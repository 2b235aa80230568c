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
  /** @param onKept told when a keychain that was locked at the deadline takes the secret after all. */
  write(account: string, secret: string, onKept: () => void): Promise<SecretWriting>;
  remove(account: string): Promise<SecretWriting>;
  /** Whether the keychain still owes an answer, which it may for as long as its prompt stands. */
  isWaiting(): boolean;
}

export interface SecretVaultOptions {
  /** Loads the keychain's library, which fails where the system has none. */
  readonly loadKeychain: () => Promise<Keychain>;
  readonly deadlineMs: number;
  readonly log: Log;
}

export const SERVICE = "decompte";
const PROBE_ACCOUNT = "decompte-probe";

export function createSecretVault({ loadKeychain, deadlineMs, log }: SecretVaultOptions): SecretVault {
  let last: Promise<unknown> = Promise.resolve();
  let isWaiting = false;

  async function answerOf<Value>(work: (keychain: Keychain) => Promise<Value>) {
    isWaiting = true;
    try {
      return { state: "answered", value: await work(await loadKeychain()) } as const;
    } catch (error) {
      log("keychain failed", { cause: toAppError(error).cause ?? error });
      return { state: isLockedError(error) ? "locked" : "unavailable" } as const;
    } finally {
      isWaiting = false;
    }
  }

  /**
   * An operation that waits on an unlock prompt counts as locked at the deadline; its late answer goes to `onLate`. Each
   * holds one of the process's few threads meanwhile, so that the next one begins only after it, or not at all.
   */
  async function within<Value>(
    work: (keychain: Keychain) => Promise<Value>,
    onLate: (value: Value) => void = () => undefined,
  ): Promise<{ state: "answered"; value: Value } | { state: "locked" | "unavailable" }> {
    let isGivenUp = false;
    const answered = last.then(() => (isGivenUp ? ({ state: "locked" } as const) : answerOf(work)));
    last = answered;
    let timer: NodeJS.Timeout | undefined;
    const deadline = new Promise<"deadline">((resolve) => (timer = setTimeout(resolve, deadlineMs, "deadline")));
    const first = await Promise.race([answered, deadline]);
    clearTimeout(timer);
    if (first !== "deadline") return first;
    isGivenUp = true;
    void answered.then((late) => late.state === "answered" && onLate(late.value));
    return { state: "locked" };
  }

  /** Only an unlocked keychain takes a new entry. */
  async function isUnlocked(): Promise<boolean> {
    const written = await within((keychain) => keychain.setPassword(SERVICE, PROBE_ACCOUNT, "probe"));
    if (written.state !== "answered") return false;
    await within((keychain) => keychain.deletePassword(SERVICE, PROBE_ACCOUNT));
    return true;
  }

  return {
    async read(account, isMarked, onUnlocked) {
      const get = (keychain: Keychain) => keychain.getPassword(SERVICE, account);
      // keytar answers null both for an absent secret and for a locked keychain, whose prompt may be answered meanwhile.
      const explain = async (secret: string | null): Promise<SecretReading> => {
        if (secret !== null) return { state: "found", secret };
        if (!isMarked) return { state: "missing" };
        if (!(await isUnlocked())) return { state: "locked" };
        const again = await within(get);
        if (again.state !== "answered") return { state: again.state };
        return again.value === null ? { state: "missing" } : { state: "found", secret: again.value };
      };
      const answer = await within(get, (late) => void explain(late).then(onUnlocked));
      return answer.state === "answered" ? explain(answer.value) : { state: answer.state };
    },

    async write(account, secret, onKept) {
      const { state } = await within((keychain) => keychain.setPassword(SERVICE, account, secret), onKept);
      return state === "answered" ? "done" : state;
    },

    async remove(account) {
      const remove = (keychain: Keychain) => keychain.deletePassword(SERVICE, account);
      const answer = await within(remove);
      if (answer.state !== "answered") return answer.state;
      if (answer.value) return "done";
      if (!(await isUnlocked())) return "locked";
      const again = await within(remove);
      return again.state === "answered" ? "done" : again.state;
    },

    isWaiting: () => isWaiting,
  };
}

/** What the secret service says of a locked collection whose prompt was refused or could not be shown. */
function isLockedError(error: unknown): boolean {
  return error instanceof Error && /lock|prompt|dismiss/i.test(error.message);
}
