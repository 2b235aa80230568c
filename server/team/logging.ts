import { pino, type DestinationStream, type Logger as PinoLogger } from "pino";

import type { Configuration } from "./configuration.ts";
import { redactFields, withoutSecrets } from "./redaction.ts";

/** Without children, whose fields would be written as they are. */
export type Logger = Pick<PinoLogger, "fatal" | "error" | "warn" | "info" | "debug" | "flush">;

/** JSON lines on standard output. No field, and no text, that looks like a secret gets there. */
export function createLogger(
  level: Configuration["logLevel"],
  destination: DestinationStream = standardOutput(),
): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: timeOfLine(),
      formatters: {
        level: (label) => ({ level: label }),
        log: redactFields,
      },
      hooks: { streamWrite: withoutSecrets },
    },
    destination,
  );
}

/** Many lines come within a millisecond. */
function timeOfLine(): () => string {
  let [lastMs, last] = [NaN, ""];
  return () => {
    const nowMs = Date.now();
    if (nowMs !== lastMs) [lastMs, last] = [nowMs, `,"time":"${new Date(nowMs).toISOString()}"`];
    return last;
  };
}

const WRITTEN_WITHIN_MS = 50;
const WRITTEN_AT_ONCE = 8 * 1024;

/**
 * Lines that come close together are written together, beside the work; the end of the process waits for them. They are
 * gathered here, since the stream would look through all of them again with each one that comes.
 */
function standardOutput(): DestinationStream & Pick<ReturnType<typeof pino.destination>, "flush" | "flushSync"> {
  let lines = "";
  let due: NodeJS.Timeout | undefined;
  const handOver = (): void => {
    clearTimeout(due);
    due = undefined;
    if (lines !== "") stream.write(lines);
    lines = "";
  };
  // Before the stream's own listeners, which write what they were handed.
  process.on("beforeExit", handOver).on("exit", handOver);
  const stream = pino.destination({ dest: 1, sync: false });
  return {
    write(line) {
      lines += line;
      if (lines.length >= WRITTEN_AT_ONCE) handOver();
      else due ??= setTimeout(handOver, WRITTEN_WITHIN_MS).unref();
    },
    flush(done) {
      handOver();
      stream.flush(done);
    },
    flushSync() {
      handOver();
      stream.flushSync();
    },
  };
}
