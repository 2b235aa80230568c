import { AppError } from "../../shared/errors.ts";
import type { Account, AccountStore, Identity } from "./account-store.ts";
import type { SecretReading, SecretVault } from "./secret-vault.ts";

export type TokenReading =
  | { readonly credential: "kept" | "this-session"; readonly token: string }
  | { readonly credential: "missing" | "locked" | "unavailable" };

/** The tokens of the accounts that are signed in: in the keychain, or in memory where none takes them. */
export interface Credentials {
  /** @param onLate told when a keychain that was locked at the deadline answers after all. */
  read(account: Account, onLate: (reading: TokenReading) => void): Promise<TokenReading>;
  /** Keeps the token as far as it can be kept, and the account with it. */
  keep(identity: Identity, token: string): Promise<{ readonly account: Account; readonly isKept: boolean }>;
  /** @throws AppError `keychain_unavailable` when the token can't be taken out of the keychain; all is then as before. */
  forget(account: Account): Promise<void>;
}

export interface CredentialsOptions {
  readonly accounts: AccountStore;
  readonly vault: SecretVault;
  readonly now: () => number;
  /** Does its work once nothing else changes the session. */
  readonly inTurn: (work: () => Promise<void>) => Promise<void>;
  /** The keychain took the account's token long after it was asked to. */
  readonly onKeptLate: (account: Account) => void;
}

export function createCredentials({ accounts, vault, now, inTurn, onKeptLate }: CredentialsOptions): Credentials {
  /** Tokens that no keychain took: they last as long as the application runs. */
  const unkept = new Map<string, string>();
  /** Each account as it signed in last, so that a late answer to a former sign-in is told from one to this. */
  const lastSignIns = new Map<string, Account>();

  async function keptLate(account: Account): Promise<void> {
    if (lastSignIns.get(account.id) === account) {
      unkept.delete(account.id);
      const kept = { ...account, isTokenKept: true };
      accounts.save(kept);
      onKeptLate(kept);
      // Where the person has signed out or in again meanwhile, it must not stay.
    } else if (accounts.find(account.id)?.isTokenKept !== true) await vault.remove(account.id);
  }

  return {
    async read(account, onLate) {
      const token = unkept.get(account.id);
      if (token !== undefined) return { credential: "this-session", token };
      if (!account.isTokenKept) return { credential: "unavailable" };
      return tokenReadingOf(await vault.read(account.id, true, (late) => onLate(tokenReadingOf(late))));
    },

    async keep(identity, token) {
      const isKept = (await vault.write(identity.id, token, () => void inTurn(() => keptLate(account)))) === "done";
      const wasKept = accounts.find(identity.id)?.isTokenKept === true;
      const account: Account = {
        ...identity,
        isTokenKept: isKept || wasKept,
        createdAt: new Date(now()).toISOString(),
      };
      accounts.save(account);
      lastSignIns.set(account.id, account);
      if (isKept) unkept.delete(account.id);
      else unkept.set(account.id, token);
      return { account, isKept };
    },

    async forget(account) {
      if (account.isTokenKept && (await vault.remove(account.id)) !== "done")
        throw new AppError("keychain_unavailable", "The keychain did not let go of the token: unlock it and try again");
      unkept.delete(account.id);
      lastSignIns.delete(account.id);
      accounts.remove(account.id);
    },
  };
}

const tokenReadingOf = (reading: SecretReading): TokenReading =>
  reading.state === "found" ? { credential: "kept", token: reading.secret } : { credential: reading.state };
