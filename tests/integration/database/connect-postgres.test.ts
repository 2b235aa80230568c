import { sql } from "drizzle-orm";
import { createServer, type AddressInfo, type Socket } from "node:net";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { connectPostgres, type PostgresConnection } from "../../../server/database/connect-postgres.ts";
import { parseDatabaseUrl } from "../../../server/database/database-url.ts";
import { startNeonRelay } from "../../support/postgres/neon-relay.ts";
import { createTestDatabase } from "../../support/postgres/test-database.ts";

const home = await createTestDatabase();
const relay = await startNeonRelay(home.url);
afterAll(async () => {
  await relay.close();
  await home.remove();
});

const LIMITS = { connections: 1, connectDeadlineMs: 5_000, queryDeadlineMs: 5_000 };

describe.each([
  { driver: "pg", url: home.url },
  { driver: "neon", url: relay.url },
])("by $driver", ({ driver, url }) => {
  const opened: PostgresConnection[] = [];
  const open = (limits: Partial<typeof LIMITS> = {}, address = url): PostgresConnection => {
    const connection = connectPostgres(parseDatabaseUrl(address), { ...LIMITS, ...limits });
    opened.push(connection);
    return connection;
  };
  let outside: PostgresConnection;
  beforeEach(() => {
    outside = connectPostgres(parseDatabaseUrl(home.url));
  });
  afterEach(async () => {
    await Promise.all([outside, ...opened.splice(0)].map((each) => each.close()));
  });
  const endAllButOutside = () =>
    outside.database.execute(
      sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
    );

  test("takes the driver that the host asks for", () => {
    expect(parseDatabaseUrl(url).driver).toBe(driver);
  });

  test("whole numbers and decimals lose no digit", async () => {
    const { rows } = await open().database.execute(
      sql`select 9223372036854775807::int8 as whole, 12345678901234567890.123456789::numeric as decimal`,
    );
    expect(rows).toEqual([{ whole: "9223372036854775807", decimal: "12345678901234567890.123456789" }]);
  });

  test("a query past its deadline fails, and the next one has a connection that answers", async () => {
    const { database } = open({ queryDeadlineMs: 200 });
    await expect(database.execute(sql`select pg_sleep(60)`)).rejects.toThrow();
    expect((await database.execute(sql`select 1 as one`)).rows).toEqual([{ one: 1 }]);
  });

  test("a transaction past its deadline fails, and the next query has a connection that answers", async () => {
    const { database } = open({ queryDeadlineMs: 200 });
    await expect(database.transaction((tx) => tx.execute(sql`select pg_sleep(60)`))).rejects.toThrow();
    expect((await database.execute(sql`select 1 as one`)).rows).toEqual([{ one: 1 }]);
  });

  test("idle connections that the server ends do no harm", async () => {
    const { database } = open();
    await database.execute(sql`select 1`);
    await endAllButOutside();
    await expect
      .poll(async () => (await database.execute(sql`select 1 as one`).catch(() => ({ rows: [] }))).rows)
      .toEqual([{ one: 1 }]);
  });

  test("a connection that ends in the middle of a transaction fails that transaction alone", async () => {
    const { database } = open();
    const cut = database.transaction(async (tx) => {
      await tx.execute(sql`select 1`);
      await endAllButOutside();
      await expect
        .poll(() =>
          tx.execute(sql`select 1`).then(
            () => "alive",
            () => "lost",
          ),
        )
        .toBe("lost");
      await tx.execute(sql`select 1`);
    });
    await expect(cut).rejects.toThrow();
    expect((await database.execute(sql`select 1 as one`)).rows).toEqual([{ one: 1 }]);
  });

  test("a session takes longer than the deadline of a query", async () => {
    const session = await open({ queryDeadlineMs: 100 }).openSession();
    expect((await session.query("select pg_sleep(0.3), $1::int as given", [7])).rows).toMatchObject([{ given: 7 }]);
    await session.end();
  });

  test("a wrong password and a database that is missing are told without the password", async () => {
    const wrong = new URL(url);
    wrong.password = "the-wrong-secret";
    const refused = await open({}, wrong.href)
      .openSession()
      .catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: "ledger_unavailable", message: expect.stringContaining("refuses the user") });
    expect(String(refused)).not.toContain("secret");

    const missing = new URL(url);
    missing.pathname = "/nowhere";
    await expect(open({}, missing.href).openSession()).rejects.toThrow(/\/nowhere does not exist/);
  });
});

test("a host that is away is told within the deadline", async () => {
  const silent: Socket[] = [];
  const server = createServer((socket) => silent.push(socket));
  await new Promise<void>((listen) => server.listen(0, "127.0.0.1", listen));
  const { port } = server.address() as AddressInfo;
  const connection = connectPostgres(parseDatabaseUrl(`postgres://me:secret@127.0.0.1:${port}/db`), {
    ...LIMITS,
    connectDeadlineMs: 200,
  });
  await expect(connection.openSession()).rejects.toThrow(`The database 127.0.0.1:${port}/db can't be reached`);
  await expect(connection.database.execute(sql`select 1`)).rejects.toThrow();
  for (const socket of silent) socket.destroy();
  await new Promise((close) => server.close(close));

  await expect(connection.openSession()).rejects.toThrow("nothing listens there");
  await connection.close();
});
