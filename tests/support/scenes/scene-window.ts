import { join } from "node:path";
import type { Browser, Page } from "playwright";
import { build } from "vite";
import { en } from "../../../renderer/i18n/en.ts";
import { fr } from "../../../renderer/i18n/fr.ts";
import { ensureBuild } from "../../../scripts/setup/build.mjs";
import { projectFolder } from "../../../scripts/setup/folders.mjs";
import { launchChromium } from "../pages/chromium.ts";
import { servePageFiles } from "./page-files.ts";
import { HEIGHT, type Look, type Scene } from "./scene.ts";

/** When the sample's figures were read. */
const NOW = "2025-02-28T10:05:00.000Z";
const TIME_ZONE = "Europe/Paris";

/** Letters are drawn as shapes alone, wherever they are drawn. */
const SAME_EVERYWHERE = [
  "--disable-gpu",
  "--disable-lcd-text",
  "--font-render-hinting=none",
  "--force-color-profile=srgb",
];

export interface SceneWindow {
  readonly page: Page;
  /** What the page complained of since this was last asked. */
  readonly complaints: () => readonly string[];
  /** Opens the window anew on a scene, and waits until all of it is there. */
  readonly open: (scene: Scene, look: Look) => Promise<void>;
  /** Changes the language, the light and the width of what is open. */
  readonly look: (look: Look) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** The built window in a browser, over main as each scene has it, at an instant that stands still. */
export async function openSceneWindow(): Promise<SceneWindow> {
  await ensureBuild();
  const [script, files, browser] = await Promise.all([bundleScenes(), servePageFiles(), launchSteadyChromium()]);
  const context = await browser.newContext({ timezoneId: TIME_ZONE, locale: "fr-FR", reducedMotion: "reduce" });
  context.setDefaultTimeout(15_000);
  await context.clock.setFixedTime(NOW);
  await context.addInitScript({ content: script });
  await context.addInitScript({ path: join(projectFolder, "node_modules", "axe-core", "axe.min.js") });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(`error: ${error.message}`));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(`console: ${message.text()}`);
  });

  /** Nothing changes any more, and no file is on its way. */
  const settle = async (): Promise<void> => {
    for (let asked = -1; asked !== files.asked();) {
      asked = files.asked();
      await page.evaluate(() => window.stoodStill());
    }
  };
  const frame = async ({ scheme, width }: Look): Promise<void> => {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
    await page.setViewportSize({ width, height: HEIGHT });
  };
  return {
    page,
    complaints: () => complaints.splice(0),
    async open(scene, look) {
      const { language } = look;
      await frame(look);
      await page.goto(`${files.origin}/index.html?scene=${scene.name}&language=${language}`);
      await page.waitForFunction(() => document.getElementById("root")?.hasChildNodes());
      await settle();
      await scene.open?.(page, language === "fr" ? fr : en);
      await settle();
    },
    async look(look) {
      await frame(look);
      await page.evaluate((language) => window.speak(language), look.language);
      // Its words may still be on their way, and nothing changes until they are there.
      await page.waitForFunction((language) => document.documentElement.lang === language, look.language);
      await settle();
    },
    async close() {
      await browser.close();
      await files.close();
    },
  };
}

function launchSteadyChromium(): Promise<Browser> {
  return launchChromium({
    args: SAME_EVERYWHERE,
    env: { FONTCONFIG_FILE: join(import.meta.dirname, "fonts.conf") },
  });
}

/** The scenes as one script for the page. */
async function bundleScenes(): Promise<string> {
  const bundled = await build({
    configFile: false,
    logLevel: "warn",
    root: projectFolder,
    build: {
      write: false,
      target: "esnext",
      lib: { entry: join(import.meta.dirname, "in-page.ts"), formats: ["iife"], name: "scenes" },
    },
  });
  const [output] = [bundled].flat();
  if (output === undefined || !("output" in output)) throw new Error("The scenes were not bundled once");
  return output.output[0].code;
}
