import { openDatabase } from "../../database/open-database.ts";
import { createIdentity, type Identity } from "../../identity/identity.ts";
import { tellAdoption } from "../adoption-words.ts";
import { readConfiguration } from "../configuration.ts";
import { hostInUrl } from "../loopback.ts";
import type { CommandContext } from "./command.ts";

/** Works on the users and keys of the configured server, which may run meanwhile. */
export async function withIdentity(
  { environment, installation, tell }: CommandContext,
  work: (identity: Identity) => Promise<void>,
): Promise<number> {
  const configuration = readConfiguration(environment);
  const { dataFolder, databaseUrl: url, secrets } = configuration;
  const database = await openDatabase({
    url,
    dataFolder,
    migrationsFolder: installation.migrationsFolder,
    now: Date.now,
    onProgress: tellAdoption(tell),
  });
  try {
    const identity = createIdentity({
      database,
      baseUrl: configuration.baseUrl ?? `http://${hostInUrl(configuration.host)}:${configuration.port}`,
      secret: secrets.authSecret,
      now: Date.now,
      onTrouble: (message) => tell(message),
    });
    await work(identity);
    return 0;
  } finally {
    await database.close();
  }
}
