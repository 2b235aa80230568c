import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PNG } from "pngjs";
import { en } from "../../../renderer/i18n/en.ts";
import { fr } from "../../../renderer/i18n/fr.ts";
import type { Catalog } from "../../../renderer/i18n/catalog.ts";
import type { Language } from "../../../shared/domain/money.ts";
import { projectFolder } from "../../../scripts/setup/folders.mjs";
import { palettePng } from "../pictures/palette-png.ts";
import { openSceneWindow } from "./scene-window.ts";
import { LANGUAGES, type Scene } from "./scene.ts";
import { scenes } from "./scenes.ts";

const WORDS: Readonly<Record<Language, Catalog>> = { fr, en };
const FOLDER = join(projectFolder, "docs", "images", "guide");

interface Shown extends Pick<Scene, "name" | "isWholePage"> {
  /** What the person does further than in the scene. */
  readonly goOn?: NonNullable<Scene["open"]>;
}

/** What the guides for users show, in the language of each. */
const SHOWN: readonly Shown[] = [
  { name: "first-run" },
  { name: "dashboard", isWholePage: true },
  { name: "chart-day" },
  { name: "filtered" },
  { name: "run-details" },
  { name: "export" },
  // The scene has an amount that is refused.
  { name: "budget-form", goOn: (page, { budgetForm }) => page.getByLabel(budgetForm.amount).fill("50") },
  { name: "alerts" },
  { name: "all-accounts" },
  { name: "settings-general" },
  { name: "offline" },
];

/** Draws the pictures of `docs/guide.fr.md` and `docs/guide.en.md` anew. */
export async function drawGuidePictures(tell: (line: string) => void): Promise<void> {
  const shown = await openSceneWindow();
  try {
    for (const language of LANGUAGES) {
      mkdirSync(join(FOLDER, language), { recursive: true });
      for (const { name, isWholePage = false, goOn } of SHOWN) {
        const scene = scenes.find((one) => one.name === name);
        if (scene === undefined) throw new Error(`There is no scene ${name}`);
        await shown.open(scene, { language, scheme: "light", width: 1_200 });
        await goOn?.(shown.page, WORDS[language]);
        const taken = await shown.page.screenshot({ fullPage: isWholePage, animations: "disabled", caret: "hide" });
        const file = join(FOLDER, language, `${name}.png`);
        writeFileSync(file, palettePng(PNG.sync.read(taken)));
        tell(file);
      }
    }
  } finally {
    await shown.close();
  }
}
