import { afterEach, beforeEach, expect, it } from "vitest";
import { type Desk, openDesk } from "../support/desktop/desk.ts";

let desk: Desk;

beforeEach(async () => {
  desk = await openDesk();
});
afterEach((test) => desk.close(test));

it("shows its icon alone when the system starts it, and its window once that is asked for", async () => {
  const app = await desk.start({ args: ["--sample", "--at-login"] });
  await expect.poll(async () => (await desk.tray.item()?.toolTip()) ?? "").toContain("Jour : ");
  expect(await app.isWindowVisible()).toBe(false);
  await desk.tray.item()?.choose("Ouvrir Décompte");
  await expect.poll(() => app.isWindowVisible()).toBe(true);
});
