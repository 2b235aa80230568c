// @vitest-environment happy-dom
import { act, screen, within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { calendarDay, clockTime } from "../../../../../renderer/features/connection/relative-age.ts";
import { zoneName, zoneOffset } from "../../../../../renderer/features/time-zone/zone-name.ts";
import { setDisplay } from "../../../../../renderer/i18n/display.ts";
import { createFakeDesktop, ENVIRONMENT } from "../../../../support/desktop-bridge/fake-desktop.ts";
import { inputsOf, showApp } from "../../../../support/desktop-bridge/show-app.tsx";

const NOW_MS = Date.parse("2026-03-02T03:00:00Z");

describe("times and days", () => {
  test.each([
    ["UTC", "01:30", "2 mars 2026"],
    ["America/New_York", "20:30", "1 mars 2026"],
    ["Asia/Tokyo", "10:30", "2 mars 2026"],
  ])("of %s", (timeZone, time, day) => {
    setDisplay({ timeZone, systemTimeZone: "UTC", areAmountsHidden: false });
    const atMs = NOW_MS - 90 * 60_000;
    expect(clockTime(atMs, NOW_MS, "fr")).toBe(time);
    expect(calendarDay(atMs, "fr")).toBe(day);
  });

  test("have the date where it was another day there", () => {
    setDisplay({ timeZone: "Europe/Paris", systemTimeZone: "UTC", areAmountsHidden: false });
    expect(clockTime(NOW_MS - 5 * 3_600_000, NOW_MS, "fr")).toBe("1 mars, 23:00");
  });
});

test.each([
  ["America/Argentina/Buenos_Aires", "Buenos Aires"],
  ["UTC", "UTC"],
  ["Etc/GMT+5", "Etc/GMT+5"],
])("%s is called %s", (timeZone, name) => {
  expect(zoneName(timeZone)).toBe(name);
});

test("an offset is that of the season", () => {
  expect(zoneOffset("Europe/Paris", NOW_MS, "fr")).toBe("UTC+1");
  expect(zoneOffset("Europe/Paris", Date.parse("2026-07-02T00:00:00Z"), "fr")).toBe("UTC+2");
});

describe("the zone of the figures", () => {
  test("is stated beside them where it is not the computer's, and goes when it is", async () => {
    const { fake } = await showApp();
    const total = () => within(screen.getByRole("region", { name: "Total dépensé" }));
    expect(total().queryByText(/fuseau/)).toBeNull();
    act(() => fake.push("environmentChanged", { ...ENVIRONMENT, timeZone: "America/New_York" }));
    expect(total().getByText(/fuseau New York/)).toBeDefined();
    expect(
      within(screen.getByRole("region", { name: "Coûts dépensés par jour" })).getByText(/fuseau New York/),
    ).toBeDefined();
    act(() => fake.push("environmentChanged", ENVIRONMENT));
    expect(total().queryByText(/fuseau/)).toBeNull();
  });

  test("is chosen by the name of a city, from the keyboard", async () => {
    const fake = createFakeDesktop();
    const { user } = await showApp(fake);
    await user.keyboard("{Control>},{/Control}");
    (await screen.findByRole("button", { name: /^Fuseau horaire, / })).focus();
    await user.keyboard("{Enter}");
    const search = await screen.findByRole("combobox", { name: "Chercher une ville" });
    await user.type(search, "new york");
    expect(screen.getByRole("option").textContent).toMatch(/^America\/New YorkUTC−[45]$/);
    await user.keyboard("{Enter}");
    expect(inputsOf(fake, "setPreferences")).toEqual([{ timeZone: "America/New_York" }]);
  });

  test("is the system's again by the first of the list", async () => {
    const fake = createFakeDesktop({ preferences: { timeZone: "Asia/Tokyo" } });
    const { user } = await showApp(fake);
    await user.keyboard("{Control>},{/Control}");
    const button = await screen.findByRole("button", { name: /^Fuseau horaire, / });
    expect(button.textContent).toBe("Asia/Tokyo");
    await user.click(button);
    await user.click(await screen.findByRole("option", { name: /^Celui du système/ }));
    expect(inputsOf(fake, "setPreferences")).toEqual([{ timeZone: null }]);
  });
});
