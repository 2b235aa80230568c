import { useMutation, useQueryClient } from "@tanstack/react-query";
import { clsx } from "clsx";
import { Check } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { accountName } from "../../../shared/ipc/account-name.ts";
import type { AccountEntry } from "../../../shared/ipc/accounts.ts";
import { desktop } from "../../desktop.ts";
import { useWords } from "../../i18n/use-words.ts";
import { accountsQuery } from "../../queries.ts";
import { MENU_SURFACE } from "../../ui/menu-surface.ts";
import { ALL_COLOURS, colourOf } from "../accounts/account-colour.ts";

/** An account's colour, and the choice of another. */
export function ColourMenu({ account }: { readonly account: AccountEntry }) {
  const { t } = useWords();
  const client = useQueryClient();
  const change = useMutation({
    mutationFn: (colour: number) => desktop.setAccountColour({ accountId: account.id, colour }),
    onSettled: () => client.invalidateQueries({ queryKey: accountsQuery.queryKey }),
  });
  const label = t("accounts.colour", { name: accountName(account) });
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger
        aria-label={label}
        title={label}
        className="focus-ring -m-1.5 flex size-8 shrink-0 items-center justify-center rounded-md hover:bg-muted"
      >
        <span className={clsx("size-3 rounded-full", colourOf(account.colour).surface)} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content align="start" sideOffset={6} collisionPadding={8} className={`${MENU_SURFACE} w-44 p-1`}>
          <DropdownMenu.RadioGroup
            value={String(account.colour)}
            onValueChange={(colour) => change.mutate(Number(colour))}
          >
            {ALL_COLOURS.map((colour) => (
              <DropdownMenu.RadioItem
                key={colour}
                value={String(colour)}
                className="flex min-h-8 items-center gap-2.5 rounded-sm px-2.5 text-sm outline-none select-none data-highlighted:bg-muted"
              >
                <span className={clsx("size-3 shrink-0 rounded-full", colourOf(colour).surface)} />
                {t(`accounts.colours.${colourOf(colour).name}`)}
                <DropdownMenu.ItemIndicator className="ml-auto">
                  <Check aria-hidden className="size-4" />
                </DropdownMenu.ItemIndicator>
              </DropdownMenu.RadioItem>
            ))}
          </DropdownMenu.RadioGroup>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
