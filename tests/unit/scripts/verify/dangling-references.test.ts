import { describe, expect, test } from "vitest";
import { danglingReferences } from "../../../../scripts/verify/documents/dangling-references.mjs";

const problemsOf = (markdown: string) =>
  danglingReferences({
    documents: new Map([
      ["docs/page.md", markdown],
      ["docs/other.md", "# Other\n\n## How `it` works\n"],
    ]),
    paths: new Set([
      "docs",
      "docs/page.md",
      "docs/other.md",
      "electron",
      "electron/main",
      "electron/main/window.ts",
      ".ci",
      ".ci/run",
      "scripts",
      "scripts/sign.mjs",
    ]),
    sources: 'process.env["DECOMPTE_DATA_DIR"]; join(folder, "accounts.json"); "/api/scraper-runs/summary"',
    programs: '"summary" "user add EMAIL [--name NAME]" "--period" "--check" "dist"',
    npmScripts: new Set(["start", "verify", "server"]),
  });

describe("what is there is not complained of", () => {
  test.each([
    "[page](other.md), [part](other.md#how-it-works), [here](#title)\n\n# Title",
    "[another site](https://example.org/nowhere)",
    "`electron/main/window.ts`, `window.ts:12`, `electron/main/`, `electron/main/*.ts`, `electron/<any>/window.ts`",
    "`.ci/run`, `../electron/main/window.ts`",
    "`accounts.json`, which the application writes",
    "`and/or`, `a b/c`, `text/csv`",
    "`DECOMPTE_DATA_DIR=/elsewhere`, `GET /api/scraper-runs/summary?period=day`",
    "`npm run verify`, `npm ci`, `decompte summary --period week --check`",
    "```sh\nnpm run server -- user add anna@example.org --name Anna # a user\n```",
    "`node scripts/sign.mjs dist/linux-unpacked --check`, `npx vitest electron/main/win`, `npm run verify -- dist/any`",
    "```json\nnpm run nothing\n```",
  ])("%s", (markdown) => expect(problemsOf(markdown)).toEqual([]));
});

describe("what is not there is told", () => {
  test.each([
    ["[page](nowhere.md)", "the link nowhere.md leads nowhere"],
    ["![picture](images/none.png)", "the link images/none.png leads nowhere"],
    ["[part](other.md#how-it-does-not)", "the link other.md#how-it-does-not leads nowhere"],
    ["`electron/main/door.ts`", "there is no electron/main/door.ts"],
    ["`electron/mein/*.ts`", "there is no electron/mein/*.ts"],
    ["`.ci/walk`", "there is no .ci/walk"],
    ["`door.ts`", "there is no door.ts"],
    ["`DECOMPTE_FOLDER`", "nothing reads the setting DECOMPTE_FOLDER"],
    ["`POST /api/scraper-runs/delete`", "there is no route /api/scraper-runs/delete"],
    ["`node scripts/sgn.mjs FOLDER`", "there is no scripts/sgn.mjs"],
    ["`npx vitest run electron/mein`", "there is no electron/mein"],
    ["`node scripts/sign.mjs dist --chek`", 'nothing knows "--chek" of: node scripts/sign.mjs dist --chek'],
    ["`npm run vrify`", "there is no npm vrify"],
    ["`decompte sum --period week`", 'nothing knows "sum" of: decompte sum --period week'],
    ["```sh\ndecompte summary --weekly\n```", 'nothing knows "--weekly" of: decompte summary --weekly'],
    [
      "```sh\nnpm run server -- user ad \\\n  EMAIL\n```",
      'nothing knows "user ad" of: npm run server -- user ad EMAIL',
    ],
  ])("%s", (markdown, problem) => expect(problemsOf(markdown)).toEqual([`docs/page.md: ${problem}`]));
});
