// @vitest-environment happy-dom
import { act, screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import type { ShownSummary } from "../../../../../shared/ipc/figures.ts";
import { createFakeDesktop } from "../../../../support/desktop-bridge/fake-desktop.ts";
import { sampleShownSummary } from "../../../../support/desktop-bridge/sample-figures.ts";
import { inputsOf, showApp } from "../../../../support/desktop-bridge/show-app.tsx";

test("main hears once that the figures are on screen, and not before both are", async () => {
  const fake = createFakeDesktop();
  let answerSummary: (summary: ShownSummary) => void = () => {};
  fake.answer("getSummary", () => new Promise((resolve) => (answerSummary = resolve)));
  await showApp(fake);
  await screen.findByRole("slider");
  expect(inputsOf(fake, "figuresPainted")).toHaveLength(0);

  act(() => answerSummary(sampleShownSummary("month")));
  await waitFor(() => expect(inputsOf(fake, "figuresPainted")).toHaveLength(1));
  expect(document.documentElement.dataset["figures"]).toBe("painted");

  act(() => fake.push("figuresChanged", undefined));
  await waitFor(() => expect(inputsOf(fake, "getSummary")).toHaveLength(2));
  expect(inputsOf(fake, "figuresPainted")).toHaveLength(1);
});
