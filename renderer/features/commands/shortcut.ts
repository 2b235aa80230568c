import type { Language } from "../../../shared/domain/money.ts";
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

const NAMES: Readonly<Record<Language | "mac", Readonly<Record<string, string>>>> = {
  fr: { [MODIFIER]: "Ctrl", Shift: "Maj" },
  en: { [MODIFIER]: "Ctrl", Shift: "Shift" },
  mac: { [MODIFIER]: "⌘", Shift: "⇧" },
};

/** `["Ctrl", "K"]`, or `["⌘", "K"]` on a Mac. */
export function keysOf(id: CommandId, keyboard: Language | "mac"): readonly string[] {
  return SHORTCUTS[id]?.split("+").map((key) => NAMES[keyboard][key] ?? key) ?? [];
}
