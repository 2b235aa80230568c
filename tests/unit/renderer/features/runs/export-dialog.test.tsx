// @vitest-environment happy-dom
import { act, screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { AppError } from "../../../../../shared/errors.ts";
import type { ExportOutcome } from "../../../../../shared/ipc/export.ts";
import { createFakeDesktop } from "../../../../support/desktop-bridge/fake-desktop.ts";
import { inputsOf, showApp } from "../../../../support/desktop-bridge/show-app.tsx";

async function openExport(fake = createFakeDesktop()) {
  const app = await showApp(fake);
  await screen.findByRole("grid");
  await app.user.click(screen.getByRole("button", { name: "Exporter" }));
  return { ...app, dialog: within(await screen.findByRole("dialog")) };
}

test("what the table shows is exported, as it is asked for", async () => {
  const { dialog, fake, user } = await openExport();
  expect(dialog.getByText("12.45 $")).toBeDefined();
  await user.click(dialog.getByRole("radio", { name: "Point" }));
  await user.click(dialog.getByRole("button", { name: "Enregistrer…" }));
  expect(inputsOf(fake, "exportRuns")).toEqual([
    { period: "all", filter: {}, q: null, format: "csv", decimal: "point" },
  ]);
  expect(await dialog.findByText(/decompte-2025-02-28\.csv/)).toBeDefined();
  expect(dialog.getByText("12.45 $")).toBeDefined();
  await user.click(dialog.getByRole("button", { name: "Afficher dans le dossier" }));
  expect(inputsOf(fake, "showExportedFile")).toHaveLength(1);
});

test("JSON has no decimal separator to choose", async () => {
  const { dialog, user } = await openExport();
  await user.click(dialog.getByRole("radio", { name: "JSON" }));
  expect(dialog.queryByRole("radio", { name: "Virgule" })).toBeNull();
});

test("an export tells how far it is, can be cancelled, and is not left by accident", async () => {
  const fake = createFakeDesktop();
  let end: (outcome: ExportOutcome) => void = () => {};
  fake.answer("exportRuns", () => new Promise((resolve) => (end = resolve)));
  const { dialog, user } = await openExport(fake);
  await user.click(dialog.getByRole("button", { name: "Enregistrer…" }));
  expect(await dialog.findByText("Choisissez où enregistrer le fichier…")).toBeDefined();
  act(() => fake.push("exportProgressed", { runs: 250, totalRuns: 1_000 }));
  expect(dialog.getByRole("progressbar").getAttribute("aria-valuenow")).toBe("25");
  expect(dialog.getByText(/^250 exécutions écrites sur 1.000$/)).toBeDefined();
  await user.keyboard("{Escape}");
  await user.click(dialog.getByRole("button", { name: "Annuler l'export" }));
  expect(inputsOf(fake, "cancelExport")).toHaveLength(1);
  act(() => end({ kind: "cancelled" }));
  expect(await dialog.findByRole("button", { name: "Enregistrer…" })).toBeDefined();
});

test.each([
  ["a full disk", () => ({ kind: "not-written", reason: "no-room" }) as const, /pas assez de place/],
  [
    "a server that is away",
    () => {
      throw new AppError("server_unreachable", "away");
    },
    /Le serveur de l'équipe ne répond pas/,
  ],
])("%s is told, and another try is at hand", async (_, answer, words) => {
  const fake = createFakeDesktop();
  fake.answer("exportRuns", answer);
  const { dialog, user } = await openExport(fake);
  await user.click(dialog.getByRole("button", { name: "Enregistrer…" }));
  expect((await dialog.findByRole("alert")).textContent).toMatch(words);
  await user.click(dialog.getByRole("button", { name: "Enregistrer…" }));
  await waitFor(() => expect(inputsOf(fake, "exportRuns")).toHaveLength(2));
});
