import { copyFile } from "node:fs/promises";
import path from "node:path";
import { drawIcons } from "./package/icons.mjs";
import { projectFolder } from "./setup/folders.mjs";

// Packaging draws its own; this is for whoever changes the drawing.
const folder = path.join(projectFolder, "dist/icons");
await drawIcons(folder);
await copyFile(path.join(folder, "linux/512x512.png"), path.join(projectFolder, "resources/icon.png"));
console.log(folder);
