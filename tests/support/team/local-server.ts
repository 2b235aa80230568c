import { Writable } from "node:stream";
import { onTestFinished } from "vitest";
import type { Ledger } from "../../../server/ledger/ledger.ts";
import { createImporter } from "../../../server/services/import/importer.ts";
import { createReconciler } from "../../../server/services/reconciliation/reconciler.ts";
import { readConfiguration, type Configuration } from "../../../server/team/configuration.ts";
import { createRate } from "../../../server/team/guards/rates.ts";
import { createLogger } from "../../../server/team/logging.ts";
import type { TeamParts } from "../../../server/team/parts.ts";
import { startTeamServer, type TeamServer } from "../../../server/team/team-server.ts";
import { makeTemporaryFolder, openTemporaryLedger } from "../ledger/temporary-ledger.ts";
import { parseLog, type LogLine } from "./log-lines.ts";

export interface LocalServer extends TeamServer {
  readonly log: () => readonly LogLine[];
  readonly logText: () => string;
}

/** The team server in this process, over a ledger of its own; who calls is told by `Authorization: Bearer alice`, or `bob`. */
export async function startLocalServer(
  options: {
    readonly environment?: Readonly<Record<string, string>>;
  } = {},
): Promise<LocalServer> {
  const folder = makeTemporaryFolder();
  const environment = { DECOMPTE_DATA_DIR: folder.path, PORT: "0", ...options.environment };
  const configuration = readConfiguration(environment);
  const chunks: string[] = [];
  const destination = new Writable({
    write(chunk: Buffer, _, done) {
      chunks.push(chunk.toString("utf8"));
      done();
    },
  });
  const temporary = await openTemporaryLedger(Date.now);
  const server = await startTeamServer({
    configuration,
    logger: createLogger("debug", destination),
    openParts: async () => partsOf(temporary.ledger, configuration),
  });
  onTestFinished(async () => {
    await server.stop();
    await temporary.remove();
    folder.remove();
  });
  const logText = () => chunks.join("");
  return { ...server, logText, log: () => parseLog(logText()) };
}

function partsOf(ledger: Ledger, configuration: Configuration): TeamParts {
  const perUser = createRate(configuration.rateLimits.perUser);
  const dependencies = { ledger, connectionOf: () => null, now: Date.now };
  return {
    ledger,
    importer: createImporter(dependencies),
    reconciler: createReconciler(dependencies),
    async authenticate(request) {
      const userId = /^Bearer (alice|bob)$/.exec(request.headers.get("authorization") ?? "")?.[1];
      if (userId === undefined) return null;
      await perUser.count(userId);
      return { userId };
    },
    letGo: async () => undefined,
    close: async () => undefined,
  };
}
