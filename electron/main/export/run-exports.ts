import { basename } from "node:path";
import type { ExportQuery } from "../../../shared/api/export.ts";
import { AppError } from "../../../shared/errors.ts";
import type { ExportOutcome, ExportProgress, RunsExportAsked } from "../../../shared/ipc/export.ts";
import { dateIn } from "../time-zone.ts";
import { FileNotWritten, writeFileWhole } from "../file-written-whole.ts";
import type { CallHandlers } from "../ipc-binder.ts";
import { rangeOf, type Viewer } from "../shown-range.ts";
import type { Figures } from "../workspace.ts";
import { createRowCounter } from "./written-rows.ts";

/** More often than this nobody sees that it moves. */
const TOLD_EVERY_MS = 100;

export interface RunExportsOptions extends Viewer {
  readonly figures: () => Promise<Figures>;
  /** Asks the person for a file; null where they would rather not. */
  readonly chooseFile: (name: string, format: ExportQuery["format"]) => Promise<string | null>;
  readonly showFile: (file: string) => void;
  readonly onProgress: (progress: ExportProgress) => void;
}

export interface RunExports {
  readonly handlers: Pick<CallHandlers, "exportRuns" | "cancelExport" | "showExportedFile">;
  /** Ends an export that goes on; answers once its unfinished file is gone. */
  stop(): Promise<void>;
}

/** Files of runs, one at a time, which the person chooses and main alone knows the place of. */
export function createRunExports(options: RunExportsOptions): RunExports {
  let running: AbortController | null = null;
  let writing: Promise<unknown> = Promise.resolve();
  let exportedFile: string | null = null;

  async function exportTo(file: string, asked: RunsExportAsked, signal: AbortSignal): Promise<ExportOutcome> {
    try {
      const figures = await options.figures();
      const { format, decimal, period, filter, q } = asked;
      const range = await rangeOf(period, figures, options);
      const { totalRuns, totalCostNanoUsd, parts } = await figures.exportRuns({
        format,
        decimal,
        ...range,
        ...filter,
        ...(q !== null && { q }),
      });
      options.onProgress({ runs: 0, totalRuns });
      const tell = (runs: number) => options.onProgress({ runs: Math.min(runs, totalRuns), totalRuns });
      await writeFileWhole(file, followed(parts, signal, rowsTold(format, options.now, tell)));
      exportedFile = file;
      return { kind: "done", fileName: basename(file), totalRuns, totalCostNanoUsd: String(totalCostNanoUsd) };
    } catch (error) {
      if (signal.aborted) return { kind: "cancelled" };
      if (error instanceof FileNotWritten) return { kind: "not-written", reason: reasonOf(error) };
      throw error;
    }
  }

  async function chooseAndExport(asked: RunsExportAsked, signal: AbortSignal): Promise<ExportOutcome> {
    const file = await options.chooseFile(
      `decompte-${dateIn(options.timeZone(), options.now())}.${asked.format}`,
      asked.format,
    );
    if (file === null || signal.aborted) return { kind: "cancelled" };
    const outcome = exportTo(file, asked, signal);
    writing = outcome;
    return outcome;
  }

  return {
    handlers: {
      async exportRuns(asked) {
        if (running !== null) throw new AppError("invalid_request", "An export goes on already");
        running = new AbortController();
        try {
          return await chooseAndExport(asked, running.signal);
        } finally {
          running = null;
        }
      },
      cancelExport: () => running?.abort(),
      showExportedFile() {
        if (exportedFile !== null) options.showFile(exportedFile);
      },
    },
    async stop() {
      running?.abort();
      await writing.catch(() => undefined);
    },
  };
}

/** The same parts, each told of, until the signal aborts: then a part that is waited for comes no more. */
async function* followed(
  parts: ReadableStream<Uint8Array>,
  signal: AbortSignal,
  onPart: (part: Uint8Array) => void,
): AsyncGenerator<Uint8Array> {
  const reader = parts.getReader();
  const leave = () => void reader.cancel().catch(() => undefined);
  signal.addEventListener("abort", leave, { once: true });
  try {
    for (;;) {
      const { done, value } = await reader.read();
      signal.throwIfAborted();
      if (done) return;
      onPart(value);
      yield value;
    }
  } finally {
    signal.removeEventListener("abort", leave);
    leave();
  }
}

function rowsTold(format: ExportQuery["format"], now: () => number, tell: (runs: number) => void) {
  const count = createRowCounter(format);
  let toldAtMs = Number.NEGATIVE_INFINITY;
  return (part: Uint8Array) => {
    const runs = count(part);
    if (now() - toldAtMs < TOLD_EVERY_MS) return;
    toldAtMs = now();
    tell(runs);
  };
}

const NO_ROOM: ReadonlySet<string> = new Set(["ENOSPC", "EDQUOT", "EFBIG"]);
const NOT_ALLOWED: ReadonlySet<string> = new Set(["EACCES", "EPERM", "EROFS"]);

function reasonOf({ code }: FileNotWritten): Extract<ExportOutcome, { kind: "not-written" }>["reason"] {
  if (NO_ROOM.has(code)) return "no-room";
  return NOT_ALLOWED.has(code) ? "not-allowed" : "other";
}
