import type { WebContents } from "electron";
import { beforeEach, expect, test, vi } from "vitest";
import { createSessionListener } from "../../../../electron/main/session-listener.ts";
import { idleStatus } from "../../../support/desktop-bridge/sample-figures.ts";

vi.mock("electron", () => ({ protocol: {}, ipcMain: {} }));

let told: boolean[];

const nothing = () => undefined;

function listen() {
  return createSessionListener({
    window: { contents: { isDestroyed: () => true } as WebContents },
    firstScreen: { forget: nothing, keepOnlyOf: nothing, setImporting: nothing },
    parts: () => ({
      alerts: { open: nothing, close: nothing, forget: nothing },
      tray: { update: nothing, setConnection: nothing },
      runExports: { stop: async () => undefined },
      updates: { setImporting: (isImporting) => void told.push(isImporting) },
    }),
  });
}

beforeEach(() => {
  told = [];
});

test("updates hear when an import begins and ends, so that they wait for it", () => {
  const listener = listen();
  listener.onStatus({ ...idleStatus, state: "running" });
  listener.onStatus(idleStatus);
  expect(told).toEqual([true, false]);
});

test("updates do not wait for the import of an account that is left", () => {
  const listener = listen();
  listener.onStatus({ ...idleStatus, state: "running" });
  listener.onClose();
  expect(told).toEqual([true, false]);
});
