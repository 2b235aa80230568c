import { AppError } from "../../../../shared/errors.ts";
import type { FakeDesktop } from "../../desktop-bridge/fake-desktop.ts";
import type { Scene } from "../scene.ts";

const SIGNED_OUT = { session: { kind: "signed-out" } } as const;
const TOKEN = "apify_api_notARealToken";

const codeOf =
  (isServerAway: boolean) =>
  (fake: FakeDesktop): void =>
    fake.answer("getServerCode", () => ({
      address: "https://spend.example.org",
      userCode: "WDJBMJHT",
      expiresAt: "2025-02-28T10:35:00.000Z",
      isServerAway,
    }));

/** Before there is an account, and what goes wrong there. */
export const doorScenes: readonly Scene[] = [
  { name: "first-run", desktop: SIGNED_OUT, accepted: "fr light 1200" },
  {
    name: "first-run-empty-token",
    desktop: SIGNED_OUT,
    accepted: "en light 380",
    open: async (page, { signIn }) => {
      await page.getByRole("button", { name: signIn.submit }).click();
      await page.getByText(signIn.tokenEmpty).waitFor();
    },
  },
  {
    name: "first-run-refused-token",
    desktop: SIGNED_OUT,
    accepted: "fr dark 380",
    main: (fake) =>
      fake.answer("signInWithApify", () => {
        throw new AppError("apify_token_refused", "Refused");
      }),
    open: async (page, { signIn, errors }) => {
      await page.getByLabel(signIn.tokenLabel, { exact: true }).fill(TOKEN);
      await page.getByRole("button", { name: signIn.submit }).click();
      await page.getByText(errors.apify_token_refused).waitFor();
    },
  },
  {
    name: "first-run-unknown-server",
    desktop: SIGNED_OUT,
    accepted: "en dark 480",
    main: (fake) =>
      fake.answer("signInToServer", () => {
        throw new AppError("server_unreachable", "Unknown", { details: { problem: "unknown-host" } });
      }),
    open: async (page, { teamServer }) => {
      await page.getByLabel(teamServer.addressLabel).fill("spend.example.org");
      await page.getByRole("button", { name: teamServer.continue }).click();
      await page.getByText(teamServer.problems["unknown-host"]).waitFor();
    },
  },
  { name: "server-code", desktop: SIGNED_OUT, main: codeOf(false), accepted: "fr light 380" },
  { name: "server-code-away", desktop: SIGNED_OUT, main: codeOf(true), accepted: "en dark 480" },
  {
    name: "add-account",
    accepted: "en light 480",
    open: async (page, { accounts, session }) => {
      await page.getByRole("button", { name: session.menu }).click();
      await page.getByRole("menuitem", { name: accounts.add }).click();
      await page.getByRole("heading", { name: accounts.addTitle }).waitFor();
    },
  },
  {
    name: "start-failure",
    accepted: "fr dark 480",
    main: (fake) =>
      fake.answer("getSession", () => {
        throw new AppError("ledger_unavailable", "Closed");
      }),
  },
  {
    name: "start-failure-damaged",
    accepted: "en light 1200",
    main: (fake) =>
      fake.answer("getSession", () => {
        throw new AppError("ledger_damaged", "Damaged");
      }),
  },
];
