// @vitest-environment happy-dom
import { act, screen, waitFor } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { INITIAL_PREFERENCES } from "../../../shared/ipc/preferences.ts";
import { createFakeDesktop, ENVIRONMENT } from "../../support/desktop-bridge/fake-desktop.ts";
import { idleStatus, sampleShownSummary } from "../../support/desktop-bridge/sample-figures.ts";
import { inputsOf, showApp } from "../../support/desktop-bridge/show-app.tsx";

describe("what main pushes", () => {
  test("new figures replace those on screen", async () => {
    const { fake } = await showApp();
    fake.answer("getSummary", ({ period }) => ({ ...sampleShownSummary(period), totalCostNanoUsd: "77700000000" }));
    act(() => fake.push("figuresChanged", undefined));
    expect(await screen.findByText("77.70 $")).toBeDefined();
    expect(inputsOf(fake, "getSpendingChart")).toHaveLength(2);
  });

  test("while an import runs, the billing cycle waits for its end", async () => {
    const { fake } = await showApp();
    await screen.findByText("48.32 $");
    act(() => fake.push("importStatusChanged", { ...idleStatus, state: "running" }));
    act(() => fake.push("figuresChanged", undefined));
    await waitFor(() => expect(inputsOf(fake, "getSummary")).toHaveLength(2));
    expect(inputsOf(fake, "getReconciliation")).toHaveLength(1);
    act(() => fake.push("importStatusChanged", idleStatus));
    act(() => fake.push("figuresChanged", undefined));
    await waitFor(() => expect(inputsOf(fake, "getReconciliation")).toHaveLength(2));
  });

  test("the end of a session shows the sign-in screen", async () => {
    const { fake } = await showApp();
    act(() => fake.push("sessionChanged", { kind: "signed-out" }));
    expect(await screen.findByText("Se connecter")).toBeDefined();
  });

  test("another account starts without the former one's figures", async () => {
    const { fake } = await showApp();
    fake.answer("getSummary", () => new Promise(() => {}));
    act(() => fake.push("sessionChanged", { kind: "apify", username: "alex", credential: "kept" }));
    await screen.findByText("alex");
    expect(screen.queryByText("60.96 $")).toBeNull();
  });

  test("a new state of the same account's token keeps the figures on screen", async () => {
    const { fake } = await showApp();
    act(() => fake.push("sessionChanged", { kind: "apify", username: "camille", credential: "refused" }));
    expect(await screen.findByText("Apify refuse ce jeton")).toBeDefined();
    expect(screen.getByText("60.96 $")).toBeDefined();
    expect(inputsOf(fake, "getSummary")).toHaveLength(1);
  });

  test("another language is spoken at once", async () => {
    const { fake } = await showApp();
    act(() => fake.push("environmentChanged", { ...ENVIRONMENT, language: "en" }));
    expect(await screen.findByRole("region", { name: "Total spent" })).toBeDefined();
    expect(document.documentElement.lang).toBe("en");
  });

  test("preferences changed elsewhere move the Selects", async () => {
    const { fake } = await showApp(createFakeDesktop());
    act(() =>
      fake.push("preferencesChanged", {
        ...INITIAL_PREFERENCES,
        summaryPeriod: "day",
        chartTimeRange: "7d",
      }),
    );
    await waitFor(() => expect(inputsOf(fake, "getSummary").at(-1)).toEqual({ period: "day", filter: {} }));
    expect(screen.getByRole("combobox", { name: "Période du graphique" }).textContent).toBe("7 jours");
  });
});
