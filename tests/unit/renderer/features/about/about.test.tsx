// @vitest-environment happy-dom
import { act, screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { BUILD_MARKS } from "../../../../../shared/ipc/about.ts";
import { fr } from "../../../../../renderer/i18n/fr.ts";
import { createFakeDesktop } from "../../../../support/desktop-bridge/fake-desktop.ts";
import { inputsOf, showApp } from "../../../../support/desktop-bridge/show-app.tsx";

async function openAbout(mark: (typeof BUILD_MARKS)[number]) {
  const fake = createFakeDesktop();
  fake.answer("getAbout", () => ({
    name: "Décompte (test)",
    version: "1.2.3",
    mark,
    electron: "45.4.1",
    chromium: "150.0.1",
    node: "24.1.0",
  }));
  const app = await showApp(fake);
  act(() => fake.push("commandChosen", "about"));
  await screen.findByText("Décompte (test) 1.2.3");
  return app;
}

test.each(BUILD_MARKS)("a %s build says what it is, and what it runs on", async (mark) => {
  await openAbout(mark);
  expect(screen.getByText(/Node\.js\s24\.1\.0/).textContent).toBe(
    `${fr.about.marks[mark]}Electron\u00a045.4.1, Chromium\u00a0150.0.1, Node.js\u00a024.1.0`,
  );
});

test("the licences are read once they are asked for, each with its text, and close before the settings do", async () => {
  const { fake, user } = await openAbout("signed");
  expect(inputsOf(fake, "getLicences")).toEqual([]);
  await user.click(screen.getByRole("button", { name: fr.about.licences }));
  const react = await screen.findByText("react");
  expect(react.closest("details")?.textContent).toBe("react 19.3.1MITPermission is hereby granted");
  await user.click(screen.getByRole("button", { name: fr.about.chromium }));
  expect(inputsOf(fake, "showChromiumLicences")).toHaveLength(1);
  await user.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByText("react")).toBeNull());
  expect(screen.getByRole("dialog", { name: fr.settings.title })).toBeDefined();
  await waitFor(() => expect(document.activeElement?.textContent).toBe(fr.about.licences));
});
