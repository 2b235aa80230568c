import type { Language } from "../../../shared/domain/money.ts";
import { createFakeDesktop, ENVIRONMENT } from "../desktop-bridge/fake-desktop.ts";
import { scenes } from "./scenes.ts";

// Runs in the page before the window's own script: puts the scene's fake where the preload puts the real bridge.

declare global {
  interface Window {
    /** As when the person chooses another language. */
    speak: (language: Language) => void;
    /** Resolves once nothing has changed on the page for a while, and nothing moves. */
    stoodStill: () => Promise<void>;
  }
}

const QUIET_MS = 60;

const hasEnded = ({ playState }: Animation): boolean => playState !== "running";

const asked = new URLSearchParams(location.search);
const scene = scenes.find(({ name }) => name === asked.get("scene"));
if (scene !== undefined) {
  const language = asked.get("language") as Language;
  const environment = { ...ENVIRONMENT, ...scene.desktop?.environment, language };
  const fake = createFakeDesktop({ ...scene.desktop, environment });
  scene.main?.(fake);
  Object.defineProperty(window, "desktop", { value: fake.bridge });

  let changedAt = performance.now();
  const noteChange = () => void (changedAt = performance.now());
  new MutationObserver(noteChange).observe(document, {
    subtree: true,
    childList: true,
    attributes: true,
    characterData: true,
  });
  // A script that came is about to change something.
  new PerformanceObserver(noteChange).observe({ type: "resource" });
  const isStill = () => performance.now() - changedAt > QUIET_MS && document.getAnimations().every(hasEnded);
  window.speak = (chosen) => fake.push("environmentChanged", { ...environment, language: chosen });
  window.stoodStill = () =>
    new Promise((resolve) => {
      const look = () => (isStill() ? resolve() : void requestAnimationFrame(look));
      requestAnimationFrame(look);
    });
}
