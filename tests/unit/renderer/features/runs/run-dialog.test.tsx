// @vitest-environment happy-dom
import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { AppError } from "../../../../../shared/errors.ts";
import { createFakeDesktop, type FakeDesktopOptions } from "../../../../support/desktop-bridge/fake-desktop.ts";
import {
  sampleRun,
  sampleRunDetails,
  type SampleRunOptions,
  sampleRuns,
} from "../../../../support/desktop-bridge/sample-runs.ts";
import { inputsOf, showApp } from "../../../../support/desktop-bridge/show-app.tsx";

async function openRun(run: SampleRunOptions = {}, options: FakeDesktopOptions = {}) {
  const fake = createFakeDesktop(options);
  fake.answer("getRuns", () => ({ ...sampleRuns(1, 0), runs: [sampleRun(run)], totalRuns: 1 }));
  fake.answer("getRun", ({ runId }) => ({ ...sampleRunDetails(runId), ...sampleRun(run) }));
  const app = await showApp(fake);
  const table = await screen.findByRole("grid");
  await app.user.click(await within(table).findByText("Instagram Scraper"));
  return { ...app, dialog: within(await screen.findByRole("dialog", { name: "Instagram Scraper" })) };
}

test("the details tell the cost to its last digit, and what each reading said of it", async () => {
  const { dialog, fake } = await openRun({ cost: 0.400000001 });
  expect(dialog.getByText("0.400000001 $")).toBeDefined();
  const readings = within(await dialog.findByRole("list")).getAllByRole("listitem");
  expect(readings.map((reading) => reading.textContent)).toEqual([
    expect.stringContaining("0.38\u00a0$"),
    expect.stringContaining("0.40\u00a0$"),
  ]);
  expect(inputsOf(fake, "getRun")).toEqual([{ runId: "a1B2c3D4e5F6g7H8i" }]);
});

test.each([
  ["SCHEDULER", "Planification"],
  ["STANDBY", "STANDBY"],
  [null, "non connu"],
])("the origin %s is called as in the breakdown: %s", async (origin, words) => {
  const { dialog } = await openRun({ origin });
  expect(dialog.getByText("Origine").nextSibling?.textContent).toBe(words);
});

test("ids are copied by main", async () => {
  const { dialog, fake, user } = await openRun();
  await user.click(dialog.getByRole("button", { name: /Copier l'identifiant.*Exécution/ }));
  expect(inputsOf(fake, "copyText")).toEqual([{ text: "a1B2c3D4e5F6g7H8i" }]);
  expect(await dialog.findByText("Copié")).toBeDefined();
});

test("Apify's console is opened by the run's id, never by an address", async () => {
  const { dialog, fake, user } = await openRun();
  await user.click(dialog.getByRole("button", { name: "Ouvrir dans la console Apify" }));
  expect(inputsOf(fake, "openRunInConsole")).toEqual([{ runId: "a1B2c3D4e5F6g7H8i" }]);
});

test.each([
  ["Apify has deleted it", { isGone: true }, {}],
  ["its id is none of Apify's", { runId: "enrich-2025-02-28" }, {}],
  ["it is invented", {}, { session: { kind: "sample" } }],
] as const)("there is no way to the console where %s", async (_, run, options) => {
  const { dialog } = await openRun(run, options);
  await dialog.findByText("Coût au fil des lectures");
  expect(dialog.queryByRole("button", { name: "Ouvrir dans la console Apify" })).toBeNull();
});

test("a history that can't be read is asked for again, beside what the table knows", async () => {
  const fake = createFakeDesktop();
  fake.answer("getRun", () => {
    throw new AppError("server_unreachable", "away");
  });
  const { user } = await showApp(fake);
  const [first] = await within(await screen.findByRole("grid")).findAllByText("Google Maps Scraper");
  await user.click(first ?? document.body);
  const dialog = within(await screen.findByRole("dialog"));
  expect(await dialog.findByText(/L'historique du coût n'a pas pu être lu/)).toBeDefined();
  await user.click(dialog.getByRole("button", { name: "Réessayer" }));
  await waitFor(() => expect(inputsOf(fake, "getRun")).toHaveLength(2));
});
