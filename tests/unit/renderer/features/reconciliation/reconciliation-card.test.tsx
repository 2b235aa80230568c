// @vitest-environment happy-dom
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import type { Reconciliation } from "../../../../../shared/api/reconciliation.ts";
import { AppError } from "../../../../../shared/errors.ts";
import { createFakeDesktop } from "../../../../support/desktop-bridge/fake-desktop.ts";
import {
  amount,
  type KnownReconciliation,
  sampleReconciliation,
} from "../../../../support/desktop-bridge/sample-reconciliation.ts";
import { inputsOf, showApp } from "../../../../support/desktop-bridge/show-app.tsx";

const card = () => within(screen.getByRole("region", { name: "Cycle de facturation Apify" }));

async function show(answer: Reconciliation, options: Parameters<typeof createFakeDesktop>[0] = {}) {
  const fake = createFakeDesktop(options);
  fake.answer("getReconciliation", () => answer);
  const app = await showApp(fake);
  await waitFor(() => expect(card().queryByRole("status", { name: "Chargement…" })).toBeNull());
  return app;
}
const known = (change: Partial<KnownReconciliation> = {}) => show({ ...sampleReconciliation, ...change });
const amountOf = (line: RegExp) => card().getByText(line).closest("div")?.querySelector("dd")?.textContent;

describe("a cycle that is known", () => {
  test("shows the dates, the usage and the limit, and that it is no invoice", async () => {
    await known();
    expect(card().getByText(/^8 févr\..*7 mars 2025$/)).toBeDefined();
    expect(card().getByText("48.32 $").title).toBe("48.315417\u00a0$");
    expect(card().getByText("sur 60.00 $ de limite")).toBeDefined();
    expect(card().getByRole("meter").getAttribute("aria-valuenow")).toBe("81");
    expect(card().getByText(/pas une facture/)).toBeDefined();
  });

  test("shows what it is made of, line by line", async () => {
    await known();
    expect(amountOf(/^172 exécutions du registre$/)).toBe("46.91\u00a0$");
    expect(card().getByText("2 sans coût connu, 1 provisoire")).toBeDefined();
    expect(amountOf(/^3 builds$/)).toBe("0.12\u00a0$");
    expect(amountOf(/^Non attribué aux exécutions$/)).toBe("+1.29\u00a0$");
  });

  test("shows a rest below zero with its sign", async () => {
    await known({ unattributed: amount(-0.451) });
    expect(amountOf(/^Non attribué aux exécutions$/)).toBe("\u22120.45\u00a0$");
  });

  test("tells where the rest comes from, in words where it knows the service", async () => {
    const { user } = await known();
    await user.click(card().getByText("D'où vient ce reste"));
    const proxy = card().getByText("Proxy résidentiel");
    expect(proxy.title).toBe("PROXY_RESIDENTIAL_TRANSFER_GBYTES");
    expect(proxy.closest("li")?.textContent).toMatch(/usage 2\.40.\$ − exécutions 1\.60.\$.*\+0\.80.\$/);
    const perEvent = card().getByText("Actors payés à l'événement").closest("li");
    expect(perEvent?.textContent).toMatch(/\u22120\.01.\$$/);
    expect(card().getByText("SOME_NEW_SERVICE")).toBeDefined();
  });

  test("leaves out the services whose rest is no cent, and adds them up in one line", async () => {
    const [large, ...others] = sampleReconciliation.services;
    const tiny = others.map((line) => ({ ...line, unattributed: amount(-0.002) }));
    await known({ services: large ? [large, ...tiny] : [] });
    expect(card().getByText("Proxy résidentiel")).toBeDefined();
    expect(card().queryByText("SOME_NEW_SERVICE")).toBeNull();
    expect(card().getByText("Autres lignes").closest("li")?.textContent).toMatch(/\u22120\.01.\$$/);
  });

  test("shows them all when none has a cent of rest", async () => {
    const services = sampleReconciliation.services.map((line) => ({ ...line, unattributed: amount(0.001) }));
    await known({ services });
    expect(card().getByText("SOME_NEW_SERVICE").closest("li")?.textContent).toMatch(/\+0\.00.\$$/);
    expect(card().queryByText("Autres lignes")).toBeNull();
  });

  test("says in a word that the limit is exceeded, and only then", async () => {
    await known({ usage: amount(60) });
    expect(card().queryByText("limite dépassée")).toBeNull();
    cleanup();
    await known({ usage: amount(60.01) });
    expect(card().getByText("limite dépassée")).toBeDefined();
  });

  test("says that builds can't be listed, and does without a limit", async () => {
    await known({ builds: null, limit: null });
    expect(amountOf(/^Builds$/)).toBe("non lisibles");
    expect(card().queryByRole("meter")).toBeNull();
  });

  test("says from when on the ledger is complete, when that is later than the cycle", async () => {
    const importStatus = { completeFrom: "2025-02-12T12:00:00.000Z" };
    await show({ ...sampleReconciliation, isLedgerComplete: false }, { importStatus });
    expect(card().getByText(/n'est complet que depuis le 12 févr\. 2025/)).toBeDefined();
  });

  test("says that the ledger ends before Apify was read, when it does reach back to the cycle's start", async () => {
    const importStatus = { completeFrom: sampleReconciliation.cycle.startAt };
    await show({ ...sampleReconciliation, isLedgerComplete: false }, { importStatus });
    expect(card().getByText(/s'arrête avant cette lecture d'Apify/)).toBeDefined();
  });

  test("says how many builds have no known cost", async () => {
    await known({ builds: { ...amount(0.12), count: 3, buildsWithoutCost: 1 } });
    expect(card().getByText("dont 1 sans coût connu")).toBeDefined();
  });

  test("says when it was read, and why not since", async () => {
    const { fake, user } = await known({ staleBecause: "apify_unreachable" });
    expect(
      card().getByText(/Dernière lecture chez Apify.*N'a pas pu être relu depuis\. Apify ne répond pas/),
    ).toBeDefined();
    await user.click(card().getByRole("button", { name: "Réessayer" }));
    expect(inputsOf(fake, "getReconciliation")).toHaveLength(2);
  });
});

describe("a cycle that is not known", () => {
  test("explains what the token may not read, and that the import goes on", async () => {
    await show({ state: "not-allowed" });
    expect(card().getByText("Ce jeton ne peut pas lire l'usage du compte")).toBeDefined();
    expect(card().getByText(/L'import des exécutions continue/)).toBeDefined();
  });

  test("tells why, and can be read again", async () => {
    const { fake, user } = await show({ state: "unavailable", code: "apify_unreachable" });
    expect(card().getByText(/^Apify ne répond pas/)).toBeDefined();
    fake.answer("getReconciliation", () => sampleReconciliation);
    await user.click(card().getByRole("button", { name: "Réessayer" }));
    expect(await card().findByText("48.32 $")).toBeDefined();
  });

  test("tells why the ledger could not answer", async () => {
    const fake = createFakeDesktop();
    fake.answer("getReconciliation", () => {
      throw new AppError("ledger_unavailable", "disk");
    });
    await showApp(fake);
    expect(await card().findByText("L'usage du compte n'a pas pu être lu")).toBeDefined();
  });

  test("shows that it is coming", async () => {
    const fake = createFakeDesktop();
    fake.answer("getReconciliation", () => new Promise(() => {}));
    await showApp(fake);
    expect(card().getByRole("status", { name: "Chargement…" })).toBeDefined();
    expect(card().queryByText("Lecture chez Apify…")).toBeNull();
    expect(await card().findByText("Lecture chez Apify…", {}, { timeout: 4_000 })).toBeDefined();
  });
});

test("the sample shows a cycle of its own", async () => {
  await showApp(createFakeDesktop({ session: { kind: "sample" } }));
  expect(await card().findByText("48.32 $")).toBeDefined();
});
