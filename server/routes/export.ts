import { EXPORT_PATH, exportQuerySchema, TOTAL_COST_HEADER, TOTAL_RUNS_HEADER } from "../../shared/api/export.ts";
import { type AppError, toAppError } from "../../shared/errors.ts";
import { exportRuns } from "../services/runs/export-runs.ts";
import { parseQuery } from "./parse-input.ts";
import { newRouter, type RouteContext } from "./route-context.ts";

const MEDIA_TYPE = { csv: "text/csv; charset=utf-8; header=present", json: "application/json" } as const;

interface ExportContext extends Pick<RouteContext, "ledger" | "now"> {
  readonly onUnexpectedError: (error: AppError, requestId: string) => void;
}

export function exportRoutes(context: ExportContext) {
  return newRouter().get(EXPORT_PATH, async (c) => {
    const query = parseQuery(c, exportQuerySchema);
    const { totals, parts } = await exportRuns(context, { userId: c.get("userId"), query });
    const day = new Date(context.now()).toISOString().slice(0, 10);
    const requestId = c.get("requestId");
    const body = streamOf(parts, (error) => context.onUnexpectedError(toAppError(error), requestId));
    return c.body(body, 200, {
      "Content-Type": MEDIA_TYPE[query.format],
      "Content-Disposition": `attachment; filename="decompte-${day}.${query.format}"`,
      [TOTAL_RUNS_HEADER]: String(totals.runs),
      [TOTAL_COST_HEADER]: String(totals.costNanoUsd),
    });
  });
}

/** Each part is made when the reader asks for it. One that fails cuts the answer off: it must not look whole. */
function streamOf(parts: AsyncIterable<string>, onFailure: (error: unknown) => void): ReadableStream<Uint8Array> {
  const iterator = parts[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await iterator.next();
          if (done === true) controller.close();
          else controller.enqueue(encoder.encode(value));
        } catch (error) {
          onFailure(error);
          controller.error(cutOff(error));
        }
      },
      async cancel() {
        await iterator.return?.();
      },
    },
    { highWaterMark: 1 },
  );
}

/** By this code the HTTP server cuts the connection. For any other it would end the answer well, with the error's text in it. */
const cutOff = (cause: unknown): Error =>
  Object.assign(new Error("The export was cut off", { cause }), { code: "ERR_STREAM_PREMATURE_CLOSE" });
