import type { Page } from "playwright";
import type { Catalog } from "../../../../renderer/i18n/catalog.ts";
import type { Release, UpdateState } from "../../../../shared/ipc/updates.ts";
import type { Scene } from "../scene.ts";

const RELEASE: Release = {
  version: "0.2.0",
  releasedAt: "2025-02-27T08:00:00.000Z",
  notes: {
    fr: [
      "Les budgets peuvent porter sur plusieurs Actors à la fois.",
      "Le graphique montre les 365 derniers jours.",
      "Un export de plus de 100\u202f000 exécutions ne s'arrête plus en route.",
    ],
    en: [
      "Budgets can be for several Actors at once.",
      "The chart shows the last 365 days.",
      "An export of more than 100,000 runs no longer stops half-way.",
    ],
  },
};

const settings = async (page: Page, words: Catalog): Promise<void> => {
  await page.keyboard.press("Control+,");
  const dialog = page.getByRole("dialog", { name: words.settings.title });
  await dialog.getByRole("tab", { name: words.settings.tabs.help }).click();
  await dialog.getByText(words.updates.title, { exact: true }).waitFor();
};

const at = (state: UpdateState) => ({ updates: { state, checkedAt: "2025-02-28T09:30:00.000Z" } });

const openNews = async (page: Page, words: Catalog): Promise<void> => {
  await page.getByText(words.updates.news, { exact: true }).click();
};

/** Newer versions of Décompte. */
export const updateScenes: readonly Scene[] = [
  { name: "settings-help", accepted: "fr light 1200", open: settings },
  {
    name: "update-downloading",
    accepted: "fr dark 1200",
    desktop: at({ kind: "downloading", release: RELEASE, percent: 42 }),
    open: settings,
  },
  {
    name: "update-ready",
    accepted: "fr light 1200",
    desktop: at({ kind: "ready", release: RELEASE, isAsked: false }),
    open: openNews,
  },
  { name: "update-available", accepted: "fr dark 480", desktop: at({ kind: "available", release: RELEASE }) },
  { name: "update-forged", accepted: "fr light 480", desktop: at({ kind: "failed", problem: "forged" }) },
];
