import { readConfiguration } from "../configuration.ts";
import { createLogger } from "../logging.ts";
import { openParts } from "../parts.ts";
import { startTeamServer } from "../team-server.ts";
import { parseWords, type Command } from "./command.ts";

const FORCED = 130;
const SAME_WISH_MS = 1_000;
const LEFT_OVER_MS = 2_000;

export const serve: Command = {
  written: "serve",
  does: "starts the server, as no command does too",
  async run(args, { environment, installation }) {
    parseWords(args, [], []);
    const configuration = readConfiguration(environment);
    const logger = createLogger(configuration.logLevel);
    process.on("uncaughtException", (error) => {
      logger.fatal({ error }, "failed");
      logger.flush();
      process.exit(1);
    });

    const stopped = signalled();
    const server = await startTeamServer({
      configuration,
      logger,
      openParts: (surroundings) => openParts({ ...surroundings, configuration, installation, now: Date.now }),
    });
    const reason = await Promise.race([
      stopped.then(() => "asked" as const),
      server.ready.then(
        () => stopped.then(() => "asked" as const),
        () => "unusable" as const,
      ),
    ]);
    await server.stop();
    // Whatever still holds the process has had its time.
    setTimeout(() => process.exit(reason === "asked" ? 0 : 1), LEFT_OVER_MS).unref();
    return reason === "asked" ? 0 : 1;
  },
};

/**
 * The first signal stops; a later one does not wait for anything. A service manager signals a whole group, and whoever
 * passes signals on is in it: what arrives within a second is the same wish.
 */
function signalled(): Promise<void> {
  return new Promise((resolve) => {
    let firstMs: number | null = null;
    for (const signal of ["SIGTERM", "SIGINT"] as const) {
      process.on(signal, () => {
        firstMs ??= performance.now();
        if (performance.now() - firstMs > SAME_WISH_MS) process.exit(FORCED);
        resolve();
      });
    }
  });
}
