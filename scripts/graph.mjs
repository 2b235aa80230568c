import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import configuration from "../.dependency-cruiser.mjs";
import { projectFolder } from "./setup/folders.mjs";
import { runToExit, SetupError } from "./setup/setup-error.mjs";
import { teachSwcJsx } from "./verify/swc-with-jsx.mjs";

const FOLDERS = ["shared", "server", "electron", "renderer"];
const PAGE = path.join(projectFolder, "docs/architecture.md");
/** Each of these is one box of the graph; a file that lies beside them is a box too. */
const BOXES = "^(shared|renderer|electron/[^/]+|server/[^/]+)/";
const BETWEEN_MARKERS = /(?<=<!-- graph: begin -->\n)[^]*(?=<!-- graph: end -->)/u;

// Draws who imports whom into docs/architecture.md, from the imports themselves.
await runToExit(async () => {
  const page = readFileSync(PAGE, "utf8");
  if (!BETWEEN_MARKERS.test(page)) throw new SetupError(`The markers of the graph are missing from ${PAGE}.`);
  const graph = await drawGraph();
  writeFileSync(
    PAGE,
    page.replace(BETWEEN_MARKERS, () => `\n\`\`\`mermaid\n${graph}\n\`\`\`\n\n`),
  );
  return 0;
});

async function drawGraph() {
  teachSwcJsx();
  const { cruise } = await import("dependency-cruiser");
  const { output } = await cruise(FOLDERS, {
    ...configuration.options,
    baseDir: projectFolder,
    includeOnly: { path: `^(${FOLDERS.join("|")})/` },
    exclude: { path: "\\.d\\.ts$" },
    collapse: BOXES,
    outputType: "mermaid",
  });
  if (typeof output !== "string") throw new TypeError("dependency-cruiser answered no text");
  if (!output.includes("-->")) throw new SetupError("dependency-cruiser found no import at all.");
  // A collapsed folder comes as a group around one nameless box: the box alone, with the folder's name, says the same.
  return output.trim().replace(/subgraph \S+(\["[^"]+"\])\n(\S+)\[" "\]\nend/gu, "$2$1");
}
