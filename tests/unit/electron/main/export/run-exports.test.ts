import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import type { ExportAnswer, ExportAsked } from "../../../../../electron/main/api-client.ts";
import { createRunExports, type RunExports } from "../../../../../electron/main/export/run-exports.ts";
import type { Figures } from "../../../../../electron/main/workspace.ts";
import { AppError } from "../../../../../shared/errors.ts";
import type { ExportProgress, RunsExportAsked } from "../../../../../shared/ipc/export.ts";
import { createFakeApi } from "../../../../support/desktop-main/fake-api.ts";
import { makeTemporaryFolder } from "../../../../support/ledger/temporary-ledger.ts";

const ASKED: RunsExportAsked = {
  period: "week",
  filter: { status: "FAILED" },
  q: null,
  format: "csv",
  decimal: "comma",
};
const NOW = Date.parse("2026-11-23T23:30:00Z");

let folder: string;
let chosen: string | null;
let proposed: string[];
let shown: string[];
let told: ExportProgress[];
let asked: ExportAsked[];
let answer: () => Promise<ExportAnswer>;
let runExports: RunExports;
let nowMs: number;

beforeEach(() => {
  const temporary = makeTemporaryFolder();
  onTestFinished(() => temporary.remove());
  folder = temporary.path;
  chosen = join(folder, "runs.csv");
  [proposed, shown, told, asked] = [[], [], [], []];
  nowMs = NOW;
  answer = async () => answerOf("runId\r\n", "one\r\n", "two\r\n");
  const figures: Figures = {
    ...createFakeApi().api,
    async exportRuns(query) {
      asked.push(query);
      return answer();
    },
  };
  runExports = createRunExports({
    figures: async () => figures,
    async chooseFile(name) {
      proposed.push(name);
      return chosen;
    },
    showFile: (file) => shown.push(file),
    onProgress: (progress) => told.push(progress),
    timeZone: () => "Europe/Paris",
    now: () => (nowMs += 60),
  });
});

function answerOf(...texts: readonly string[]): ExportAnswer {
  const parts = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const text of texts) controller.enqueue(new TextEncoder().encode(text));
      controller.close();
    },
  });
  return { totalRuns: 2, totalCostNanoUsd: 1_234_567_890_123n, parts };
}

/** A file whose end does not come. */
function endless(onCancel: () => void): ExportAnswer {
  const parts = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new TextEncoder().encode("runId\r\none\r\n")),
    cancel: onCancel,
  });
  return { totalRuns: 2, totalCostNanoUsd: 0n, parts };
}

const files = () => readdirSync(folder);

test("the runs of a filter are written where the person chose, under today's date there", async () => {
  expect(await runExports.handlers.exportRuns(ASKED)).toEqual({
    kind: "done",
    fileName: "runs.csv",
    totalRuns: 2,
    totalCostNanoUsd: "1234567890123",
  });
  expect(readFileSync(join(folder, "runs.csv"), "utf8")).toBe("runId\r\none\r\ntwo\r\n");
  expect(proposed).toEqual(["decompte-2026-11-24.csv"]);
  expect(asked).toEqual([{ format: "csv", decimal: "comma", from: "2026-11-18", to: "2026-11-24", status: "FAILED" }]);
});

test("it is told from its beginning how far the file is, not for every part", async () => {
  await runExports.handlers.exportRuns(ASKED);
  expect(told[0]).toEqual({ runs: 0, totalRuns: 2 });
  expect(told.at(-1)).toEqual({ runs: 2, totalRuns: 2 });
  nowMs = NOW;
  expect(told.length).toBeLessThanOrEqual(4);
});

test("nothing is asked of the ledger when no file is chosen", async () => {
  chosen = null;
  expect(await runExports.handlers.exportRuns(ASKED)).toEqual({ kind: "cancelled" });
  expect(asked).toEqual([]);
});

test("a cancelled export leaves the former file and nothing else, and reads no further", async () => {
  writeFileSync(join(folder, "runs.csv"), "former");
  let isCancelled = false;
  let isAsked: () => void = () => {};
  const asking = new Promise<void>((resolve) => (isAsked = resolve));
  answer = async () => {
    isAsked();
    return endless(() => (isCancelled = true));
  };
  const outcome = runExports.handlers.exportRuns(ASKED);
  await asking;
  await runExports.handlers.cancelExport(undefined);
  expect(await outcome).toEqual({ kind: "cancelled" });
  expect(isCancelled).toBe(true);
  expect(files()).toEqual(["runs.csv"]);
  expect(readFileSync(join(folder, "runs.csv"), "utf8")).toBe("former");
});

test("stopping waits until the unfinished file is gone", async () => {
  answer = async () => endless(() => undefined);
  const outcome = runExports.handlers.exportRuns(ASKED);
  await runExports.stop();
  expect(files()).toEqual([]);
  expect(await outcome).toEqual({ kind: "cancelled" });
});

test("a second export does not begin beside the first", async () => {
  answer = async () => endless(() => undefined);
  const outcome = runExports.handlers.exportRuns(ASKED);
  await expect(runExports.handlers.exportRuns(ASKED)).rejects.toMatchObject({ code: "invalid_request" });
  await runExports.stop();
  await outcome;
  answer = async () => answerOf("[\n]\n");
  expect(await runExports.handlers.exportRuns(ASKED)).toMatchObject({ kind: "done" });
});

test("why a file could not be written is told in kind", async () => {
  chosen = join(folder, "gone", "runs.csv");
  expect(await runExports.handlers.exportRuns(ASKED)).toEqual({ kind: "not-written", reason: "other" });
});

test("a server that fails half-way leaves no file", async () => {
  answer = async () => ({
    ...answerOf(),
    parts: new ReadableStream({ pull: (controller) => controller.error(new AppError("server_unreachable", "away")) }),
  });
  await expect(runExports.handlers.exportRuns(ASKED)).rejects.toMatchObject({ code: "server_unreachable" });
  expect(files()).toEqual([]);
});

test("the file that was exported last can be shown, and no other", async () => {
  await runExports.handlers.showExportedFile(undefined);
  expect(shown).toEqual([]);
  await runExports.handlers.exportRuns(ASKED);
  await runExports.handlers.showExportedFile(undefined);
  expect(shown).toEqual([join(folder, "runs.csv")]);
});
