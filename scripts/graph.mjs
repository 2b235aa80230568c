import { writeFileSync } from "node:fs";
import { runToExit } from "./setup/setup-error.mjs";
import { GRAPH_PAGE, pageWithGraph } from "./verify/graph.mjs";

await runToExit(async () => {
  writeFileSync(GRAPH_PAGE, await pageWithGraph());
  return 0;
});
