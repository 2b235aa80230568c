import { resolve } from "node:path";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "electron-vite";

// The targets fit the oldest Electron that the application runs on (33: Node 20, Chrome 130), not the installed one.
const NODE_TARGET = "node20";
const CHROME_TARGET = "chrome130";

/** Only what holds native code stays outside the bundle. */
const NATIVE_PACKAGES = ["libsql", "keytar", "electron"];

const folder = (path: string) => resolve(import.meta.dirname, path);

export default defineConfig({
  main: {
    build: {
      outDir: folder("out/main"),
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
    plugins: [react(), tailwindcss()],
    build: {
      outDir: folder("out/renderer"),
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
