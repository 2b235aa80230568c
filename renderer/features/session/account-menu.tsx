import { useQuery } from "@tanstack/react-query";
import { ChevronDown, CircleUser, History, LogOut, type LucideIcon } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { desktop } from "../../desktop.ts";
import { useWords } from "../../i18n/use-words.ts";
import { environmentQuery } from "../../queries.ts";
import { MENU_SURFACE } from "../../ui/menu-surface.ts";
import { useImportHistory } from "../import-progress/use-import-history.ts";
import { useSessionChange } from "./use-session.ts";

export function AccountMenu({ username }: { readonly username: string }) {
  const { t } = useWords();
  const { data: environment } = useQuery(environmentQuery);
  const importHistory = useImportHistory();
  const signOut = useSessionChange(() => desktop.signOut());
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger
        aria-label={t("session.menu")}
        className="focus-ring flex h-9 min-w-0 items-center gap-1.5 rounded-md px-2 text-sm transition-colors hover:bg-muted data-[state=open]:bg-muted"
      >
        <CircleUser aria-hidden className="size-4.5 shrink-0 text-muted-foreground" />
        <span className="hidden max-w-40 truncate sm:inline">{username}</span>
        <ChevronDown aria-hidden className="hidden size-4 shrink-0 text-muted-foreground sm:block" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content align="end" sideOffset={6} collisionPadding={8} className={`${MENU_SURFACE} w-72 p-1`}>
          <DropdownMenu.Label className="truncate px-2.5 py-2 text-sm font-medium">{username}</DropdownMenu.Label>
          <DropdownMenu.Separator className="-mx-1 my-1 h-px bg-border" />
          <MenuItem
            icon={History}
            title={t("session.importAgain")}
            text={t("session.importAgainText")}
            onSelect={() => importHistory.mutate()}
          />
          <MenuItem
            icon={LogOut}
            title={t("session.signOut")}
            text={signOut.errorCode === null ? t("session.signOutText") : t(`errors.${signOut.errorCode}`)}
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
  );
}

interface MenuItemProps {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly text: string;
  readonly onSelect: (event: Event) => void;
}

function MenuItem({ icon: Icon, title, text, onSelect }: MenuItemProps) {
  return (
    <DropdownMenu.Item
      onSelect={onSelect}
      className="flex gap-2.5 rounded-sm px-2.5 py-2 text-sm outline-none select-none data-highlighted:bg-muted"
    >
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-muted-foreground" />
      <span>
        <span className="block leading-5">{title}</span>
        <span className="block text-xs leading-4.5 text-muted-foreground">{text}</span>
      </span>
    </DropdownMenu.Item>
  );
}
