import type { ImportStatus } from "../../../../shared/api/backfill.ts";
import { AppError } from "../../../../shared/errors.ts";
import type { ConnectionStatus } from "../../../../shared/ipc/connection.ts";
import { recoveredHash } from "../../../../shared/ipc/recovery.ts";
import type { CredentialState } from "../../../../shared/ipc/session.ts";
import { AT_SERVER, CONNECTED, type FakeDesktopOptions, NOT_CONNECTED } from "../../desktop-bridge/fake-desktop.ts";
import type { Scene } from "../scene.ts";
import { answerNothing } from "./figures.ts";

const TWO_HOURS_AGO = "2025-02-28T08:05:00.000Z";
const SOON = "2025-02-28T10:12:00.000Z";

const withConnection = (connection: ConnectionStatus["connection"]): FakeDesktopOptions => ({
  connection: { connection, lastCompletedAt: TWO_HOURS_AGO, nextRefreshAt: SOON },
});

const withToken = (credential: CredentialState): FakeDesktopOptions => ({
  session: { kind: "apify", username: "camille", credential },
});

const importing: Partial<ImportStatus> = {
  state: "running",
  lastCompletedAt: null,
  completeFrom: null,
  progress: {
    runsListed: 1_800,
    runsRecorded: 1_472,
    runsExpected: 4_210,
    from: "2024-11-30T10:00:00.000Z",
    to: "2025-02-28T10:00:00.000Z",
    startedAt: "2025-02-28T10:03:20.000Z",
  },
};

/** What stands between the window and fresh figures. */
export const connectionScenes: readonly Scene[] = [
  {
    name: "recovered",
    accepted: "fr light 480",
    open: async (page, words) => {
      await page.evaluate((hash) => history.replaceState(null, "", hash), recoveredHash("crash"));
      await page.reload();
      await page.getByText(words.recovery.titles.crash).waitFor();
    },
  },
  { name: "first-import", accepted: "fr light 1200", desktop: { importStatus: importing }, main: answerNothing },
  { name: "importing", accepted: "en dark 380", desktop: { importStatus: importing } },
  {
    name: "import-cut",
    accepted: "fr dark 1200",
    desktop: { importStatus: { lastCompletedAt: null, isIncomplete: true } },
  },
  {
    name: "import-ended",
    accepted: "en light 480",
    open: async (page, { importDialog, session, import: words }) => {
      await page.getByRole("button", { name: session.menu }).click();
      await page.getByRole("menuitem", { name: session.importHistory }).click();
      await page.getByRole("button", { name: importDialog.start, exact: true }).click();
      await page.getByText(words.ended).waitFor();
    },
  },
  {
    name: "import-failed",
    accepted: "fr light 380",
    main: (fake) =>
      fake.answer("importHistory", () => {
        throw new AppError("apify_bad_answer", "Odd");
      }),
    open: async (page, { importDialog, session, import: words }) => {
      await page.getByRole("button", { name: session.menu }).click();
      await page.getByRole("menuitem", { name: session.importHistory }).click();
      await page.getByRole("button", { name: importDialog.start, exact: true }).click();
      await page.getByText(words.importFailed).waitFor();
    },
  },
  { name: "refreshing", accepted: "en light 1200", desktop: withConnection({ kind: "refreshing" }) },
  { name: "stale", accepted: "en light 380", desktop: withConnection({ kind: "fine" }) },
  { name: "offline", accepted: "fr dark 380", desktop: withConnection({ kind: "offline", since: TWO_HOURS_AGO }) },
  { name: "rate-limited", accepted: "en dark 1200", desktop: withConnection({ kind: "rate-limited", until: SOON }) },
  {
    name: "refresh-failed",
    accepted: "fr light 480",
    desktop: withConnection({ kind: "failing", code: "apify_bad_answer", since: TWO_HOURS_AGO }),
  },
  { name: "token-not-allowed", accepted: "en light 1200", desktop: withConnection({ kind: "not-allowed" }) },
  {
    name: "token-refused",
    accepted: "fr light 1200",
    desktop: withToken("refused"),
    open: async (page, { credential, signIn }) => {
      await page.getByRole("button", { name: credential.pasteToken }).click();
      await page.getByLabel(signIn.tokenLabel, { exact: true }).waitFor();
    },
  },
  { name: "token-missing", accepted: "en dark 480", desktop: withToken("missing") },
  { name: "token-unavailable", accepted: "fr dark 1200", desktop: withToken("unavailable") },
  { name: "token-in-memory", accepted: "en dark 380", desktop: withToken("this-session") },
  { name: "keychain-locked", accepted: "fr light 380", desktop: withToken("locked") },
  { name: "ledger-damaged", accepted: "en light 1200", desktop: { ledgerDamagedSince: TWO_HOURS_AGO } },
  {
    name: "ledger-replace",
    accepted: "fr dark 380",
    desktop: { ledgerDamagedSince: TWO_HOURS_AGO },
    open: async (page, { ledger }) => {
      await page.getByRole("button", { name: ledger.replace }).click();
      await page.getByRole("alertdialog").or(page.getByRole("dialog")).waitFor();
    },
  },
  { name: "team-server", accepted: "fr light 1200", desktop: { session: AT_SERVER, apifyConnection: CONNECTED } },
  {
    name: "team-server-away",
    accepted: "en dark 480",
    desktop: {
      session: AT_SERVER,
      apifyConnection: CONNECTED,
      ...withConnection({ kind: "server-offline", since: TWO_HOURS_AGO }),
    },
  },
  {
    name: "team-server-signed-out",
    accepted: "en light 380",
    desktop: { session: { ...AT_SERVER, credential: "refused" } },
  },
  {
    name: "team-server-apify-refused",
    accepted: "fr dark 1200",
    desktop: {
      session: AT_SERVER,
      apifyConnection: { ...CONNECTED, state: "refused" },
      ...withConnection({ kind: "server-apify-refused" }),
    },
  },
  {
    name: "team-server-apify",
    accepted: "fr light 480",
    desktop: { session: AT_SERVER, apifyConnection: NOT_CONNECTED },
    main: answerNothing,
    open: async (page, { session, teamServer }) => {
      await page.getByRole("button", { name: session.menu }).click();
      await page.getByRole("menuitem", { name: teamServer.apify }).click();
      await page.getByRole("dialog", { name: teamServer.apifyTitle }).waitFor();
    },
  },
];
