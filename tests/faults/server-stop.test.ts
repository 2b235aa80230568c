import { afterAll, beforeAll, expect, test } from "vitest";
import { usingDatabases } from "../support/team/process-database.ts";
import { startLoad } from "../support/team/record-load.ts";
import { buildTeamServer, startServerProcess, type BuiltServer } from "../support/team/server-process.ts";

let built: BuiltServer;

beforeAll(async () => {
  built = await buildTeamServer();
});

afterAll(() => built.remove());

usingDatabases("a server that is asked to stop under load", (open) => {
  test.each(["SIGTERM", "SIGINT"] as const)(
    "by %s answers what it took, has all that it acknowledged and nothing else, and ends well",
    async (signal) => {
      const database = await open();
      const server = startServerProcess(built, database.environment);
      const address = await server.ready();
      const token = await database.token(built);
      const load = startLoad({ address, token, workers: 24, prefix: "stop", onUnanswered: "stop" });
      await load.reached(200);
      server.send(signal);
      const { code, errors } = await server.end;
      expect([code, errors]).toEqual([0, ""]);
      const { acknowledged, refused, unanswered } = await load.end();
      // Whatever found the door closed was never taken: it is neither acknowledged nor recorded.
      expect([...unanswered.keys()].filter((why) => !["ECONNREFUSED", "ECONNRESET"].includes(why))).toEqual([]);
      expect(Object.fromEntries(refused)).toEqual({});
      expect(await database.runIds()).toEqual([...acknowledged].toSorted());
      expect(server.log().at(-1)?.msg).toBe("stopped");
    },
  );
});
