import type { Browser, BrowserContext, Page } from "playwright";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { fr } from "../../server/pages/words/fr.ts";
import { askForCode, pollForToken, withBearer, type AskedCode } from "../support/identity/visitors.ts";
import { launchChromium } from "../support/pages/chromium.ts";
import { startPageServer, type PageServer } from "../support/pages/page-server.ts";

let server: PageServer;
let browser: Browser;
let context: BrowserContext;
let page: Page;
const complaints: string[] = [];
let email: string;
let users = 0;
const password = "une phrase à retenir";

beforeAll(async () => {
  server = await startPageServer();
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
  await server.remove();
});

beforeEach(async () => {
  users += 1;
  email = `user${users}@example.com`;
  context = await browser.newContext({ locale: "fr-FR", baseURL: server.origin });
  page = await context.newPage();
  page.on("console", (message) => {
    const isAnswer = message.text().startsWith("Failed to load resource: the server responded");
    if (!isAnswer) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
});
afterEach(async () => {
  await context.close();
});

async function typeIn(label: string, text: string, on = page): Promise<void> {
  await on.getByLabel(label, { exact: true }).fill(text);
}
const press = (name: string, on = page) => on.getByRole("button", { name, exact: true }).click();
const heading = (name: string, on = page) => on.getByRole("heading", { name, exact: true }).waitFor();

async function signIn(secret: string, on = page): Promise<void> {
  await typeIn(fr.email, email, on);
  await typeIn(fr.password, secret, on);
  await press(fr.signIn.submit, on);
}

/** A user who has just signed in for the first time and chosen a password. */
async function arrive(): Promise<void> {
  const { oneTimePassword } = await server.identity.addUser(email);
  await page.goto("/");
  await signIn(oneTimePassword);
  await heading(fr.choosePassword.title);
  await typeIn(fr.newPassword, password);
  await typeIn(fr.repeatPassword, password);
  await press(fr.choosePassword.submit);
}

const poll = async ({ device_code: code }: AskedCode) => {
  await server.sql.run("update device_code set last_polled_at = null");
  return pollForToken(server.identity, code);
};
const emailOf = async (token: string) => (await server.identity.authenticate(withBearer(token)))?.email ?? null;

it("lets a new user in by a one-time password, has them choose another one, and shows their account", async () => {
  await arrive();
  await heading(fr.account.title);
  await page.getByText(fr.account.thisBrowser).waitFor();
  await page.getByText(fr.account.noKeys).waitFor();
  await press(fr.signOut);
  await page.getByText(fr.signIn.signedOut).waitFor();
  await signIn(password);
  await heading(fr.account.title);
  expect(await page.title()).toBe(`${fr.account.title} · ${fr.app}`);
});

it("says that address or password are wrong, keeps the address, and tells nothing more", async () => {
  await server.identity.addUser(email);
  await page.goto("/sign-in");
  await signIn("not the password");
  await page.getByRole("alert").getByText(fr.signIn.refused).waitFor();
  expect(await page.getByLabel(fr.email).inputValue()).toBe(email);
  expect(await page.getByLabel(fr.password).inputValue()).toBe("");
  email = "nobody@example.com";
  await signIn("not the password");
  await page.getByRole("alert").getByText(fr.signIn.refused).waitFor();
  expect(await context.cookies()).toEqual([]);
});

it("can be gone through by keyboard alone, with the focus to be seen", async () => {
  const { oneTimePassword } = await server.identity.addUser(email);
  await page.goto("/");
  const focused = () =>
    page.evaluate(() => {
      const element = document.activeElement as HTMLElement;
      return {
        name: element.getAttribute("name") ?? element.textContent,
        outline: getComputedStyle(element).outlineStyle,
      };
    });
  expect(await focused()).toEqual({ name: "email", outline: "solid" });
  await page.keyboard.type(email);
  await page.keyboard.press("Tab");
  expect(await focused()).toEqual({ name: "password", outline: "solid" });
  await page.keyboard.type(oneTimePassword);
  await page.keyboard.press("Tab");
  expect(await focused()).toEqual({ name: fr.signIn.submit, outline: "solid" });
  await page.keyboard.press("Enter");
  await heading(fr.choosePassword.title);
  expect(await focused()).toEqual({ name: "next_password", outline: "solid" });
});

it("approves a code that was followed by a link, after signing in", async () => {
  await arrive();
  await press(fr.signOut);
  const asked = await askForCode(server.identity);
  await page.goto(asked.verification_uri_complete);
  await page.getByText(fr.signIn.leadForDevice).waitFor();
  await signIn(password);
  await heading(fr.device.question);
  await page.getByText(`${asked.user_code.slice(0, 4)}-${asked.user_code.slice(4)}`).waitFor();
  await page.getByText(fr.agents.on(fr.agents.desktop, "Linux")).waitFor();
  expect(await poll(asked)).toBe("authorization_pending");
  await press(fr.device.approve);
  await heading(fr.device.approved);
  expect(await emailOf(await poll(asked))).toBe(email);
});

it("denies a code that was typed", async () => {
  await arrive();
  const asked = await askForCode(server.identity);
  await page.getByRole("link", { name: fr.account.connectDevice }).click();
  await typeIn(fr.device.code, `${asked.user_code.slice(0, 4)} ${asked.user_code.slice(4)}`.toLowerCase());
  await press(fr.device.submitCode);
  await press(fr.device.deny);
  await heading(fr.device.denied);
  expect(await poll(asked)).toBe("access_denied");
  await page.goto(`/device?user_code=${asked.user_code}`);
  await page.getByRole("alert").getByText(fr.device.unknown).waitFor();
});

it("ends a session that is revoked, at once", async () => {
  await arrive();
  const asked = await askForCode(server.identity);
  await page.goto(asked.verification_uri_complete);
  await press(fr.device.approve);
  await heading(fr.device.approved);
  const token = await poll(asked);
  const other = await (await browser.newContext({ locale: "fr-FR", baseURL: server.origin })).newPage();
  await other.goto("/sign-in");
  await signIn(password, other);
  await heading(fr.account.title, other);

  await page.getByRole("link", { name: fr.device.seeAccount }).click();
  const me = () => fetch(`${server.origin}/api/me`, { headers: { authorization: `Bearer ${token}` } });
  expect((await me()).status).toBe(200);
  await press(fr.account.endSessionOf(fr.agents.on(fr.agents.desktop, "Linux")));
  await page.getByText(fr.done.session).waitFor();
  expect((await me()).status).toBe(401);

  await press(fr.account.endSessionOf(fr.agents.on("Chrome", "Linux")));
  await page.getByText(fr.done.session).waitFor();
  await other.reload();
  await other.getByText(fr.signIn.lead).waitFor();
  await other.context().close();
});

it("creates an API key, shows it once, and deletes it", async () => {
  await arrive();
  await typeIn(fr.account.keyName, "Site Next.js");
  await press(fr.account.createKey);
  await page.getByText(fr.account.newKey("Site Next.js")).waitFor();
  const key = (await page.locator(".secret").textContent()) ?? "";
  expect(await emailOf(key)).toBe(email);
  await page.goto("/account");
  await page.getByText("Site Next.js").waitFor();
  expect(await page.content()).not.toContain(key);
  await press(fr.account.deleteKeyOf("Site Next.js"));
  await page.getByText(fr.done.key).waitFor();
  expect(await emailOf(key)).toBeNull();
});

it("changes the password, and leaves only this browser signed in", async () => {
  await arrive();
  const asked = await askForCode(server.identity);
  await page.goto(asked.verification_uri_complete);
  await press(fr.device.approve);
  const token = await poll(asked);
  await page.goto("/account");
  const change = async (current: string, next: string) => {
    await typeIn(fr.currentPassword, current);
    await typeIn(fr.newPassword, next);
    await typeIn(fr.repeatPassword, next);
    await press(fr.account.changePassword);
  };
  await change("not the password", "une autre phrase à retenir");
  await page.getByRole("alert").getByText(fr.passwordProblems.wrong_current).waitFor();
  await change(password, "trop court");
  await page.getByRole("alert").getByText(fr.passwordProblems.too_short).waitFor();
  expect(await emailOf(token)).toBe(email);
  await change(password, "une autre phrase à retenir");
  await page.getByText(fr.done.password).waitFor();
  expect(await emailOf(token)).toBeNull();
  await page.reload();
  await heading(fr.account.title);
});

it("is signed in to by this computer's name as well as by its address", async () => {
  const { oneTimePassword } = await server.identity.addUser(email);
  await page.goto(server.origin.replace("127.0.0.1", "localhost"));
  await signIn(oneTimePassword);
  await heading(fr.choosePassword.title);
  expect(new URL(page.url()).hostname).toBe("localhost");
});

it("keeps its cookies from scripts and from other sites", async () => {
  await arrive();
  await heading(fr.account.title);
  const cookies = await context.cookies();
  expect(cookies.length).toBeGreaterThan(0);
  for (const cookie of cookies)
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Lax", expires: -1, path: "/" });
});

it("gave the browser nothing to complain of", () => {
  expect(complaints).toEqual([]);
});
