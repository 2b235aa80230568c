import type { Page } from "playwright";
import type { Catalog } from "../../../../renderer/i18n/catalog.ts";
import { AppError } from "../../../../shared/errors.ts";
import type { Release, UpdateCopies, UpdateState } from "../../../../shared/ipc/updates.ts";
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

const COPIES: UpdateCopies = {
  isMaking: false,
  openedBy: "0.3.0",
  copies: [
    { name: "ledger.db.before-0.3.0-a", before: "0.3.0", madeAt: "2025-02-26T17:12:00.000Z", bytes: 81_000_000 },
    { name: "ledger.db.before-0.2.0-b", before: "0.2.0", madeAt: "2024-12-02T08:40:00.000Z", bytes: 74_600_000 },
  ],
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
  {
    name: "update-asked",
    accepted: "en light 380",
    desktop: at({ kind: "ready", release: RELEASE, isAsked: true }),
  },
  {
    name: "update-installed",
    accepted: "en dark 380",
    desktop: { updates: { installed: RELEASE } },
    open: openNews,
  },
  {
    name: "update-waiting",
    accepted: "fr light 480",
    desktop: at({ kind: "waiting", release: RELEASE }),
    open: settings,
  },
  {
    name: "update-not-installed",
    accepted: "en dark 1200",
    desktop: at({ kind: "failed", problem: "not-installed" }),
    open: settings,
  },
  { name: "update-forged", accepted: "fr light 480", desktop: at({ kind: "failed", problem: "forged" }) },
  {
    name: "newer-ledger",
    accepted: "fr light 1200",
    isWholePage: true,
    desktop: { updates: { state: { kind: "current" } }, updateCopies: COPIES },
    main: (fake) =>
      fake.answer("getSession", () => {
        throw new AppError("ledger_newer", "Newer");
      }),
  },
  {
    name: "ledger-copying",
    accepted: "en dark 380",
    desktop: { updateCopies: { isMaking: true } },
    main: (fake) => fake.answer("getSession", () => new Promise(() => undefined)),
  },
  {
    name: "settings-copies",
    accepted: "fr dark 480",
    desktop: { updateCopies: COPIES },
    open: async (page, words) => {
      await page.keyboard.press("Control+,");
      const dialog = page.getByRole("dialog", { name: words.settings.title });
      await dialog.getByRole("tab", { name: words.settings.tabs.data }).click();
      await dialog.getByText(words.settings.updateCopies).waitFor();
    },
  },
];
