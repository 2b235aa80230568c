import { COMMAND_IDS, type CommandId, SHORTCUTS } from "../../../shared/ipc/commands.ts";

const MODIFIER = "CommandOrControl";

/** Further keys for the same, as other applications have them. */
const ALSO: Readonly<Record<string, CommandId>> = { "/": "search", "?": "palette" };

type Keys = Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">;

/** The command that the keys stand for, if any. */
export function commandOfKeys(keys: Keys, isTyping: boolean): CommandId | null {
  if (keys.altKey) return null;
  if (keys.ctrlKey || keys.metaKey) {
    const shortcut = [MODIFIER, ...(keys.shiftKey ? ["Shift"] : []), keys.key.toUpperCase()].join("+");
    return COMMAND_IDS.find((id) => SHORTCUTS[id] === shortcut) ?? null;
  }
  if (isTyping) return null;
  // By its place, since the figures of a French keyboard are above other signs.
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(keys.code)?.[1];
  if (digit !== undefined && (!keys.shiftKey || keys.key === digit))
    return COMMAND_IDS.find((id) => SHORTCUTS[id] === digit) ?? null;
  return ALSO[keys.key] ?? null;
}

/** `["Ctrl", "K"]`, or `["⌘", "K"]` on a Mac. */
export function keysOf(id: CommandId, isMac: boolean): readonly string[] {
  const names: Readonly<Record<string, string>> = isMac
    ? { [MODIFIER]: "⌘", Shift: "⇧" }
    : { [MODIFIER]: "Ctrl", Shift: "Maj" };
  return SHORTCUTS[id]?.split("+").map((key) => names[key] ?? key) ?? [];
}
