import { z } from "zod";
import { jsonFile } from "./json-file.ts";

const accountSchema = z.object({
  /** Apify's id of the account: its rows in the ledger and its entry in the keychain carry it. */
  id: z.string().min(1),
  username: z.string().min(1),
  /** Whether its token was put into the keychain. The token itself is never here. */
  isTokenKept: z.boolean(),
  createdAt: z.iso.datetime(),
});

const accountFileSchema = z.object({ accounts: z.array(accountSchema), currentId: z.string().nullable() });

export type Account = z.output<typeof accountSchema>;

/** The accounts that are signed in, without their secrets: what tells a lost secret from one that never was. */
export interface AccountStore {
  current(): Account | null;
  find(id: string): Account | null;
  /** Adds or replaces the account, and makes it the current one. */
  save(account: Account): void;
  remove(id: string): void;
}

export function createAccountStore(file: string): AccountStore {
  const stored = jsonFile(file, accountFileSchema, { accounts: [], currentId: null });
  const others = (id: string) => stored.read().accounts.filter((account) => account.id !== id);
  return {
    current() {
      const { accounts, currentId } = stored.read();
      return accounts.find((account) => account.id === currentId) ?? null;
    },
    find: (id) => stored.read().accounts.find((account) => account.id === id) ?? null,
    save: (account) => stored.write({ accounts: [...others(account.id), account], currentId: account.id }),
    remove(id) {
      const { currentId } = stored.read();
      stored.write({ accounts: others(id), currentId: currentId === id ? null : currentId });
    },
  };
}
