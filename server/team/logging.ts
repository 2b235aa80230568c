import { pino, type DestinationStream, type Logger as PinoLogger } from "pino";
import type { Configuration } from "./configuration.ts";
import { redactFields, withoutSecrets } from "./redaction.ts";

/** Without children, whose fields would be written as they are. */
export type Logger = Pick<PinoLogger, "fatal" | "error" | "warn" | "info" | "debug" | "flush">;

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
        log: redactFields,
      },
      hooks: { streamWrite: withoutSecrets },
    },
    destination,
  );
}
