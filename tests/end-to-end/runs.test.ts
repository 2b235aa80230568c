import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { fr } from "../../renderer/i18n/fr.ts";
import { type Desk, openDesk } from "../support/desktop/desk.ts";
import { keepPicture, signIn } from "../support/desktop/screen.ts";
import { readCsv } from "../support/read-csv.ts";

let desk: Desk;

beforeEach(async () => {
  desk = await openDesk();
});
afterEach((test) => desk.close(test));

it("sorts and searches all runs in the table, and exports what it shows", async () => {
  const dearest = desk.account.addRun({
    startedAtMs: Date.now() - 86_400_000,
    pricing: { model: "FREE" },
    costUsd: 900,
  });
  const { electron, page } = await desk.start();
  await signIn(page, desk.account.token);
  const card = page.getByRole("region", { name: fr.runs.title });
  const first = card.locator("[data-index='0']");

  await card.getByRole("button", { name: fr.runs.columns.cost }).click();
  await first.getByText("900.00\u00a0$").waitFor();
  await card.getByRole("grid").focus();
  await page.keyboard.press("Enter");
  const details = page.getByRole("dialog");
  await details.getByText(dearest.id).waitFor();
  await keepPicture(page, "run-details");
  await page.keyboard.press("Escape");

  await card.getByRole("textbox", { name: fr.runs.search }).fill(dearest.id.slice(2, 12).toUpperCase());
  await card.getByText("1 exécution ·").waitFor();

  const file = join(desk.dataFolder, "export.csv");
  await electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
  }, file);
  await card.getByRole("button", { name: fr.runs.export }).click();
  await page.getByRole("button", { name: fr.runs.save }).click();
  await page.getByRole("button", { name: fr.runs.showFile }).waitFor();
  await keepPicture(page, "exported");
  const [header, ...rows] = readCsv(readFileSync(file, "utf8").replace(/^\u{feff}/u, ""), ";");
  expect(rows.map((row) => row[header?.indexOf("runId") ?? -1])).toEqual([dearest.id]);
  expect(rows.map((row) => row[header?.indexOf("costUsd (decimal comma)") ?? -1])).toEqual(["900"]);
});
