import { describe, expect, test } from "vitest";
import type { ApiClient } from "../../../../electron/main/api-client.ts";
import { trayContent } from "../../../../electron/main/tray-figures.ts";
import { PERIODS } from "../../../../shared/domain/period.ts";
import type { CredentialState, Session } from "../../../../shared/ipc/contract.ts";
import { createFakeApi } from "../../../support/desktop-main/fake-api.ts";
import { idleStatus, sampleSummary } from "../../../support/desktop-bridge/sample-figures.ts";

const withToken = (credential: CredentialState): Session => ({ kind: "apify", username: "camille", credential });
const failed = { ...idleStatus, lastFailure: { code: "apify_unreachable", at: "2026-11-22T10:00:00.000Z" } } as const;
const api = (): ApiClient => createFakeApi().api;

test("nobody signed in has no figures, and asks for none", async () => {
  const noApi = () => {
    throw new Error("There is nobody to ask for");
  };
  expect(await trayContent({ kind: "signed-out" }, noApi, "week", null)).toEqual({
    state: "signed-out",
    isSample: false,
    period: "week",
    totals: null,
  });
});

test("the figures are the window's own, for all four periods", async () => {
  const { period, totals } = await trayContent(withToken("kept"), api, "month", idleStatus);
  expect(period).toBe("month");
  expect(totals).toEqual(Object.fromEntries(PERIODS.map((each) => [each, sampleSummary(each)])));
});

test("figures that can't be read are a failure, not zeros", async () => {
  const broken: ApiClient = { ...api(), summary: () => Promise.reject(new Error("SQLITE_BUSY")) };
  await expect(trayContent(withToken("kept"), () => broken, "day", null)).rejects.toThrow("SQLITE_BUSY");
});

describe("the state", () => {
  test.each([
    ["kept", null, "normal"],
    ["kept", idleStatus, "normal"],
    ["this-session", idleStatus, "normal"],
    ["kept", failed, "stale"],
    ["this-session", failed, "stale"],
    ["missing", idleStatus, "stale"],
    ["locked", idleStatus, "stale"],
    ["unavailable", null, "stale"],
    ["refused", idleStatus, "stale"],
  ] as const)("with a token that is %s, after %j, is %s", async (credential, status, state) => {
    expect((await trayContent(withToken(credential), api, "day", status)).state).toBe(state);
  });

  test("of sample data is normal, and marked as such", async () => {
    expect(await trayContent({ kind: "sample" }, api, "day", failed)).toMatchObject({
      state: "normal",
      isSample: true,
    });
  });
});
