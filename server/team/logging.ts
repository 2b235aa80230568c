import { pino, type DestinationStream, type Logger } from "pino";
import type { Configuration } from "./configuration.ts";
import { redactFields, withoutSecrets } from "./redaction.ts";

export type { Logger };

/** JSON lines on standard output. No field, and no text, that looks like a secret gets there. */
export function createLogger(
  level: Configuration["logLevel"],
  destination: DestinationStream = pino.destination(1),
): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: {
        level: (label) => ({ level: label }),
        bindings: redactFields,
        log: redactFields,
      },
      hooks: { streamWrite: withoutSecrets },
    },
    destination,
  );
}
