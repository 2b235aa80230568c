// @vitest-environment happy-dom
import { act, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { fr } from "../../../../../renderer/i18n/fr.ts";
import {
  UPDATE_PROBLEMS,
  type Release,
  type UpdateState,
  type UpdateStatus,
} from "../../../../../shared/ipc/updates.ts";
import { createFakeDesktop } from "../../../../support/desktop-bridge/fake-desktop.ts";
import { inputsOf, showApp } from "../../../../support/desktop-bridge/show-app.tsx";

const RELEASE: Release = {
  version: "0.2.0",
  releasedAt: "2026-11-20T08:00:00.000Z",
  notes: { fr: ["Des budgets par équipe"], en: ["Budgets for teams"] },
};
const CHECKED_AT = "2026-11-22T10:00:00.000Z";
const statusOf = (state: UpdateState): UpdateStatus => ({ state, checkedAt: CHECKED_AT, installed: null });

const show = (state: UpdateState, installed: Release | null = null) =>
  showApp(createFakeDesktop({ updates: { state, installed } }));

describe("above the figures", () => {
  test("a version that is ready is installed on request, and tells what is new", async () => {
    const { fake, user } = await show({ kind: "ready", release: RELEASE, isAsked: false });
    await screen.findByText("La version 0.2.0 est prête");
    expect(screen.getByText("Des budgets par équipe")).toBeDefined();
    await user.click(screen.getByRole("button", { name: fr.updates.install }));
    expect(inputsOf(fake, "installUpdate")).toHaveLength(1);
    act(() => fake.push("updateStatusChanged", statusOf({ kind: "ready", release: RELEASE, isAsked: true })));
    await screen.findByText(fr.updates.asked);
    expect(screen.getByRole("button", { name: fr.updates.install }).hasAttribute("disabled")).toBe(true);
  });

  test("what was put away stays so until there is something else to tell", async () => {
    const { fake, user } = await show({ kind: "available", release: RELEASE });
    await screen.findByText("La version 0.2.0 est disponible");
    await user.click(screen.getByRole("button", { name: fr.updates.page }));
    expect(inputsOf(fake, "openDownloadPage")).toHaveLength(1);
    await user.click(screen.getByRole("button", { name: fr.app.close }));
    const later = { ...RELEASE, version: "0.3.0" };
    for (const release of [RELEASE, later]) {
      act(() => fake.push("updateStatusChanged", statusOf({ kind: "available", release })));
      await waitFor(() => expect(screen.queryAllByText(/est disponible$/)).toHaveLength(release === later ? 1 : 0));
    }
  });

  test("the version that has just come says what is new, until it is put away for good", async () => {
    const { fake, user } = await show({ kind: "current" }, RELEASE);
    await screen.findByText("Décompte 0.2.0 est installé");
    await user.click(screen.getByRole("button", { name: fr.app.close }));
    expect(inputsOf(fake, "acknowledgeUpdate")).toHaveLength(1);
  });

  test.each(UPDATE_PROBLEMS)("%s is told there if it is more than a missing network", async (problem) => {
    const { fake } = await show({ kind: "failed", problem });
    await waitFor(() => expect(inputsOf(fake, "getUpdateStatus")).not.toHaveLength(0));
    const isQuiet = ["no-network", "no-answer", "no-room"].includes(problem);
    const text = fr.updates.problems[problem].replaceAll("\u00a0", " ");
    await waitFor(() => expect(screen.queryAllByText(text)).toHaveLength(isQuiet ? 0 : 1));
  });
});

describe("the settings", () => {
  const cases: readonly (readonly [UpdateState, RegExp, string | null])[] = [
    [{ kind: "none" }, /ne reçoit pas de mises à jour/, null],
    [{ kind: "current" }, /^Décompte est à jour/, "Rechercher"],
    [{ kind: "available", release: RELEASE }, /^La version 0.2.0 est disponible\.$/, "Page de téléchargement"],
    [{ kind: "waiting", release: RELEASE }, /dès que l'importation en cours/, null],
    [{ kind: "downloading", release: RELEASE, percent: 40 }, /version 0.2.0 : 40 %/, null],
    [{ kind: "ready", release: RELEASE, isAsked: false }, /0.2.0 est prête :/, "Redémarrer et installer"],
    [{ kind: "installing", release: RELEASE }, /^Installation de la version 0.2.0…$/, null],
    [{ kind: "failed", problem: "no-network" }, /^Pas de réseau/, "Rechercher"],
  ];

  test.each(cases)("tell how updates stand: %j", async (state, text, action) => {
    const { fake, user } = await show(state);
    await user.keyboard("{Control>},{/Control}");
    await user.click(await screen.findByRole("tab", { name: fr.settings.tabs.help }));
    const dialog = within(screen.getByRole("dialog"));
    act(() => fake.push("updateStatusChanged", statusOf(state)));
    await dialog.findByText(text);
    const names = dialog.getAllByRole("button").map(({ textContent }) => textContent);
    const others: (string | null)[] = ["", fr.settings.copy, fr.about.licences];
    expect(names.filter((name) => !others.includes(name))).toEqual(action === null ? [] : [action]);
    expect(dialog.queryAllByText("Des budgets par équipe")).toHaveLength("release" in state ? 1 : 0);
  });

  test("open there and look at once, when that is chosen from the menus", async () => {
    const { fake, user } = await show({ kind: "current" });
    act(() => fake.push("commandChosen", "check-updates"));
    await screen.findByText(fr.updates.title);
    expect(inputsOf(fake, "checkForUpdates")).toHaveLength(1);
    await user.click(await screen.findByRole("combobox", { name: fr.updates.channel }));
    await user.click(screen.getByRole("option", { name: fr.updates.channels.beta }));
    expect(inputsOf(fake, "setPreferences")).toEqual([{ updateChannel: "beta" }]);
  });
});
