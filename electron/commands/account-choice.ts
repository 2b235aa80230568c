import { join } from "node:path";
import { type Account, accountFileSchema } from "../main/account-store.ts";
import { peekJsonFile } from "../main/json-file.ts";

export type AccountChoice =
  | { readonly kind: "found"; readonly account: Account }
  | { readonly kind: "nobody" }
  | { readonly kind: "unknown"; readonly names: readonly string[] }
  | { readonly kind: "several"; readonly ids: readonly string[] };

/**
 * The account whose id or name was typed, or the one whose figures were shown last.
 *
 * @throws AppError `ledger_unavailable` where the accounts can't be read
 */
export function chooseAccount(dataFolder: string, typed: string | null): AccountChoice {
  const file = peekJsonFile(join(dataFolder, "accounts.json"), accountFileSchema);
  const accounts = file?.accounts ?? [];
  const shown = accounts.find(({ id }) => id === file?.currentId) ?? accounts[0];
  if (shown === undefined) return { kind: "nobody" };
  if (typed === null) return { kind: "found", account: shown };
  const byId = accounts.find(({ id }) => id === typed);
  if (byId !== undefined) return { kind: "found", account: byId };
  const called = accounts.filter((account) => namesOf(account).some((name) => isSame(name, typed)));
  const [only] = called;
  if (only === undefined) return { kind: "unknown", names: accounts.map(nameOf) };
  return called.length === 1 ? { kind: "found", account: only } : { kind: "several", ids: called.map(({ id }) => id) };
}

/** How a person knows the account. */
export const nameOf = (account: Account): string => namesOf(account)[0] ?? account.id;

function namesOf(account: Account): readonly string[] {
  if (account.kind === "apify") return [account.username];
  return [account.name, account.email].filter((name) => name !== "");
}

const isSame = (name: string, typed: string): boolean => name.toLowerCase() === typed.toLowerCase();
