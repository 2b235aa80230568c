import { useEffect, useState } from "react";
import { onCommandChosen } from "../../desktop.ts";
import { later } from "../../ui/later.tsx";
import { hearShortcuts, runCommand, useCommand } from "./commands.ts";

const CommandPalette = later(async () => (await import("./command-palette.tsx")).CommandPalette);

/** Hears shortcuts and the menus, and shows the command palette. */
export function CommandsHost() {
  const [isOpen, setIsOpen] = useState(false);
  useEffect(hearShortcuts, []);
  useEffect(() => onCommandChosen(runCommand), []);
  useCommand("palette", () => setIsOpen(true));
  // There before it is opened, so that not one letter typed at once is lost.
  return <CommandPalette isOpen={isOpen} onClose={() => setIsOpen(false)} />;
}
