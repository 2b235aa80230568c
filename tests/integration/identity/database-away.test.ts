import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { connectPostgres } from "../../../server/database/connect-postgres.ts";
import { parseDatabaseUrl } from "../../../server/database/database-url.ts";
import { toAppError } from "../../../shared/errors.ts";
import { createIdentity } from "../../../server/identity/identity.ts";
import { openTemporaryIdentity, type TemporaryIdentity } from "../../support/identity/temporary-identity.ts";
import {
  ADDRESS,
  askForCode,
  connectDesktop,
  post,
  visitOf,
  welcome,
  withBearer,
  type SignedIn,
} from "../../support/identity/visitors.ts";

const DAY_MS = 24 * 60 * 60 * 1_000;

let opened: TemporaryIdentity;
let marie: SignedIn;
let token: string;
let key: string;
let userCode: string;

beforeAll(async () => {
  opened = await openTemporaryIdentity("postgres");
  marie = await welcome(opened.identity, "marie@example.com");
  token = await connectDesktop(opened.identity, marie);
  ({ key } = await opened.identity.addKey("marie@example.com"));
  ({ user_code: userCode } = await askForCode(opened.identity));
});
afterAll(() => opened.remove());

/** Over the same database, as a role that has no right there. */
async function openAsGuest() {
  const role = `decompte_guest_${randomBytes(4).toString("hex")}`;
  await opened.sql.run(`create role ${role} login password 'guest'`);
  const [place] = await opened.sql.rows(
    "select current_database() as name, inet_server_addr() as host, inet_server_port() as port",
  );
  const url = `postgres://${role}:guest@${String(place?.["host"])}:${String(place?.["port"])}/${String(place?.["name"])}`;
  const connection = connectPostgres(parseDatabaseUrl(url));
  const { database } = connection;
  return {
    role,
    identity: createIdentity({ ...opened.options, database: { dialect: "postgres", database } }),
    async remove() {
      await connection.close();
      await opened.sql.run(`drop owned by ${role}`);
      await opened.sql.run(`drop role ${role}`);
    },
  };
}

test("while the database refuses, every door says so, and none lets anyone in or claims to be done", async () => {
  const guest = await openAsGuest();
  onTestFinished(() => guest.remove());
  const { identity } = guest;
  const { request } = marie.browser;
  const { accountId, sessionId } = marie.person;
  const given = { email: "marie@example.com", password: marie.password, address: ADDRESS };
  const change = { current: marie.password, next: "quite another password" };
  const attempts: Readonly<Record<string, () => Promise<unknown>>> = {
    "by token": () => identity.authenticate(withBearer(token)),
    "by key": () => identity.authenticate(withBearer(key)),
    "by cookie": () => identity.authenticate(request("/api/me")),
    "who is there": () => identity.personOf(request()),
    "signing in": () => identity.browser.signIn(request("/sign-in"), given),
    "signing out of the browser": () => identity.browser.signOut(request("/sign-out")),
    "signing the app out": () => post(identity, "/api/auth/sign-out", {}, { authorization: `Bearer ${token}` }),
    "another password": () => identity.browser.changePassword(request("/password"), marie.person, change),
    "a new code": () => askForCode(identity),
    "finding a code": () => identity.devices.find(visitOf(marie), userCode),
    "approving a code": () => identity.devices.decide(visitOf(marie), userCode, true),
    "listing sessions": () => identity.sessions.list(accountId),
    "revoking a session": () => identity.sessions.revoke(accountId, sessionId),
    "making a key": () => identity.keys.create(accountId, "new"),
    "adding a user": () => identity.addUser("new@example.com"),
  };
  const codes: Record<string, unknown> = {};
  for (const [name, attempt] of Object.entries(attempts)) {
    codes[name] = await attempt().then(
      () => "done",
      (error: unknown) => (error as { code?: unknown }).code,
    );
  }
  expect(codes).toEqual(Object.fromEntries(Object.keys(attempts).map((name) => [name, "ledger_unavailable"])));

  await opened.sql.run(`grant usage on schema decompte to ${guest.role}`);
  await opened.sql.run(`grant select, update on all tables in schema decompte to ${guest.role}`);
  expect(await identity.authenticate(withBearer(token))).toMatchObject({ email: "marie@example.com" });
  expect(await identity.authenticate(withBearer(key))).toMatchObject({ email: "marie@example.com" });
});

test("a database that is read-only, or whose rows are locked, still lets in whoever has a token or a key", async () => {
  const guest = await openAsGuest();
  onTestFinished(() => guest.remove());
  await opened.sql.run(`grant usage on schema decompte to ${guest.role}`);
  await opened.sql.run(`grant select on all tables in schema decompte to ${guest.role}`);
  const { key: unused } = await opened.identity.addKey("marie@example.com");
  expect(await guest.identity.authenticate(withBearer(unused))).toMatchObject({ email: "marie@example.com" });

  const device = await connectDesktop(opened.identity, marie);
  opened.passTime(2 * DAY_MS);
  onTestFinished(() => opened.resetTime());
  await opened.sql.run("begin");
  await opened.sql.run("update session set updated_at = updated_at");
  await opened.sql.run("update api_key set name = name");
  for (const bearer of [device, unused]) {
    for (const identity of [guest.identity, opened.identity]) {
      expect(await identity.authenticate(withBearer(bearer))).toMatchObject({ email: "marie@example.com" });
    }
  }
  await opened.sql.run("rollback");
});

test("a failure that is no absence stays what it is", async () => {
  await opened.sql.run("alter schema decompte rename to elsewhere");
  onTestFinished(() => opened.sql.run("alter schema elsewhere rename to decompte"));
  for (const bearer of [token, key]) {
    const failure = await opened.identity.authenticate(withBearer(bearer)).catch(toAppError);
    expect(failure).toMatchObject({ code: "internal" });
  }
});

test("a database where nothing listens is told alike", async () => {
  const connection = connectPostgres(parseDatabaseUrl("postgres://nobody:nothing@127.0.0.1:1/nowhere"));
  const identity = createIdentity({
    ...opened.options,
    database: { dialect: "postgres", database: connection.database },
  });
  await expect(identity.authenticate(withBearer(token))).rejects.toMatchObject({ code: "ledger_unavailable" });
  await expect(askForCode(identity)).rejects.toMatchObject({ code: "ledger_unavailable" });
  await connection.close();
});
