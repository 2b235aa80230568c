import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type Desk, openDesk } from "../support/desktop/desk.ts";
import type { DesktopApp } from "../support/desktop/desktop-app.ts";
import { signIn, signOut, submitToken, waitUntilFresh } from "../support/desktop/screen.ts";
import { searchTraces } from "../support/desktop/traces.ts";
import { fr } from "../../renderer/i18n/fr.ts";

let desk: Desk;

beforeEach(async () => {
  desk = await openDesk({ runCount: 60 });
});
afterEach((test) => desk.close(test));

/** What must be nowhere: the token, and the password that Apify's answer about the account carries. */
const canaries = (): readonly string[] => [desk.account.token, desk.account.proxyPassword];

const traces = searchTraces(canaries);

async function expectNoTrace(app: Pick<DesktopApp, "page" | "output">): Promise<void> {
  expect(await traces.everywhere(app, desk.folder)).toEqual([]);
}

it("finds a canary where there is one, so that finding none means something", async () => {
  const app = await desk.start();
  await app.page.getByLabel(fr.signIn.tokenLabel, { exact: true }).fill(desk.account.token);
  expect(await traces.inPageState(app.page)).toEqual([desk.account.token]);
  await app.page.evaluate(
    (canary) => Reflect.set(window, "canary", { text: `${canary} ` }),
    desk.account.proxyPassword,
  );
  expect(await traces.inHeap(app.page)).toContain(desk.account.proxyPassword);
});

it("leaves the token on no disk, in no log and in no memory of the page, from sign-in to sign-out", async () => {
  const first = await desk.start();
  await signIn(first.page, desk.account.token);
  await expectNoTrace(first);
  await expect.poll(() => traces.inHeap(first.page), { timeout: 20_000 }).toEqual([]);
  await first.quit();
  expect(traces.inFolder(desk.folder)).toEqual([]);

  const second = await desk.start();
  await waitUntilFresh(second.page);
  await expectNoTrace(second);
  expect(await traces.inHeap(second.page)).toEqual([]);
  await signOut(second.page);
  await second.page.getByRole("region", { name: fr.signIn.apifyTitle }).waitFor();
  await expectNoTrace(second);
  await second.quit();
  expect(traces.inFolder(desk.folder)).toEqual([]);
  expect(traces.found(first.output() + second.output())).toEqual([]);
});

it("leaves no trace of a token without a keychain, nor of one that fails, nor in a crash", async () => {
  const app = await desk.start({ busAddress: `unix:path=${join(desk.folder, "no-bus")}` });
  desk.apify.fail({ match: { path: /users\/me/ }, times: 1, with: { kind: "unauthorized" } });
  await submitToken(app.page, desk.account.token);
  await app.page.getByRole("alert").getByText(fr.errors.apify_token_refused).waitFor();
  expect(traces.inFolder(desk.folder)).toEqual([]);

  desk.apify.fail({ match: { path: /actor-runs/ }, after: 10, times: 1, with: { kind: "foreign-shape" } });
  await app.page.getByRole("button", { name: fr.signIn.submit }).click();
  await app.page.getByText(fr.credential.sessionTitle).waitFor();
  await app.page.getByText(fr.connection.failedTitle).waitFor();
  await expectNoTrace(app);
  await app.kill();
  expect(traces.inFolder(desk.folder)).toEqual([]);
  expect(traces.found(app.output())).toEqual([]);
});

it("leaves a webhook's address and signing secret in the keychain alone, and takes them out at signing out", async () => {
  const path = "/services/a-path-that-nobody-may-know";
  const first = await desk.start();
  await signIn(first.page, desk.account.token);
  const { budgetId, secret } = await first.page.evaluate(async (address) => {
    const choice = { amountNanoUsd: "1", window: "month", scraperId: null, thresholds: [100], isOn: true } as const;
    const created = await window.desktop.createBudget({ ...choice, isProjectionAnnounced: false });
    if (!created.ok) throw new Error(created.error.message);
    const kept = await window.desktop.setWebhook({ budgetId: created.value.id, url: address });
    if (!kept.ok || kept.value.secret === null) throw new Error("No secret was answered");
    return { budgetId: created.value.id, secret: kept.value.secret };
    // Nothing listens there: what the network says of it must not be logged either.
  }, `https://127.0.0.1:9${path}`);
  const secrets = searchTraces(() => [path, secret]);
  const sendTest = (app: DesktopApp) =>
    app.page.evaluate((id) => window.desktop.sendTestWebhook({ budgetId: id }), budgetId);
  expect(await sendTest(first)).toEqual({ ok: true, value: { kind: "unreachable" } });
  expect(await secrets.everywhere(first, desk.folder)).toEqual([]);
  expect([...(await desk.keyring.secrets()).values()].join(" ")).toContain(path);
  await first.quit();

  const second = await desk.start();
  await waitUntilFresh(second.page);
  expect(await sendTest(second)).toEqual({ ok: true, value: { kind: "unreachable" } });
  expect(await secrets.everywhere(second, desk.folder)).toEqual([]);
  await signOut(second.page);
  await expect.poll(() => desk.keyring.accounts()).toEqual([]);
  await second.quit();
  expect(secrets.inFolder(desk.folder)).toEqual([]);
});
