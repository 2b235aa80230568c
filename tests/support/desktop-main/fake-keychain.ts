import type { Keychain } from "../../../electron/main/secret-vault.ts";

/**
 * How the keychain answers: at once (`open`); as a locked one that shows no prompt (`silent`: keytar reads null and takes
 * no entry); only once its prompt is answered (`prompting`); or not at all (`broken`).
 */
type KeychainState = "open" | "silent" | "prompting" | "broken";

/** The operating system's keychain, in memory. */
export interface FakeKeychain extends Keychain {
  readonly secrets: Map<string, string>;
  /** Each operation that reached it: `get camille-id`. */
  readonly operations: readonly string[];
  /** The most operations that it ever had at the same time. */
  readonly mostAtOnce: () => number;
  become(state: KeychainState): void;
  /** Answers the prompt that stands, with the secret or by refusing. */
  answerPrompt(isUnlocked: boolean): void;
}

export function createFakeKeychain(): FakeKeychain {
  const secrets = new Map<string, string>();
  const operations: string[] = [];
  let state: KeychainState = "open";
  let atOnce = 0;
  let mostAtOnce = 0;
  let prompts: ((isUnlocked: boolean) => void)[] = [];

  async function reach<Value>(operation: string, work: () => Value, whenSilent: () => Value): Promise<Value> {
    operations.push(operation);
    atOnce += 1;
    mostAtOnce = Math.max(mostAtOnce, atOnce);
    try {
      if (state === "broken") throw new Error("The name org.freedesktop.secrets was not provided");
      if (state === "silent") return whenSilent();
      if (state === "prompting" && !(await new Promise<boolean>((resolve) => prompts.push(resolve))))
        throw new Error("Prompt was dismissed");
      return work();
    } finally {
      atOnce -= 1;
    }
  }
  const refuse = (): never => {
    throw new Error("Cannot create an item in a locked collection");
  };

  return {
    secrets,
    operations,
    mostAtOnce: () => mostAtOnce,
    become: (next) => (state = next),
    answerPrompt(isUnlocked) {
      const answered = prompts;
      prompts = [];
      if (isUnlocked) state = "open";
      for (const answer of answered) answer(isUnlocked);
    },
    getPassword: (_service, account) =>
      reach(
        `get ${account}`,
        () => secrets.get(account) ?? null,
        () => null,
      ),
    setPassword: (_service, account, secret) =>
      reach(`set ${account}`, () => void secrets.set(account, secret), refuse),
    deletePassword: (_service, account) =>
      reach(
        `delete ${account}`,
        () => secrets.delete(account),
        () => false,
      ),
  };
}
