import type { AccountEntry, Session } from "../../../shared/ipc/contract.ts";

type Named = AccountEntry | Extract<Session, { kind: "apify" | "server" }>;

/** How a person knows the account. */
export function accountName(account: Named): string {
  if (account.kind === "apify") return account.username;
  return account.name === "" ? account.email : account.name;
}

/** `decompte.example.org`, with the port where it is not the usual one. */
export function serverHost(address: string): string {
  return new URL(address).host;
}
