import type { Page } from "playwright";
import type { Catalog } from "../../../../renderer/i18n/catalog.ts";
import type { AccountEntry, AccountReading } from "../../../../shared/ipc/accounts.ts";
import { sampleChart, sampleSummary } from "../../desktop-bridge/sample-figures.ts";
import type { Scene } from "../scene.ts";

const atTab =
  (tab: keyof Catalog["settings"]["tabs"]) =>
  async (page: Page, { settings }: Catalog): Promise<void> => {
    await page.keyboard.press("Control+,");
    const dialog = page.getByRole("dialog", { name: settings.title });
    await dialog.getByRole("tab", { name: settings.tabs[tab] }).click();
  };

const ACCOUNTS: readonly AccountEntry[] = [
  { kind: "apify", id: "camille-id", username: "camille", isShown: true, colour: 0 },
  { kind: "apify", id: "harbour-id", username: "harbour-data-and-research", isShown: false, colour: 1 },
  {
    kind: "server",
    id: "noa",
    address: "https://spend.example.org",
    email: "noa@example.org",
    name: "Noa",
    isShown: false,
    colour: 2,
  },
];

const readingOf = (accountId: string): AccountReading => ({
  accountId,
  summary: sampleSummary("month"),
  chart: sampleChart("30d"),
  knownAt: "2025-02-28T10:00:00.000Z",
});

/** What opens from the account menu. */
export const settingsScenes: readonly Scene[] = [
  { name: "settings-general", accepted: "fr light 1200", open: atTab("general") },
  { name: "settings-system", accepted: "en dark 380", open: atTab("system") },
  { name: "settings-data", accepted: "en light 480", open: atTab("data") },
  { name: "settings-help", accepted: "fr dark 380", open: atTab("help") },
  {
    name: "licences",
    accepted: "en dark 480",
    open: async (page, words) => {
      await atTab("help")(page, words);
      await page.getByRole("button", { name: words.about.licences, exact: true }).click();
      const dialog = page.getByRole("dialog", { name: words.about.licences });
      await dialog.locator("summary").first().click();
    },
  },
  {
    name: "other-zone",
    accepted: "en light 480",
    desktop: { environment: { timeZone: "Pacific/Auckland", systemTimeZone: "Europe/Paris" } },
  },
  {
    name: "account-menu",
    accepted: "fr dark 1200",
    desktop: { accounts: ACCOUNTS },
    open: async (page, { session }) => {
      await page.getByRole("button", { name: session.menu }).click();
      await page.getByRole("menuitem", { name: session.signOut }).waitFor();
    },
  },
  {
    name: "all-accounts",
    accepted: "en light 1200",
    isWholePage: true,
    desktop: { accounts: ACCOUNTS },
    main: (fake) => fake.answer("readAccounts", () => [readingOf("camille-id"), readingOf("noa")]),
    open: async (page, { accounts, session }) => {
      await page.getByRole("button", { name: session.menu }).click();
      await page.getByRole("menuitem", { name: accounts.all }).click();
      await page.getByRole("heading", { name: accounts.all, exact: true }).waitFor();
    },
  },
  {
    name: "import-history",
    accepted: "en light 380",
    open: async (page, { importDialog, session }) => {
      await page.getByRole("button", { name: session.menu }).click();
      await page.getByRole("menuitem", { name: session.importHistory }).click();
      await page.getByRole("dialog", { name: importDialog.title }).waitFor();
    },
  },
];
