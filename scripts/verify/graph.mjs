import { readFileSync } from "node:fs";
import path from "node:path";
import configuration from "../../.dependency-cruiser.mjs";
import { projectFolder } from "../setup/folders.mjs";
import { SetupError } from "../setup/setup-error.mjs";
import { teachSwcJsx } from "./swc-with-jsx.mjs";

const FOLDERS = ["shared", "server", "electron", "renderer"];
/** Each of these is one box of the graph; a file that lies beside them is a box too. */
const BOXES = "^(shared|renderer|electron/[^/]+|server/[^/]+)/";
const BETWEEN_MARKERS = /(?<=<!-- graph: begin -->\n)[^]*(?=<!-- graph: end -->)/u;

export const GRAPH_PAGE = path.join(projectFolder, "docs/architecture.md");

/** Draws who imports whom, from the imports themselves, into the text of `docs/architecture.md`. */
export async function pageWithGraph() {
  const page = readFileSync(GRAPH_PAGE, "utf8");
  if (!BETWEEN_MARKERS.test(page)) throw new SetupError(`The markers of the graph are missing from ${GRAPH_PAGE}.`);
  const graph = await drawGraph();
  return page.replace(BETWEEN_MARKERS, () => `\n\`\`\`mermaid\n${graph}\n\`\`\`\n\n`);
}

/** @returns {Promise<string | undefined>} what is wrong, if anything is */
export async function checkGraph() {
  const isDrawn = (await pageWithGraph()) === readFileSync(GRAPH_PAGE, "utf8");
  return isDrawn
    ? undefined
    : "The graph of docs/architecture.md is not of these imports: npm run graph draws it anew.";
}

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
