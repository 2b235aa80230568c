import type { AccountEntry } from "./accounts.ts";
import type { Session } from "./session.ts";

type Named = AccountEntry | Extract<Session, { kind: "apify" | "server" }>;

/** How a person knows the account. */
export function accountName(account: Named): string {
  if (account.kind === "apify") return account.username;
  return account.name === "" ? account.email : account.name;
}
