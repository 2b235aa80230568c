import { clsx } from "clsx";
import { Check, CircleUser, Server } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { useState } from "react";
import type { AccountEntry } from "../../../shared/ipc/accounts.ts";
import { desktop } from "../../desktop.ts";
import { useWords } from "../../i18n/use-words.ts";
import { useSessionChange } from "../session/use-session.ts";
import { accountName } from "../../../shared/ipc/account-name.ts";
import { colourOf } from "./account-colour.ts";
import { serverHost } from "./server-host.ts";

/** All accounts that are signed in, as a part of a menu: the shown one is checked, another is shown by choosing it. */
export function AccountChoice({ accounts }: { readonly accounts: readonly AccountEntry[] }) {
  const { t } = useWords();
  const [chosenId, setChosenId] = useState<string | null>(null);
  const change = useSessionChange((accountId: string) => desktop.switchAccount({ accountId }));
  const shownId = accounts.find(({ isShown }) => isShown)?.id ?? "";
  return (
    <DropdownMenu.RadioGroup value={shownId} aria-label={t("accounts.list")}>
      {accounts.map((account) => (
        <DropdownMenu.RadioItem
          key={account.id}
          value={account.id}
          onSelect={(event) => {
            if (account.isShown) return;
            // The menu stays open until the other figures are there, so that a failure is read where it happened.
            event.preventDefault();
            setChosenId(account.id);
            void change.run(account.id);
          }}
          className="flex items-center gap-2.5 rounded-sm px-2.5 py-2 text-sm outline-none select-none data-highlighted:bg-muted"
        >
          <AccountLines account={account} />
          {change.error !== null && chosenId === account.id && (
            <span role="alert" className="text-xs text-danger">
              {t(`errors.${change.error.code}`)}
            </span>
          )}
          <span className="ml-auto flex size-4 shrink-0 items-center">
            <DropdownMenu.ItemIndicator>
              <Check aria-hidden className="size-4" />
            </DropdownMenu.ItemIndicator>
          </span>
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  );
}

function AccountLines({ account }: { readonly account: AccountEntry }) {
  const { t } = useWords();
  const Icon = account.kind === "apify" ? CircleUser : Server;
  return (
    <>
      <Icon aria-hidden className={clsx("size-4 shrink-0", colourOf(account.colour).text)} />
      <span className="min-w-0">
        <span className="block truncate leading-5 font-medium">{accountName(account)}</span>
        <span className="block truncate text-xs leading-4.5 text-muted-foreground">
          {account.kind === "apify" ? t("accounts.onThisComputer") : serverHost(account.address)}
        </span>
      </span>
    </>
  );
}
