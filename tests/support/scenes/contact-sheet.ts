import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { projectFolder } from "../../../scripts/setup/folders.mjs";
import { acceptPicture, takePicture } from "./accepted-pictures.ts";
import { openSceneWindow, type SceneWindow } from "./scene-window.ts";
import { LANGUAGES, type Look, lookName, type Scene, SCHEMES, wayOf, WIDTHS } from "./scene.ts";
import { scenes } from "./scenes.ts";
import { sheetHtml } from "./sheet-html.ts";

const FOLDER = join(projectFolder, "test-results", "pictures", "window");

const LOOKS: readonly Look[] = LANGUAGES.flatMap((language) =>
  SCHEMES.flatMap((scheme) => WIDTHS.map((width) => ({ language, scheme, width }))),
);

const named = (words: readonly string[]): readonly Scene[] =>
  scenes.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));

/** Pictures of all scenes, or of those with one of `words` in their name, in every look, and sheets of them. */
export async function drawContactSheets(words: readonly string[], tell: (line: string) => void): Promise<void> {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  const shown = await openSceneWindow();
  try {
    const drawn = named(words);
    for (const scene of drawn) {
      await drawScene(shown, scene);
      tell(scene.name);
    }
    for (const look of LOOKS) await drawSheet(shown, drawn, look);
    writeFileSync(join(FOLDER, "index.html"), sheetHtml(drawn, LOOKS));
    tell(join(FOLDER, "index.html"));
  } finally {
    await shown.close();
  }
}

/** Takes the pictures of those scenes that look other than accepted, and accepts them. */
export async function acceptPictures(words: readonly string[], tell: (line: string) => void): Promise<void> {
  const shown = await openSceneWindow();
  try {
    for (const scene of named(words)) {
      const [first, ...further] = wayOf(scene);
      await shown.open(scene, first);
      for (const look of further) await shown.look(look);
      if (acceptPicture(scene, await takePicture(shown.page, scene))) tell(`accepted ${scene.name}`);
    }
  } finally {
    await shown.close();
  }
}

async function drawScene(shown: SceneWindow, scene: Scene): Promise<void> {
  for (const [index, look] of LOOKS.entries()) {
    if (index === 0) await shown.open(scene, look);
    else await shown.look(look);
    const path = join(FOLDER, `${scene.name}-${lookName(look)}.png`);
    await shown.page.screenshot({ path, fullPage: true, animations: "disabled", caret: "hide" });
  }
}

/** All scenes in one look, as one picture. */
async function drawSheet({ page }: SceneWindow, drawn: readonly Scene[], look: Look): Promise<void> {
  const file = join(FOLDER, `sheet-${lookName(look)}.html`);
  writeFileSync(file, sheetHtml(drawn, [look]));
  await page.setViewportSize({ width: 2_000, height: 800 });
  await page.goto(`file://${file}`);
  await page.screenshot({ path: file.replace(/html$/, "png"), fullPage: true });
  rmSync(file);
}
