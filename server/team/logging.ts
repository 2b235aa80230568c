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
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: {
        level: (label) => ({ level: label }),
        log: redactFields,
      },
      hooks: { streamWrite: withoutSecrets },
    },
    destination,
  );
}

const WRITTEN_WITHIN_MS = 50;
const WRITTEN_AT_ONCE_BYTES = 8 * 1024;

/** Lines that come close together are written together, beside the work; the end of the process waits for them. */
function standardOutput(): DestinationStream & Pick<ReturnType<typeof pino.destination>, "flush" | "flushSync"> {
  const stream = pino.destination({ dest: 1, sync: false, minLength: WRITTEN_AT_ONCE_BYTES });
  let isDue = false;
  const write = (line: string): void => {
    stream.write(line);
    if (isDue) return;
    isDue = true;
    setTimeout(() => {
      isDue = false;
      stream.flush();
    }, WRITTEN_WITHIN_MS).unref();
  };
  return { write, flush: (done) => stream.flush(done), flushSync: () => stream.flushSync() };
}
