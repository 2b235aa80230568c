import { readlinkSync, rmSync } from "node:fs";
import { join } from "node:path";
import { accountFileSchema } from "../main/account-store.ts";
import { peekJsonFile } from "../main/json-file.ts";
import { createAutostartFile } from "../main/launch/autostart-file.ts";
import { SERVICE } from "../main/secret-vault.ts";

export interface DataRemovalOptions {
  readonly dataFolder: string;
  /** Whether the person named the folder, which may then hold other things than ours. */
  readonly isFolderChosen: boolean;
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Folders of newer versions that were downloaded. */
  readonly downloads: readonly string[];
  readonly loadKeychain: () => Promise<SearchedKeychain>;
}

/** The part of keytar that finds what the application ever kept. */
export interface SearchedKeychain {
  findCredentials(service: string): Promise<readonly { readonly account: string }[]>;
  deletePassword(service: string, account: string): Promise<boolean>;
}

/** What is still there afterwards. */
export interface DataRemoval {
  readonly isKeychainDoubtful: boolean;
  readonly isFolderLeft: boolean;
}

/** Whether the application runs with this folder, by what Chromium holds in it for as long as it does. */
export function isInUse(dataFolder: string): boolean {
  try {
    if (process.platform === "win32") rmSync(join(dataFolder, "lockfile"), { force: true });
    else process.kill(Number(readlinkSync(join(dataFolder, "SingletonLock")).split("-").at(-1)), 0);
    return process.platform !== "win32";
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    return code === "EPERM" || code === "EBUSY" || code === "EACCES";
  }
}

/** Takes away what the application keeps of a person: the secrets first, while what tells of them is still there. */
export async function removeData(options: DataRemovalOptions): Promise<DataRemoval> {
  const { dataFolder, isFolderChosen, variables, downloads, loadKeychain } = options;
  const isKeychainDoubtful = !(await emptyKeychain(dataFolder, loadKeychain));
  if (process.platform === "linux") createAutostartFile(variables).remove();
  for (const folder of downloads) rmSync(folder, { recursive: true, force: true });
  if (!isFolderChosen) rmSync(dataFolder, { recursive: true, force: true });
  return { isKeychainDoubtful, isFolderLeft: isFolderChosen };
}

/** Whether nothing can be left in it. A locked keychain may answer that it is empty, which the accounts' marks deny. */
async function emptyKeychain(dataFolder: string, loadKeychain: DataRemovalOptions["loadKeychain"]): Promise<boolean> {
  const kept = peekJsonFile(join(dataFolder, "accounts.json"), accountFileSchema)?.accounts ?? [];
  const expected = kept.filter(({ isTokenKept }) => isTokenKept).length;
  try {
    const keychain = await loadKeychain();
    const entries = await keychain.findCredentials(SERVICE);
    for (const { account } of entries) await keychain.deletePassword(SERVICE, account);
    const left = await keychain.findCredentials(SERVICE);
    return left.length === 0 && entries.length >= expected;
  } catch {
    return expected === 0;
  }
}
