import { afterAll, beforeAll, expect, test } from "vitest";
import { differenceFromAccepted, takePicture } from "../../support/scenes/accepted-pictures.ts";
import { openSceneWindow, type SceneWindow } from "../../support/scenes/scene-window.ts";
import { lookOf, WAY } from "../../support/scenes/scene.ts";
import { scenes } from "../../support/scenes/scenes.ts";
import { accessViolations, contrastViolations, layoutFaults } from "../../support/scenes/shortcomings.ts";

let shown: SceneWindow;
beforeAll(async () => {
  shown = await openSceneWindow();
});
afterAll(() => shown.close());

test.each(scenes)("$name can be read by all, is whole, and looks as it was accepted", async (scene) => {
  const faults: string[] = [];
  const note = (where: string, found: readonly string[]) => faults.push(...found.map((fault) => `${where}: ${fault}`));
  const { page } = shown;

  const [wide, narrow, inEnglish] = WAY;
  await shown.open(scene, wide);
  note("fr light", await contrastViolations(page, scene));
  note("fr", await accessViolations(page));
  note(`fr ${wide.width} px`, await layoutFaults(page));
  await shown.look(narrow);
  note("fr dark", await contrastViolations(page, scene));
  note(`fr ${narrow.width} px`, await layoutFaults(page));
  await shown.look(inEnglish);
  note("en", await accessViolations(page));
  note(`en ${inEnglish.width} px`, await layoutFaults(page));

  await shown.look(lookOf(scene));
  const difference = differenceFromAccepted(scene, await takePicture(page, scene));
  if (difference !== null) note("picture", [difference]);
  note("console", shown.complaints());
  expect(faults.join("\n")).toBe("");
});
