// @vitest-environment happy-dom
import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { AppError } from "../../../../../shared/errors.ts";
import type { AccountEntry, AccountReading } from "../../../../../shared/ipc/accounts.ts";
import { createFakeDesktop } from "../../../../support/desktop-bridge/fake-desktop.ts";
import { sampleChart, sampleSummary } from "../../../../support/desktop-bridge/sample-figures.ts";
import { inputsOf, showApp } from "../../../../support/desktop-bridge/show-app.tsx";

const accounts: readonly AccountEntry[] = [
  { kind: "apify", id: "camille-id", username: "camille", colour: 0, isShown: true },
  {
    kind: "server",
    id: "team",
    address: "https://spend.example.org",
    email: "noa@example.org",
    name: "Noa",
    colour: 3,
    isShown: false,
  },
];
const spent = (accountId: string, totalCostNanoUsd: string): AccountReading => ({
  accountId,
  summary: { ...sampleSummary("month"), totalCostNanoUsd, totalRuns: 2, runsWithoutCost: 0 },
  chart: sampleChart("30d"),
  knownAt: "2025-02-28T10:00:00.000Z",
});

async function openAll(readings: readonly AccountReading[]) {
  const fake = createFakeDesktop({ accounts });
  fake.answer("readAccounts", () => readings);
  const app = await showApp(fake);
  await app.user.click(screen.getByRole("button", { name: /^Menu du compte/ }));
  await app.user.click(await screen.findByRole("menuitem", { name: /Tous les comptes/ }));
  await screen.findByRole("heading", { name: "Tous les comptes" });
  return app;
}
const card = (name: string) => screen.findByRole("region", { name });

test("all accounts are added up, and each stands by itself", async () => {
  await openAll([spent("camille-id", "10000000000"), spent("team", "2500000000")]);
  const total = within(await card("Total de tous les comptes"));
  expect(await total.findByText(/^12\.50/)).toBeDefined();
  expect(total.getByText("4 exécutions")).toBeDefined();
  expect(total.getByText(/compte deux fois/)).toBeDefined();
  const rows = within(await card("Comptes connectés")).getAllByRole("listitem");
  expect(rows.map(({ textContent }) => textContent?.replaceAll(/\s/g, " "))).toEqual([
    expect.stringMatching(/^camilleRegistre sur cet ordinateur · chiffres d'.*10\.00 \$2 exécutions$/),
    expect.stringMatching(/^Noaspend\.example\.org · chiffres d'.*2\.50 \$2 exécutions$/),
  ]);
});

test("an account of which nothing is known says so, and is not in the total", async () => {
  await openAll([spent("camille-id", "10000000000"), { accountId: "team", failure: "server_unreachable" }]);
  expect(await within(await card("Total de tous les comptes")).findByText(/1 compte n'y est pas compté/)).toBeDefined();
  const [, noa] = within(await card("Comptes connectés")).getAllByRole("listitem");
  expect(noa?.textContent).toContain("–");
});

test("a name leads to its account, and the arrow back to the one that was shown", async () => {
  const { fake, user } = await openAll([spent("camille-id", "1"), spent("team", "2")]);
  await user.click(await screen.findByRole("button", { name: "Noa" }));
  expect(inputsOf(fake, "switchAccount")).toEqual([{ accountId: "team" }]);
  await waitFor(() => expect(screen.queryByRole("heading", { name: "Tous les comptes" })).toBeNull());
});

test("an account that can't be shown says why", async () => {
  const { fake, user } = await openAll([spent("camille-id", "1"), spent("team", "2")]);
  fake.answer("switchAccount", () => {
    throw new AppError("ledger_unavailable", "disk");
  });
  await user.click(await screen.findByRole("button", { name: "Noa" }));
  expect((await screen.findByRole("alert")).textContent).toContain("Le registre n'a pas pu être ouvert");
});

test("a colour is chosen by its name", async () => {
  const { fake, user } = await openAll([spent("camille-id", "1"), spent("team", "2")]);
  await user.click(await screen.findByRole("button", { name: "Couleur de Noa" }));
  await user.click(await screen.findByRole("menuitemradio", { name: "Rose" }));
  expect(inputsOf(fake, "setAccountColour")).toEqual([{ accountId: "team", colour: 4 }]);
});

test("one account alone has no such page", async () => {
  const { user } = await showApp(createFakeDesktop());
  await user.click(screen.getByRole("button", { name: /^Menu du compte/ }));
  await screen.findByRole("menuitem", { name: /Ajouter un compte/ });
  expect(screen.queryByRole("menuitem", { name: /Tous les comptes/ })).toBeNull();
});
