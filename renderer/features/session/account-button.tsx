import { useQuery } from "@tanstack/react-query";
import { clsx } from "clsx";
import { ChevronDown, CircleUser, Server } from "lucide-react";
import { accountName } from "../../../shared/ipc/account-name.ts";
import { useWords } from "../../i18n/use-words.ts";
import { accountsQuery } from "../../queries.ts";
import { colourOf } from "../accounts/account-colour.ts";
import type { AccountSession } from "./open-session.ts";

/** Of the button that opens the account's menu. */
export const ACCOUNT_BUTTON =
  "focus-ring flex h-9 min-w-0 items-center gap-1.5 rounded-md px-2 text-sm transition-colors hover:bg-muted data-[state=open]:bg-muted";

/** What stands in that button. */
export function AccountFace({ session }: { readonly session: AccountSession }) {
  const Icon = session.kind === "apify" ? CircleUser : Server;
  return (
    <>
      <Icon aria-hidden className={clsx("size-4.5 shrink-0", useShownColour())} />
      <span className="hidden max-w-40 truncate sm:inline">{accountName(session)}</span>
      <ChevronDown aria-hidden className="hidden size-4 shrink-0 text-muted-foreground sm:block" />
    </>
  );
}

/** Where there is another account to tell it from. */
function useShownColour(): string {
  const { data: accounts = [] } = useQuery(accountsQuery);
  const shown = accounts.find(({ isShown }) => isShown);
  return shown === undefined || accounts.length < 2 ? "text-muted-foreground" : colourOf(shown.colour).text;
}

export function ClosedAccountMenu({ session }: { readonly session: AccountSession }) {
  const { t } = useWords();
  return (
    <button
      type="button"
      disabled
      aria-haspopup="menu"
      aria-label={`${t("session.menu")}, ${accountName(session)}`}
      className={ACCOUNT_BUTTON}
    >
      <AccountFace session={session} />
    </button>
  );
}
