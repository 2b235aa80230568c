import { breakdownScenes } from "./list/breakdown.ts";
import { budgetScenes } from "./list/budgets.ts";
import { commandScenes } from "./list/commands.ts";
import { connectionScenes } from "./list/connection.ts";
import { doorScenes } from "./list/doors.ts";
import { figureScenes } from "./list/figures.ts";
import { hardScenes } from "./list/hard-data.ts";
import { runScenes } from "./list/runs.ts";
import { settingsScenes } from "./list/settings.ts";
import { updateScenes } from "./list/updates.ts";
import type { Scene } from "./scene.ts";

/** Every state of the window. */
export const scenes: readonly Scene[] = [
  ...doorScenes,
  ...figureScenes,
  ...breakdownScenes,
  ...connectionScenes,
  ...budgetScenes,
  ...runScenes,
  ...settingsScenes,
  ...updateScenes,
  ...commandScenes,
  ...hardScenes,
];
