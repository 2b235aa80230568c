import { expect, test } from "vitest";
import { commandOfKeys, keysOf } from "../../../../../renderer/features/commands/shortcut.ts";
import { SHORTCUTS } from "../../../../../shared/ipc/commands.ts";

const keys = (key: string, more: Partial<Parameters<typeof commandOfKeys>[0]> = {}) => ({
  key,
  code: "",
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
});

test.each([
  ["k", { ctrlKey: true }, "palette"],
  ["k", { metaKey: true }, "palette"],
  ["r", { ctrlKey: true }, "refresh"],
  ["f", { ctrlKey: true }, "search"],
  ["e", { ctrlKey: true }, "export"],
  [",", { ctrlKey: true }, "settings"],
  ["H", { ctrlKey: true, shiftKey: true }, "hide-amounts"],
  ["h", { ctrlKey: true }, null],
  ["r", { ctrlKey: true, altKey: true }, null],
  ["z", { ctrlKey: true }, null],
])("%s with %j is %s, in a field too", (key, more, command) => {
  expect(commandOfKeys(keys(key, more), false)).toBe(command);
  expect(commandOfKeys(keys(key, more), true)).toBe(command);
});

test.each([
  ["1", { code: "Digit1" }, "period-day"],
  ["&", { code: "Digit1" }, "period-day"],
  ["1", { code: "Digit1", shiftKey: true }, "period-day"],
  ["4", { code: "Numpad4" }, "period-all"],
  ["!", { code: "Digit1", shiftKey: true }, null],
  ["5", { code: "Digit5" }, null],
  ["/", { code: "Slash" }, "search"],
  ["?", { code: "Slash", shiftKey: true }, "palette"],
  ["a", { code: "KeyA" }, null],
])("%s with %j is %s, but not in a field", (key, more, command) => {
  expect(commandOfKeys(keys(key, more), false)).toBe(command);
  expect(commandOfKeys(keys(key, more), true)).toBeNull();
});

test("keys are called as the keyboard has them", () => {
  expect([keysOf("palette", "fr"), keysOf("palette", "mac")]).toEqual([
    ["Ctrl", "K"],
    ["⌘", "K"],
  ]);
  expect([keysOf("hide-amounts", "fr"), keysOf("hide-amounts", "en")]).toEqual([
    ["Ctrl", "Maj", "H"],
    ["Ctrl", "Shift", "H"],
  ]);
  expect(keysOf("all-accounts", "en")).toEqual([]);
});

test("no two commands have the same keys", () => {
  const shortcuts = Object.values(SHORTCUTS);
  expect(new Set(shortcuts).size).toBe(shortcuts.length);
});
