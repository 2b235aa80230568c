import { describe, expect, test } from "vitest";
import { COMMAND_WORDS } from "../../../../electron/commands/command-words.ts";
import { parseCommand } from "../../../../electron/commands/parse-command.ts";
import type { Language } from "../../../../shared/domain/money.ts";

const COUNTED: Readonly<Record<Language, readonly string[]>> = {
  fr: ["0 exécution", "1 exécution", "2 exécutions", "1\u202f234 exécutions"],
  en: ["0 runs", "1 run", "2 runs", "1,234 runs"],
};

describe.each<Language>(["fr", "en"])("in %s", (language) => {
  const { help, runs } = COMMAND_WORDS[language];

  test("the help names every option, and none that is not there", () => {
    const [, ...sections] = help.split(/\n(?=Options )/);
    const options = sections.flatMap((section) => [...section.matchAll(/^ {2}(--\w+)/gm)].map(([, option]) => option));
    expect(options.join(" ")).toBe(
      "--period --check --range --json --from --to --scraper --source --status --format --decimal --output --yes --account",
    );
    for (const [typed] of help.matchAll(/^ {2}decompte ([\w-]+)/gm))
      expect(parseCommand(typed.trim().split(" ").slice(1))).not.toHaveProperty("misuse");
  });

  test("the help fits a terminal of 100 columns", () => {
    expect(Math.max(...help.split("\n").map(({ length }) => length))).toBeLessThanOrEqual(100);
  });

  test("no run, one run and several are counted", () => {
    expect([0, 1, 2, 1_234].map((count) => runs(count))).toEqual(COUNTED[language]);
  });
});

test("no French sign is parted from its word by a space at which a line may end", () => {
  const { help, budgetNotRead, misuse, failure, removal } = COMMAND_WORDS.fr;
  const texts = [
    help,
    budgetNotRead("Mois"),
    removal.announced("/data"),
    removal.folderLeft("/data"),
    misuse({ kind: "unknown-command", typed: "sumary" }),
    misuse({ kind: "unexpected", typed: "week" }),
    misuse({ kind: "wrong-value", typed: "--period", allowed: ["day"] }),
    failure({ kind: "unknown-account", names: ["marie"] }),
    failure({ kind: "several-accounts", ids: ["a1"] }),
  ];
  expect(texts.filter((text) => / [:;?!»%]|« /.test(text))).toEqual([]);
});
