// @vitest-environment happy-dom
import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { AppError } from "../../../../../shared/errors.ts";
import type { AlertsView } from "../../../../../shared/ipc/budgets.ts";
import { createFakeDesktop, type FakeDesktop } from "../../../../support/desktop-bridge/fake-desktop.ts";
import { sampleAlert, sampleAlerts, thresholdOf } from "../../../../support/desktop-bridge/sample-alerts.ts";
import { sampleBudget } from "../../../../support/desktop-bridge/sample-budgets.ts";
import { inputsOf, showApp } from "../../../../support/desktop-bridge/show-app.tsx";

const BUDGET = sampleBudget();
const WEEK = sampleBudget({ id: "0b7d5f0e-5a55-4c8e-9a63-0f3f5d3a4a02", window: "week" });
const bell = () => screen.getByRole("button", { name: /^Alertes/ });
const dialog = () => within(screen.getByRole("dialog", { name: "Alertes" }));
const row = (name: string | RegExp) => within(dialog().getByRole("listitem", { name }));
const withAlerts = (alerts: Partial<AlertsView>) => createFakeDesktop({ budgets: [BUDGET], alerts });

async function openAlerts(fake: FakeDesktop = withAlerts({ alerts: sampleAlerts })) {
  const app = await showApp(fake);
  await app.user.click(bell());
  await screen.findByRole("dialog", { name: "Alertes" });
  return app;
}

describe("the bell", () => {
  test("counts what nobody has seen, in words too", async () => {
    await showApp(withAlerts({ alerts: sampleAlerts }));
    expect(await screen.findByRole("button", { name: "Alertes, 2 nouvelles" })).toBeDefined();
    expect(bell().textContent).toBe("2");
  });

  test("shows no count where all was seen", async () => {
    await showApp(withAlerts({ alerts: [sampleAlert({ isAcknowledged: true })] }));
    expect(bell().getAttribute("aria-label")).toBe("Alertes");
    expect(bell().textContent).toBe("");
  });

  test("opens the list, and has the focus again after Escape", async () => {
    const { user } = await openAlerts();
    await user.keyboard("{Escape}");
    await waitFor(() => expect(document.activeElement).toBe(bell()));
  });
});

describe("the list of alerts", () => {
  test("says what, how much, when, and what became of the notification", async () => {
    await openAlerts();
    expect(row(/^Budget du mois dépassé/).getByText("50.31 $ dépensés sur 50.00 $, février 2025")).toBeDefined();
    const anomaly = row("Dépense inhabituelle");
    expect(anomaly.getByText(/^12\.30 \$ le vendredi 28 février 2025, contre 3\.10 \$/)).toBeDefined();
    expect(anomaly.getByText(/notification retenue$/)).toBeDefined();
    const projection = row(/compass\/crawler-google-places.*dépassement prévu/);
    expect(projection.getByText("23.10 $ prévus pour 20.00 $, semaine du 24 févr.")).toBeDefined();
    expect(row(/^Budget du mois.*52/).getByText(/^Période terminée/)).toBeDefined();
  });

  test("tells amounts apart that are the same to the cent", async () => {
    const alert = sampleAlert({ announcement: thresholdOf(80, 49.999999999) });
    await openAlerts(withAlerts({ alerts: [alert] }));
    expect(dialog().getByText(/^49\.999999999 \$ dépensés sur 50\.00 \$/)).toBeDefined();
  });

  test("shows all that nobody has seen, and older ones when they are asked for", async () => {
    const alerts = Array.from({ length: 30 }, (_, index) =>
      sampleAlert({ id: `1c7d5f0e-5a55-4c8e-9a63-0f3f5d3a4e${index + 10}`, isAcknowledged: index !== 6 }),
    );
    const { user } = await openAlerts(withAlerts({ alerts }));
    expect(dialog().getAllByRole("listitem")).toHaveLength(7);
    await user.click(dialog().getByRole("button", { name: "Marquer comme vue" }));
    expect(dialog().getAllByRole("listitem")).toHaveLength(7);
    await user.click(dialog().getByRole("button", { name: "Voir les alertes plus anciennes" }));
    expect(dialog().getAllByRole("listitem")).toHaveLength(27);
  });

  test("without any says when there would be some", async () => {
    await openAlerts(createFakeDesktop());
    expect(dialog().getByText("Aucune alerte")).toBeDefined();
  });

  test("marks one as seen, and keeps the focus on its line", async () => {
    const { fake, user } = await openAlerts();
    await user.click(row("Dépense inhabituelle").getByRole("button", { name: "Marquer comme vue" }));
    await waitFor(() => expect(inputsOf(fake, "acknowledgeAlerts")).toEqual([{ alertIds: [sampleAlerts[1]?.id] }]));
    expect(document.activeElement).toBe(dialog().getByRole("listitem", { name: "Dépense inhabituelle" }));
    expect(row("Dépense inhabituelle").queryByRole("button", { name: "Marquer comme vue" })).toBeNull();
  });

  test("marks all that it shows as seen, and nothing that comes meanwhile", async () => {
    const { fake, user } = await openAlerts();
    await user.click(dialog().getByRole("button", { name: "Tout marquer comme vu" }));
    await waitFor(() => expect(inputsOf(fake, "acknowledgeAlerts")).toHaveLength(1));
    const shown = sampleAlerts.filter(({ isAcknowledged }) => !isAcknowledged).map(({ id }) => id);
    expect(inputsOf(fake, "acknowledgeAlerts")).toEqual([{ alertIds: shown }]);
    expect(dialog().queryByText("nouvelle")).toBeNull();
  });

  test("takes a mark back that could not be kept, and says why", async () => {
    const fake = withAlerts({ alerts: [sampleAlert()] });
    fake.answer("acknowledgeAlerts", () => {
      throw new AppError("ledger_unavailable", "disk");
    });
    const { user } = await openAlerts(fake);
    await user.click(dialog().getByRole("button", { name: "Marquer comme vue" }));
    expect((await dialog().findByRole("alert")).textContent).toMatch(/^Cela n'a pas fonctionné/);
    expect(await dialog().findByRole("button", { name: "Marquer comme vue" })).toBeDefined();
  });

  test("leads to an alert's budget, which then has the focus", async () => {
    const { user } = await openAlerts();
    await user.click(row(/^Budget du mois dépassé/).getByRole("button", { name: "Voir le budget" }));
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole("listitem", { name: "Budget du mois" })));
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  test("offers no budget that is gone", async () => {
    await openAlerts();
    const projection = row(/dépassement prévu/);
    expect(projection.queryByRole("button", { name: "Voir le budget" })).toBeNull();
  });

  test("makes way for the budget whose notification is clicked", async () => {
    const { fake } = await openAlerts();
    act(() => fake.push("alertOpened", { budgetId: "0b7d5f0e-5a55-4c8e-9a63-0f3f5d3a4a01" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    const budget = screen.getByRole("listitem", { name: "Budget du mois" });
    await waitFor(() => expect(document.activeElement).toBe(budget));
    await new Promise((resolve) => setTimeout(resolve));
    expect(document.activeElement).toBe(budget);
  });

  test("opens when a notification of no single budget is clicked, or of one that is gone", async () => {
    const { fake, user } = await showApp(withAlerts({ alerts: sampleAlerts }));
    act(() => fake.push("alertOpened", { budgetId: null }));
    await screen.findByRole("dialog", { name: "Alertes" });
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    act(() => fake.push("alertOpened", { budgetId: "6f1d5f0e-5a55-4c8e-9a63-0f3f5d3a4aff" }));
    expect(await screen.findByRole("dialog", { name: "Alertes" })).toBeDefined();
  });
});

describe("putting alerts off", () => {
  test("for an hour is told with its end, and ended again", async () => {
    const { fake, user } = await openAlerts();
    await user.click(dialog().getByRole("button", { name: "Reporter toutes les alertes" }));
    const items = await screen.findAllByRole("menuitem");
    expect(items.map((item) => item.textContent)).toEqual(["Une heure", "Jusqu'à demain"]);
    await user.click(screen.getByRole("menuitem", { name: "Une heure" }));
    expect(inputsOf(fake, "snoozeAlerts")).toEqual([{ budgetId: null, choice: "hour" }]);
    act(() => fake.push("budgetsChanged", undefined));
    expect(await dialog().findByText(/^Toutes les alertes sont reportées jusqu'à/)).toBeDefined();
    await user.click(dialog().getByRole("button", { name: "Ne plus reporter" }));
    expect(inputsOf(fake, "endSnooze")).toEqual([{ budgetId: null }]);
  });

  test("of one budget can last until its window ends, and is told at the budget", async () => {
    const { fake, user } = await showApp(withAlerts({}));
    await user.click(await screen.findByRole("button", { name: "Actions\u00a0: Budget du mois" }));
    const choices = within(await screen.findByRole("group", { name: "Reporter les alertes" }));
    await user.click(choices.getByRole("menuitem", { name: "Jusqu'à la fin de la période" }));
    expect(inputsOf(fake, "snoozeAlerts")).toEqual([{ budgetId: BUDGET.id, choice: "window" }]);
    act(() => fake.push("budgetsChanged", undefined));
    expect(await screen.findByText(/^Alertes reportées jusqu'à/)).toBeDefined();
  });

  test("that is over is told no more", async () => {
    await openAlerts(withAlerts({ snoozes: [{ budgetId: null, untilMs: Date.now() - 1 }] }));
    expect(dialog().queryByText(/reportées/)).toBeNull();
  });
});

describe("the settings of alerts", () => {
  const settings = { quietHours: { fromMinute: 1320, toMinute: 480 }, isAnomalyAnnounced: false };

  test("hold quiet hours, which are off at first and then go from evening to morning", async () => {
    const { fake, user } = await openAlerts();
    await user.click(dialog().getByRole("switch", { name: "Heures calmes" }));
    await waitFor(() => expect(inputsOf(fake, "setAlertSettings")).toEqual([settings]));
    expect(dialog().getByLabelText("De")).toHaveProperty("value", "22:00");
    fireEvent.change(dialog().getByLabelText("à"), { target: { value: "07:00" } });
    fireEvent.change(dialog().getByLabelText("à"), { target: { value: "07:30" } });
    expect(inputsOf(fake, "setAlertSettings")).toHaveLength(1);
    fireEvent.blur(dialog().getByLabelText("à"));
    const later = { ...settings, quietHours: { fromMinute: 1320, toMinute: 450 } };
    await waitFor(() => expect(inputsOf(fake, "setAlertSettings").at(-1)).toEqual(later));
  });

  test("refuse quiet hours that never begin", async () => {
    const { fake } = await openAlerts(withAlerts({ settings }));
    fireEvent.change(dialog().getByLabelText("à"), { target: { value: "22:00" } });
    fireEvent.blur(dialog().getByLabelText("à"));
    expect((await dialog().findByRole("alert")).textContent).toMatch(/différents/);
    expect(inputsOf(fake, "setAlertSettings")).toHaveLength(0);
  });

  test("keep a time that was typed last before the dialog closes", async () => {
    const { fake, user } = await openAlerts(withAlerts({ settings }));
    fireEvent.change(dialog().getByLabelText("De"), { target: { value: "23:00" } });
    await user.keyboard("{Escape}");
    const later = { ...settings, quietHours: { fromMinute: 1380, toMinute: 480 } };
    await waitFor(() => expect(inputsOf(fake, "setAlertSettings")).toEqual([later]));
  });

  test("report unusual spend only when it is asked for", async () => {
    const { fake, user } = await openAlerts();
    const anomalies = dialog().getByRole("switch", { name: "Signaler une dépense inhabituelle" });
    expect(anomalies.getAttribute("aria-checked")).toBe("false");
    await user.click(anomalies);
    await waitFor(() =>
      expect(inputsOf(fake, "setAlertSettings")).toEqual([{ quietHours: null, isAnomalyAnnounced: true }]),
    );
  });

  test.each([
    ["shown", /^Le système l'a prise/],
    ["unsupported", /^Ce système n'a pas de notifications/],
    ["failed", /^Le système l'a refusée/],
  ] as const)("send a test notification, and when it is %s say so", async (outcome, words) => {
    const fake = createFakeDesktop();
    fake.answer("sendTestNotification", () => outcome);
    const { user } = await openAlerts(fake);
    await user.click(dialog().getByRole("button", { name: "Envoyer une notification d'essai" }));
    expect(await dialog().findByText(words)).toBeDefined();
  });

  test.each([
    ["refused", "Le système refuse les notifications de Décompte"],
    ["unsupported", "Ce système n'affiche pas de notifications"],
  ] as const)("say what to do where notifications are %s", async (notifications, title) => {
    await openAlerts(withAlerts({ notifications }));
    expect(dialog().getByText(title)).toBeDefined();
  });
});

describe("a new alert", () => {
  function become(fake: FakeDesktop, alerts: AlertsView["alerts"]): void {
    const settings = { quietHours: null, isAnomalyAnnounced: false };
    fake.answer("getAlerts", () => ({ alerts, settings, snoozes: [], notifications: "shown" }));
    act(() => fake.push("budgetsChanged", undefined));
  }

  test("is read aloud when it comes, not when the window opens", async () => {
    const { fake } = await showApp(withAlerts({ alerts: [sampleAlert()] }));
    await screen.findByRole("listitem", { name: "Budget du mois" });
    expect(screen.queryByText(/^Nouvelle alerte/)).toBeNull();
    const raised = sampleAlert({
      id: "1c7d5f0e-5a55-4c8e-9a63-0f3f5d3a4cff",
      raisedAt: new Date().toISOString(),
      announcement: thresholdOf(100, 50),
    });
    become(fake, [raised, sampleAlert()]);
    const words = await screen.findByText(/^Nouvelle alerte : Budget du mois atteint\. 50\.00 \$ dépensés/);
    expect(words.getAttribute("role")).toBe("status");
  });

  test("that is held is read aloud once its notification is shown", async () => {
    const fake = withAlerts({ alerts: [] });
    await showApp(fake);
    const come = async (delivery: "held" | "shown") => {
      const alert = sampleAlert({ raisedAt: new Date().toISOString(), delivery });
      become(fake, [alert]);
      await screen.findByRole("button", { name: "Alertes, 1 nouvelle" });
    };
    await come("held");
    expect(screen.queryByText(/^Nouvelle alerte/)).toBeNull();
    await come("shown");
    expect(await screen.findByText(/^Nouvelle alerte/)).toBeDefined();
  });

  test("6: that comes after another was put away stands in the window in its turn", async () => {
    const first = sampleAlert({ delivery: "in-window" });
    const { fake, user } = await showApp(withAlerts({ alerts: [first] }));
    await user.click(await screen.findByRole("button", { name: "Fermer" }));
    await waitFor(() => expect(screen.queryByRole("button", { name: "Fermer" })).toBeNull());
    const later = sampleAlert({
      id: "1c7d5f0e-5a55-4c8e-9a63-0f3f5d3a4cff",
      delivery: "in-window",
      announcement: thresholdOf(100, 51),
    });
    become(fake, [later, { ...first, isAcknowledged: true }]);
    expect((await screen.findByRole("alert")).textContent).toMatch(/^Budget du mois dépassé/);
  });

  test("that the system did not show stands in the window until it is put away", async () => {
    const alert = sampleAlert({ delivery: "in-window", announcement: thresholdOf(100, 65) });
    const { fake, user } = await showApp(withAlerts({ alerts: [alert] }));
    const banner = await screen.findByRole("alert");
    expect(banner.textContent).toMatch(/^Budget du mois dépassé.*130.*65\.00/);
    await user.click(screen.getByRole("button", { name: "Fermer" }));
    await waitFor(() => expect(inputsOf(fake, "acknowledgeAlerts")).toEqual([{ alertIds: [alert.id] }]));
    expect(screen.queryByRole("alert")).toBeNull();
  });

  const untold = (threshold: number, spent: number, rest: Parameters<typeof thresholdOf>[2] = {}) =>
    sampleAlert({
      id: `1c7d5f0e-5a55-4c8e-9a63-0f3f5d3a4${threshold}`,
      delivery: "in-window",
      announcement: thresholdOf(threshold, spent, rest),
    });

  test("6: that is more urgent stands first, and putting it away leaves the others", async () => {
    const week = { budgetId: WEEK.id, window: "week", windowLabel: "week:2025-02-24" } as const;
    const alerts = [untold(50, 26, week), untold(100, 52), untold(80, 41)];
    const fake = createFakeDesktop({ budgets: [BUDGET, WEEK], alerts: { alerts } });
    const { user } = await showApp(fake);
    const banner = await screen.findByRole("alert");
    expect(banner.textContent).toMatch(/^Budget du mois dépassé.*et 1 autre alerte$/);
    await user.click(screen.getByRole("button", { name: "Fermer" }));
    await waitFor(() =>
      expect(inputsOf(fake, "acknowledgeAlerts")).toEqual([{ alertIds: [alerts[1]?.id, alerts[2]?.id] }]),
    );
    expect(await screen.findByText(/^Budget de la semaine.*52/)).toBeDefined();
  });

  test("of a budget that was deleted or switched off is in the list alone", async () => {
    const gone = untold(100, 52, { budgetId: "6f1d5f0e-5a55-4c8e-9a63-0f3f5d3a4aff" });
    const alerts = { alerts: [gone, untold(80, 41)] };
    await showApp(createFakeDesktop({ budgets: [{ ...BUDGET, isOn: false }], alerts }));
    await screen.findByRole("button", { name: "Alertes, 2 nouvelles" });
    await screen.findByText("Désactivé");
    expect(screen.queryByRole("button", { name: "Fermer" })).toBeNull();
  });
});
