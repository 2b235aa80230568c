import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { TestProject } from "vitest/node";
import { startPostgres, type PostgresServer } from "./postgres-server.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Asked by HTTP, it answers the URL of a Postgres that runs. */
    postgresDoor: string;
  }
}

/** One Postgres for the whole run, started when the first test asks for it. `TEST_DATABASE_URL` names another server. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  let starting: Promise<PostgresServer> | null = null;
  const url = async (): Promise<string> => {
    const given = process.env["TEST_DATABASE_URL"];
    if (given !== undefined && given !== "") return given;
    starting ??= startPostgres();
    return (await starting).url;
  };
  const door = createServer((_, response) => {
    url().then(
      (answer) => response.end(answer),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((listen) => door.listen(0, "127.0.0.1", listen));
  door.unref();
  project.provide("postgresDoor", `http://127.0.0.1:${(door.address() as AddressInfo).port}`);
  return async () => {
    door.close();
    const server = await starting?.catch(() => null);
    await server?.remove();
  };
}
