// @vitest-environment happy-dom
import { act, fireEvent, screen } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import type { ImportStatus } from "../../../../../shared/api/backfill.ts";
import { createFakeDesktop } from "../../../../support/desktop-bridge/fake-desktop.ts";
import { idleStatus } from "../../../../support/desktop-bridge/sample-figures.ts";
import { inputsOf, showApp } from "../../../../support/desktop-bridge/show-app.tsx";

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
const offline = (at: string): ImportStatus => ({
  ...idleStatus,
  lastCompletedAt: minutesAgo(60),
  lastFailure: { code: "apify_unreachable", at },
});
const clock = (at: string) =>
  new Intl.DateTimeFormat("fr", { hour: "2-digit", minute: "2-digit" }).format(Date.parse(at));

describe("the status line", () => {
  test.each([
    ["fresh figures", { lastCompletedAt: minutesAgo(3) }, /À jour il y a 3.min/],
    ["figures of this minute", { lastCompletedAt: minutesAgo(0) }, "À jour à l'instant"],
    ["aged figures", { lastCompletedAt: minutesAgo(130) }, /Chiffres d'il y a 2.h/],
    ["a refresh", { state: "running" }, "Actualisation…"],
    ["a limit", { lastFailure: { code: "apify_rate_limited", at: minutesAgo(1) } }, "Limité par Apify"],
    ["a failure", { lastFailure: { code: "apify_bad_answer", at: minutesAgo(1) } }, "Actualisation échouée"],
  ] as const)("tells %s", async (_, importStatus, words) => {
    await showApp(createFakeDesktop({ importStatus }));
    expect(screen.getByText(words)).toBeDefined();
  });

  test("tells since when it is offline", async () => {
    const at = minutesAgo(10);
    await showApp(createFakeDesktop({ importStatus: offline(at) }));
    expect(screen.getByText(new RegExp(`Hors ligne depuis .*${clock(at)}`))).toBeDefined();
    expect(screen.getByText("Apify ne répond pas")).toBeDefined();
  });
});

describe("a refresh by hand", () => {
  test("is asked for by the button", async () => {
    const { fake, user } = await showApp();
    await user.click(screen.getByRole("button", { name: "Actualiser" }));
    expect(inputsOf(fake, "refresh")).toHaveLength(1);
  });

  test.each([{ ctrlKey: true }, { metaKey: true }])("is asked for by the shortcut %j", async (modifier) => {
    const { fake } = await showApp();
    fireEvent.keyDown(window, { key: "r", ...modifier });
    await act(async () => {});
    expect(inputsOf(fake, "refresh")).toHaveLength(1);
  });

  test("is not possible without a token", async () => {
    const session = { kind: "apify", username: "camille", credential: "locked" } as const;
    const { fake } = await showApp(createFakeDesktop({ session }));
    fireEvent.keyDown(window, { key: "r", ctrlKey: true });
    await act(async () => {});
    expect(inputsOf(fake, "refresh")).toHaveLength(0);
  });
});
