import { createClient } from "@libsql/client/sqlite3";
import fc from "fast-check";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import pg from "pg";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { makeTemporaryFolder } from "../support/ledger/temporary-ledger.ts";
import { createTestDatabase } from "../support/postgres/test-database.ts";
import { malformedRequest, type MalformedRequest } from "../support/team/malformed-requests.ts";
import { openOnPostgres } from "../support/team/process-database.ts";
import { sendRaw } from "../support/team/raw-request.ts";
import {
  addUserWithKey,
  buildTeamServer,
  serverEnvironment,
  startServerProcess,
  type BuiltServer,
} from "../support/team/server-process.ts";

/** Set it to look further. */
const REQUESTS = Number(process.env["FUZZ_REQUESTS"] ?? 1_000);

let built: BuiltServer;

beforeAll(async () => {
  built = await buildTeamServer();
});

afterAll(() => built.remove());

const onTheWire = ({ method, target, body, headers }: MalformedRequest, key: string): string => {
  const all: Record<string, string> = {
    host: "localhost",
    authorization: `Bearer ${key}`,
    connection: "close",
    ...(body !== null && {
      "content-type": "application/json",
      "content-length": String(Buffer.byteLength(body, "latin1")),
    }),
    ...headers,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${target} HTTP/1.1\r\n${lines.join("")}\r\n${body ?? ""}`;
};

/** Every row of every table, in any order. A key tells the hour of its last use. */
async function readFiles(folder: string): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const name of ["ledger.db", "server.db"]) {
    const sql = createClient({ url: pathToFileURL(join(folder, name)).href, intMode: "string" });
    const { rows } = await sql.execute("select name from sqlite_master where type = 'table' order by name");
    for (const table of z.array(z.object({ name: z.string() })).parse(rows.map((row) => ({ ...row })))) {
      const { rows: held } = await sql.execute(`select * from "${table.name}"`);
      for (const row of held) lines.push(`${table.name} ${JSON.stringify({ ...row, last_request: null })}`);
    }
    sql.close();
  }
  return lines.toSorted();
}

async function readDatabase(url: string): Promise<readonly string[]> {
  const pool = new pg.Pool({ connectionString: url });
  try {
    const { rows: tables } = await pool.query<{ place: string }>(`
      select format('%I.%I', table_schema, table_name) as place from information_schema.tables
      where table_schema in ('decompte', 'public') and table_type = 'BASE TABLE'`);
    const lines: string[] = [];
    for (const { place } of tables) {
      const { rows } = await pool.query<{ row: string }>(
        `select (to_jsonb(one) - 'last_request')::text as row from ${place} as one`,
      );
      for (const { row } of rows) lines.push(`${place} ${row}`);
    }
    return lines.toSorted();
  } finally {
    await pool.end();
  }
}

interface Opened {
  readonly environment: Readonly<Record<string, string>>;
  readonly readAll: () => Promise<readonly string[]>;
}

async function openSqlite(): Promise<Opened> {
  const folder = makeTemporaryFolder();
  onTestFinished(() => folder.remove());
  return { environment: serverEnvironment(folder.path), readAll: () => readFiles(folder.path) };
}

async function openPostgres(): Promise<Opened> {
  const { url, remove } = await createTestDatabase();
  onTestFinished(remove);
  return { environment: openOnPostgres(url).environment, readAll: () => readDatabase(url) };
}

test.each([
  ["SQLite", openSqlite],
  ["Postgres", openPostgres],
])(`${REQUESTS} malformed requests are the caller's fault, each of them, and change nothing on %s`, async (_, open) => {
  const { environment, readAll } = await open();
  const server = startServerProcess(built, environment);
  const address = await server.ready();
  const key = await addUserWithKey(built, environment);
  const before = await readAll();
  expect(before.length).toBeGreaterThan(2);
  const statuses = new Map<number, number>();
  await fc.assert(
    fc.asyncProperty(malformedRequest, async (request) => {
      const status = (await sendRaw(address, onTheWire(request, key))) ?? 0;
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
    }),
    { numRuns: REQUESTS },
  );
  expect([...statuses.keys()]).toEqual(expect.arrayContaining([400, 401, 403, 404]));
  expect(await readAll()).toEqual(before);
  server.send("SIGTERM");
  expect(await server.end).toMatchObject({ code: 0, errors: "" });
  expect(server.log().filter(({ level }) => ["warn", "error", "fatal"].includes(level))).toEqual([]);
});
