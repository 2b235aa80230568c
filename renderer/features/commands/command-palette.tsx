import { Command, defaultFilter, useCommandState } from "cmdk";
import { Dialog as Radix } from "radix-ui";
import { useEffect, useRef } from "react";
import { COMMAND_WORDS } from "../../../shared/ipc/command-words.ts";
import type { CommandId } from "../../../shared/ipc/commands.ts";
import { useWords } from "../../i18n/use-words.ts";
import { possibleCommands, runCommand } from "./commands.ts";
import { plain } from "../../i18n/plain.ts";
import { keysOf } from "./shortcut.ts";

const IS_MAC = navigator.platform.startsWith("Mac");

interface CommandPaletteProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** All that can be done just now, found by its first letters, with its shortcut. */
export function CommandPalette({ isOpen, onClose }: CommandPaletteProps) {
  const { t } = useWords();
  const chosen = useRef<CommandId>(null);
  const choose = (id: CommandId) => {
    chosen.current = id;
    onClose();
  };
  return (
    <Radix.Root open={isOpen} onOpenChange={(opens) => !opens && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-black/40 dark:bg-black/60" />
        <Radix.Content
          aria-describedby={undefined}
          onOpenAutoFocus={() => (chosen.current = null)}
          // What was chosen may take the focus, once nothing stands above the page any more.
          onCloseAutoFocus={() => setTimeout(() => chosen.current && runCommand(chosen.current))}
          className="fixed top-[12vh] left-1/2 z-50 w-[calc(100vw-2rem)] max-w-lg -translate-x-1/2 overflow-hidden rounded-xl border border-border bg-card shadow-xl shadow-black/10 outline-none dark:shadow-black/50"
        >
          <Radix.Title className="sr-only">{t("commands.title")}</Radix.Title>
          <Command label={t("commands.title")} filter={byName}>
            <SearchInput />
            <Command.Empty className="px-3 py-6 text-center text-sm text-muted-foreground">
              <span role="status">{t("commands.none")}</span>
            </Command.Empty>
            <Command.List className="max-h-[60vh] overflow-y-auto p-1.5 empty:p-0">
              {possibleCommands()
                .filter((id) => id !== "palette")
                .map((id) => (
                  <CommandLine key={id} id={id} onChoose={choose} />
                ))}
            </Command.List>
          </Command>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** Whoever types no accents finds them all the same. */
const byName = (_id: string, search: string, [name = ""]: string[] = []): number =>
  defaultFilter(plain(name), plain(search));

function SearchInput() {
  const { t } = useWords();
  const field = useRef<HTMLInputElement>(null);
  useCommandState(({ value, search }) => `${value} ${search}`);
  // The line that a search chose, cmdk names to screen readers only once an arrow has moved: it is named at each change.
  useEffect(() => {
    const line = field.current?.closest("[cmdk-root]")?.querySelector("[role=option][aria-selected=true]");
    if (line) field.current?.setAttribute("aria-activedescendant", line.id);
    else field.current?.removeAttribute("aria-activedescendant");
  });
  return (
    <Command.Input
      ref={field}
      placeholder={t("commands.placeholder")}
      className="h-12 w-full border-b border-border bg-transparent px-4 text-sm outline-none placeholder:text-muted-foreground"
    />
  );
}

interface CommandLineProps {
  readonly id: CommandId;
  readonly onChoose: (id: CommandId) => void;
}

function CommandLine({ id, onChoose }: CommandLineProps) {
  const { language } = useWords();
  const name = COMMAND_WORDS[language][id];
  return (
    <Command.Item
      value={id}
      keywords={[name]}
      onSelect={() => onChoose(id)}
      className="flex min-h-9 items-center gap-4 rounded-md px-3 py-1.5 text-sm select-none data-[selected=true]:bg-muted"
    >
      <span className="min-w-0 grow">{name}</span>
      <span className="flex shrink-0 gap-1">
        {keysOf(id, IS_MAC ? "mac" : language).map((key) => (
          <kbd
            key={key}
            className="min-w-6 rounded-sm border border-border bg-muted px-1.5 py-0.5 text-center font-sans text-xs leading-4 text-muted-foreground"
          >
            {key}
          </kbd>
        ))}
      </span>
    </Command.Item>
  );
}
