// @vitest-environment happy-dom
import { act, screen, waitFor } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import type { ImportStatus } from "../../../../../shared/api/backfill.ts";
import { createFakeDesktop } from "../../../../support/desktop-bridge/fake-desktop.ts";
import { idleStatus } from "../../../../support/desktop-bridge/sample-figures.ts";
import { inputsOf, showApp } from "../../../../support/desktop-bridge/show-app.tsx";

const AT = "2025-02-28T10:00:00.000Z";
const running: ImportStatus = {
  ...idleStatus,
  state: "running",
  progress: { runsListed: 1400, runsRecorded: 1240, runsExpected: 5000, from: AT, to: AT },
};

describe("an import", () => {
  test("shows how far it is, and can be cancelled", async () => {
    const { fake, user } = await showApp(createFakeDesktop({ importStatus: running }));
    expect(screen.getByText("1 240 exécutions sur environ 5 000")).toBeDefined();
    expect(screen.getByRole("progressbar").getAttribute("aria-valuenow")).toBe("25");
    await user.click(screen.getByRole("button", { name: "Annuler" }));
    expect(inputsOf(fake, "cancelImport")).toHaveLength(1);
  });

  test("that was cut can be resumed", async () => {
    const { fake, user } = await showApp(createFakeDesktop({ importStatus: running }));
    act(() => fake.push("importStatusChanged", { ...idleStatus, isIncomplete: true }));
    expect(await screen.findByText("Import interrompu")).toBeDefined();
    await user.click(screen.getByRole("button", { name: "Reprendre" }));
    expect(inputsOf(fake, "importHistory")).toHaveLength(1);
  });

  test("that ended leaves no trace", async () => {
    const { fake } = await showApp(createFakeDesktop({ importStatus: running }));
    act(() => fake.push("importStatusChanged", { ...idleStatus, lastCompletedAt: AT }));
    await waitFor(() => expect(screen.queryByRole("progressbar")).toBeNull());
  });
});
