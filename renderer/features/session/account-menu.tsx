import { useQuery } from "@tanstack/react-query";
import { History, LogOut, Plug, Settings, UserPlus, Users } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { useRef, useState } from "react";
import type { ApifyConnection } from "../../../shared/api/apify-connection.ts";
import { desktop } from "../../desktop.ts";
import { useWords } from "../../i18n/use-words.ts";
import { accountsQuery, environmentQuery } from "../../queries.ts";
import { MenuItem } from "../../ui/menu-item.tsx";
import { MENU_SURFACE } from "../../ui/menu-surface.ts";
import { useCommand } from "../commands/commands.ts";
import { AccountChoice } from "../accounts/account-choice.tsx";
import { accountName } from "../../../shared/ipc/account-name.ts";
import { serverHost } from "../accounts/server-host.ts";
import { ImportDialog } from "../import-history/import-dialog.tsx";
import type { ImportHistory } from "../import-history/use-import-history.ts";
import { ACCOUNT_BUTTON, AccountFace } from "./account-button.tsx";
import type { AccountSession } from "./open-session.ts";
import { ApifyDialog } from "../team-server/apify-dialog.tsx";
import { useServerApify } from "../team-server/use-server-apify.ts";
import { useSettings } from "../settings/settings-provider.tsx";
import { useSessionChange } from "./use-session.ts";

interface AccountMenuProps {
  readonly session: AccountSession;
  readonly onAddAccount: () => void;
  readonly onShowAll: () => void;
  readonly importHistory: ImportHistory;
}

export function AccountMenu({ session, onAddAccount, onShowAll, importHistory }: AccountMenuProps) {
  const { t } = useWords();
  // Read before the menu opens, whose first line takes the keyboard's cursor.
  const { data: accounts = [] } = useQuery(accountsQuery);
  const apifyText = ({ state, username }: ApifyConnection): string => {
    if (state === "none") return t("teamServer.apifyNone");
    return state === "refused"
      ? t("teamServer.apifyRefused")
      : t("teamServer.apifyConnected", { username: username ?? "" });
  };
  const { data: environment } = useQuery(environmentQuery);
  const apify = useServerApify();
  const [isApifyOpen, setIsApifyOpen] = useState(false);
  const [isImportOpen, setIsImportOpen] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  const { openSettings } = useSettings();
  const signOutText =
    session.kind === "apify"
      ? t("session.signOutText")
      : t("teamServer.signOutText", { host: serverHost(session.address) });
  useCommand("import-history", () => setIsImportOpen(true));
  useCommand("all-accounts", accounts.length > 1 ? onShowAll : null);
  const signOut = useSessionChange(() => desktop.signOut());
  return (
    <>
      <DropdownMenu.Root>
        <DropdownMenu.Trigger
          ref={trigger}
          aria-label={`${t("session.menu")}, ${accountName(session)}`}
          className={ACCOUNT_BUTTON}
        >
          <AccountFace session={session} />
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content
            align="end"
            sideOffset={6}
            collisionPadding={8}
            className={`${MENU_SURFACE} max-h-(--radix-dropdown-menu-content-available-height) w-72 overflow-y-auto p-1`}
          >
            <AccountChoice accounts={accounts} />
            {accounts.length > 1 && (
              <MenuItem icon={Users} title={t("accounts.all")} text={t("accounts.allText")} onSelect={onShowAll} />
            )}
            <MenuItem icon={UserPlus} title={t("accounts.add")} onSelect={onAddAccount} />
            <DropdownMenu.Separator className="-mx-1 my-1 h-px bg-border" />
            <MenuItem
              icon={History}
              title={t("session.importHistory")}
              text={t("session.importHistoryText")}
              onSelect={() => setIsImportOpen(true)}
            />
            {apify !== null && (
              <MenuItem
                icon={Plug}
                title={t("teamServer.apify")}
                text={apifyText(apify.connection)}
                onSelect={() => setIsApifyOpen(true)}
              />
            )}
            <MenuItem
              icon={Settings}
              title={t("session.settings")}
              onSelect={() => openSettings(() => trigger.current?.focus())}
            />
            <MenuItem
              icon={LogOut}
              title={t("session.signOut")}
              text={signOut.error === null ? signOutText : t(`errors.${signOut.error.code}`)}
              onSelect={(event) => {
                // The menu stays open, so that a failure is read where it happened.
                event.preventDefault();
                void signOut.run();
              }}
            />
            {environment && (
              <>
                <DropdownMenu.Separator className="-mx-1 my-1 h-px bg-border" />
                <p className="px-2.5 py-1.5 text-xs text-muted-foreground">
                  {t("session.version", { version: environment.version })}
                </p>
              </>
            )}
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
      {apify !== null && (
        <ApifyDialog
          apify={apify}
          isOpen={isApifyOpen}
          onOpenChange={setIsApifyOpen}
          returnFocus={() => trigger.current?.focus()}
        />
      )}
      <ImportDialog
        isOpen={isImportOpen}
        onOpenChange={setIsImportOpen}
        returnFocus={() => trigger.current?.focus()}
        importHistory={importHistory}
      />
    </>
  );
}
