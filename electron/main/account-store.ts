import { z } from "zod";
import { ACCOUNT_COLOURS } from "../../shared/ipc/accounts.ts";
import { jsonFile } from "./json-file.ts";

const commonFields = {
  /** Its entry in the keychain and its files carry it. Of Apify's it is Apify's own id, which its rows in the ledger carry too. */
  id: z.string().min(1),
  /** Whether its token was put into the keychain. The token itself is never here. */
  isTokenKept: z.boolean(),
  createdAt: z.iso.datetime(),
  /** Where the person chose one. */
  colour: z
    .int()
    .min(0)
    .max(ACCOUNT_COLOURS - 1)
    .exactOptional(),
};

const apifyAccountSchema = z.object({
  // A file from before there were other kinds names none.
  kind: z.literal("apify").default("apify"),
  username: z.string().min(1),
  ...commonFields,
});

const serverAccountSchema = z.object({
  kind: z.literal("server"),
  /** The server's origin. */
  address: z.url({ protocol: /^https?$/ }),
  email: z.string().min(1),
  name: z.string(),
  ...commonFields,
});

export const accountFileSchema = z.object({
  accounts: z.array(z.union([serverAccountSchema, apifyAccountSchema])),
  currentId: z.string().nullable(),
});

export type ApifyAccount = z.output<typeof apifyAccountSchema>;
export type ServerAccount = z.output<typeof serverAccountSchema>;
export type Account = ApifyAccount | ServerAccount;

/** Whose account it is, apart from what became of its token. */
export type Identity = WithoutToken<Account>;
type WithoutToken<Kind> = Kind extends Account ? Omit<Kind, "isTokenKept" | "createdAt" | "colour"> : never;

/** The accounts that are signed in, without their secrets: what tells a lost secret from one that never was. */
export interface AccountStore {
  /** In the order in which they were added. */
  all(): readonly Account[];
  /** The one whose figures were shown last. */
  current(): Account | null;
  find(id: string): Account | null;
  /** Adds the account at the end, or replaces it in its place, where it keeps its colour. */
  save(account: Account): void;
  makeCurrent(id: string): void;
  setColour(id: string, colour: number): void;
  remove(id: string): void;
}

export function createAccountStore(file: string): AccountStore {
  const stored = jsonFile(file, accountFileSchema, { accounts: [], currentId: null });
  const find = (id: string | null) => stored.read().accounts.find((account) => account.id === id) ?? null;
  return {
    all: () => stored.read().accounts,
    current: () => find(stored.read().currentId),
    find,
    save(account) {
      const { accounts, currentId } = stored.read();
      const isKnown = accounts.some(({ id }) => id === account.id);
      const next = isKnown
        ? accounts.map((former) => (former.id === account.id ? { ...colourOf(former), ...account } : former))
        : [...accounts, account];
      stored.write({ accounts: next, currentId });
    },
    makeCurrent(id) {
      const { accounts, currentId } = stored.read();
      if (currentId !== id) stored.write({ accounts, currentId: id });
    },
    setColour(id, colour) {
      const { accounts, currentId } = stored.read();
      stored.write({
        accounts: accounts.map((account) => (account.id === id ? { ...account, colour } : account)),
        currentId,
      });
    },
    remove(id) {
      const { accounts, currentId } = stored.read();
      stored.write({
        accounts: accounts.filter((account) => account.id !== id),
        currentId: currentId === id ? null : currentId,
      });
    },
  };
}

const colourOf = ({ colour }: Account) => (colour === undefined ? {} : { colour });
