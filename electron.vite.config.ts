import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "electron-vite";
import { build, type Plugin, transformWithOxc } from "vite";

// The targets fit the oldest Electron that the application runs on (33: Node 20, Chrome 130), not the installed one.
const NODE_TARGET = "node20";
const CHROME_TARGET = "chrome130";

/** Only what holds native code stays outside the bundle. */
const NATIVE_PACKAGES = ["libsql", "keytar", "electron"];

const folder = (path: string) => resolve(import.meta.dirname, path);

const OPENING = "assets/opening.js";

/**
 * The page's first script waits until the remembered screen is in the picture, and runs the window's own script then:
 * that one is fetched and compiled meanwhile. It is no entry of the build, which would have the two share their parts.
 */
const runWindowLater: Plugin = {
  name: "run-window-later",
  async buildStart() {
    const file = folder("renderer/opening.ts");
    const { code } = await transformWithOxc(await readFile(file, "utf8"), file, { target: CHROME_TARGET });
    this.emitFile({ type: "asset", fileName: OPENING, source: code });
  },
  transformIndexHtml: {
    order: "post",
    handler(html) {
      const script = /<script type="module" crossorigin src="([^"]+)"><\/script>/;
      if (!script.test(html)) throw new Error("The page's script is not where it was");
      const later = `<script type="module" src="./${OPENING}"></script>\n    <link rel="modulepreload" href="$1" />`;
      return html.replace(script, later);
    },
  },
};

/**
 * What threads run is bundled by itself: a module that it had in common with the window's start would become a file of its
 * own there.
 */
const threadsApart: Plugin = {
  name: "threads-apart",
  async buildStart() {
    const bundled = await build({
      configFile: false,
      logLevel: "warn",
      ssr: { noExternal: true },
      build: {
        ssr: true,
        write: false,
        license: { fileName: "thread-licences.json" },
        target: NODE_TARGET,
        minify: true,
        rolldownOptions: {
          input: {
            commands: folder("electron/commands/index.ts"),
            "ledger-reading": folder("electron/ledger-reading/index.ts"),
          },
          external: NATIVE_PACKAGES,
          output: { format: "cjs", entryFileNames: "[name].cjs", chunkFileNames: "thread-[name].cjs" },
        },
      },
    });
    if (!("output" in bundled)) throw new Error("The threads were not bundled once");
    for (const part of bundled.output)
      this.emitFile({
        type: "asset",
        fileName: part.fileName,
        source: part.type === "chunk" ? part.code : part.source,
      });
  },
};

/**
 * Victory picks scales and curves of d3 by names that are only known when it runs, so all of them would be bundled. These
 * are the ones that our charts name; another has to be added here, or it is not there.
 */
const D3_BY_NAME: Readonly<Record<string, string>> = {
  "victory-vendor/d3-scale": "scaleLinear",
  "victory-vendor/d3-shape": "curveLinear, curveMonotoneX, line, lineRadial",
};

const PART_OF = "\0part-of:";

const partOfD3: Plugin = {
  name: "part-of-d3",
  enforce: "pre",
  async resolveId(source, importer = "") {
    const isByName = /victory-core\/es\/victory-util\/(?:line-helpers|scale)\.js$/.test(importer);
    if (!isByName || D3_BY_NAME[source] === undefined) return null;
    const whole = await this.resolve(source, importer, { skipSelf: true });
    return whole && PART_OF + JSON.stringify([source, whole.id]);
  },
  load(id) {
    if (!id.startsWith(PART_OF)) return null;
    const [source, whole] = JSON.parse(id.slice(PART_OF.length)) as [source: string, whole: string];
    return `export { ${D3_BY_NAME[source]} } from ${JSON.stringify(whole)};`;
  },
};

export default defineConfig({
  main: {
    plugins: [threadsApart],
    build: {
      outDir: folder("out/main"),
      license: { fileName: "licences.json" },
      target: NODE_TARGET,
      externalizeDeps: false,
      minify: true,
      rolldownOptions: {
        input: {
          index: folder("electron/main/index.ts"),
          "ledger-check": folder("electron/ledger-check/index.ts"),
        },
        external: NATIVE_PACKAGES,
        output: { format: "cjs", entryFileNames: "[name].cjs", chunkFileNames: "[name].cjs" },
      },
    },
  },
  preload: {
    build: {
      outDir: folder("out/preload"),
      license: { fileName: "licences.json" },
      target: NODE_TARGET,
      externalizeDeps: false,
      minify: true,
      rolldownOptions: {
        input: { index: folder("electron/preload/index.ts") },
        external: ["electron"],
        output: { format: "cjs", entryFileNames: "[name].cjs" },
      },
    },
  },
  renderer: {
    root: folder("renderer"),
    plugins: [react(), tailwindcss(), runWindowLater, partOfD3],
    build: {
      outDir: folder("out/renderer"),
      license: { fileName: "licences.json" },
      target: CHROME_TARGET,
      minify: true,
      modulePreload: false,
      rolldownOptions: {
        input: folder("renderer/index.html"),
        // What the first screen needs comes as one script, whatever of it what is opened later needs too.
        output: { codeSplitting: { groups: [{ name: "first-screen", tags: ["$initial"] }] } },
      },
    },
  },
});
