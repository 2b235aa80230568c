import { afterAll, beforeAll, expect, test } from "vitest";
import { differenceFromAccepted, takePicture } from "../../support/scenes/accepted-pictures.ts";
import { openSceneWindow, type SceneWindow } from "../../support/scenes/scene-window.ts";
import { lookName, wayOf } from "../../support/scenes/scene.ts";
import { scenes } from "../../support/scenes/scenes.ts";
import { accessViolations, layoutFaults } from "../../support/scenes/shortcomings.ts";

let shown: SceneWindow;
beforeAll(async () => {
  shown = await openSceneWindow();
});
afterAll(() => shown.close());

test("each scene is found by a name of its own", () => {
  const names = scenes.map(({ name }) => name);
  expect(names.filter((name, index) => names.indexOf(name) < index)).toEqual([]);
});

test.each(scenes)("$name can be read by all, is whole, and looks as it was accepted", async (scene) => {
  const faults: string[] = [];
  const note = (where: string, found: readonly string[]) => faults.push(...found.map((fault) => `${where}: ${fault}`));
  const { page } = shown;

  const way = wayOf(scene);
  for (const [index, look] of way.entries()) {
    if (index === 0) await shown.open(scene, look);
    else await shown.look(look);
    note(lookName(look), await layoutFaults(page));
    // Between the two that differ in all, only the width is another.
    if (index === 0 || index === way.length - 1) note(lookName(look), await accessViolations(page, scene));
  }
  const difference = differenceFromAccepted(scene, await takePicture(page, scene));
  if (difference !== null) note("picture", [difference]);
  note("console", shown.complaints());
  expect(faults.join("\n")).toBe("");
});
