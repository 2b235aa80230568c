import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, expect, it } from "vitest";
import { fr } from "../../server/pages/words/fr.ts";
import { pictureFile } from "../support/desktop/screen.ts";
import { launchChromium } from "../support/pages/chromium.ts";
import { startPageServer, type PageServer } from "../support/pages/page-server.ts";

let server: PageServer;
let browser: Browser;
beforeAll(async () => {
  server = await startPageServer();
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
  await server.remove();
});

const WIDTHS = [1_200, 380];
const SCHEMES = ["light", "dark"] as const;

const cutOff: string[] = [];

/** Takes the picture of a page at each width and in both lights. */
async function picture(page: Page, name: string): Promise<void> {
  for (const width of WIDTHS) {
    for (const colorScheme of SCHEMES) {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme });
      const isCutOff = await page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        return scrollWidth > clientWidth;
      });
      if (isCutOff) cutOff.push(`${name} at ${width}`);
      await page.screenshot({ path: pictureFile(`page-${name}-${width}-${colorScheme}`), fullPage: true });
    }
  }
}

it("keeps a picture of every page, wide and narrow, light and dark, and cuts nothing off", async () => {
  const email = "marie.lefevre@example.com";
  const { oneTimePassword } = await server.identity.addUser(email, { name: "Marie Lefèvre" });
  const context = await browser.newContext({ locale: "fr-FR" });
  const page = await context.newPage();

  await page.goto(server.origin);
  await picture(page, "sign-in");

  await page.getByLabel(fr.email).fill(email);
  await page.getByLabel(fr.password).fill("pas le bon mot de passe");
  await page.getByRole("button", { name: fr.signIn.submit }).click();
  await page.getByRole("alert").waitFor();
  await picture(page, "refused");

  await page.getByLabel(fr.password).fill(oneTimePassword);
  await page.getByRole("button", { name: fr.signIn.submit }).click();
  await page.getByRole("heading", { name: fr.choosePassword.title }).waitFor();
  await picture(page, "choose-password");

  await page.getByLabel(fr.newPassword).fill("une phrase à retenir");
  await page.getByLabel(fr.repeatPassword).fill("une phrase à retenir");
  await page.getByRole("button", { name: fr.choosePassword.submit }).click();
  await page.getByRole("heading", { name: fr.account.title }).waitFor();
  await picture(page, "account-new");

  await page.getByLabel(fr.account.keyName).fill("Site Next.js");
  await page.getByRole("button", { name: fr.account.createKey }).click();
  await page.locator(".secret").waitFor();
  await picture(page, "new-key");

  await page.goto(`${server.origin}/device`);
  await picture(page, "type-code");
  await page.getByLabel(fr.device.code).fill("AAAA-BBBB");
  await page.getByRole("button", { name: fr.device.submitCode }).click();
  await page.getByRole("alert").waitFor();
  await picture(page, "unknown-code");

  const asked = await fetch(`${server.origin}/api/auth/device/code`, {
    method: "POST",
    body: JSON.stringify({ client_id: "decompte-desktop" }),
    headers: { "content-type": "application/json", "user-agent": "Decompte/0.1.0 (Macintosh)" },
  });
  const { verification_uri_complete: link } = (await asked.json()) as { verification_uri_complete: string };
  await page.goto(link);
  await page.getByRole("heading", { name: fr.device.question }).waitFor();
  await picture(page, "approve");
  await page.getByRole("button", { name: fr.device.approve }).click();
  await page.getByRole("heading", { name: fr.device.approved }).waitFor();
  await picture(page, "approved");

  await page.goto(`${server.origin}/account?done=session`);
  await picture(page, "account");
  await context.close();
  expect(cutOff).toEqual([]);
});
