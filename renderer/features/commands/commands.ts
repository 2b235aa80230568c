import { useEffect, useRef } from "react";
import { COMMAND_IDS, type CommandId } from "../../../shared/ipc/commands.ts";
import { commandOfKeys } from "./shortcut.ts";

const handlers = new Map<CommandId, () => void>();

/** What stands above the page has the keyboard for itself. */
const ABOVE_THE_PAGE = "[role=dialog], [role=alertdialog], [role=menu], [role=listbox]";
const FIELDS = "input, textarea, select, [contenteditable]";

/** Answers the command as long as the component is there; null: it can't be done just now. */
export function useCommand(id: CommandId, run: (() => void) | null): void {
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  const isPossible = run !== null;
  useEffect(() => {
    if (!isPossible) return;
    const answer = () => latest.current?.();
    handlers.set(id, answer);
    return () => {
      if (handlers.get(id) === answer) handlers.delete(id);
    };
  }, [id, isPossible]);
}

/** In the order of their list. */
export const possibleCommands = (): readonly CommandId[] => COMMAND_IDS.filter((id) => handlers.has(id));

/** Does nothing where the command is not possible just now. */
export function runCommand(id: CommandId): void {
  handlers.get(id)?.();
}

/** Hears the shortcuts from now on; the answer ends that. */
export function hearShortcuts(): () => void {
  function onKeyDown(event: KeyboardEvent): void {
    const { target } = event;
    const id = commandOfKeys(event, target instanceof Element && target.closest(FIELDS) !== null);
    if (id === null || event.defaultPrevented) return;
    event.preventDefault();
    if (!event.repeat && document.querySelector(ABOVE_THE_PAGE) === null) runCommand(id);
  }
  window.addEventListener("keydown", onKeyDown);
  return () => window.removeEventListener("keydown", onKeyDown);
}
