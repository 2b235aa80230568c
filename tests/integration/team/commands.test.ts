import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { makeTemporaryFolder } from "../../support/ledger/temporary-ledger.ts";
import {
  buildTeamServer,
  runServerCommand,
  serverEnvironment,
  startServerProcess,
  type BuiltServer,
  type ProcessEnd,
} from "../../support/team/server-process.ts";

let built: BuiltServer;

beforeAll(async () => {
  built = await buildTeamServer();
});

afterAll(() => built.remove());

interface Server {
  readonly environment: Readonly<Record<string, string>>;
  readonly run: (line: string) => Promise<ProcessEnd>;
}

function newServer(): Server {
  const folder = makeTemporaryFolder();
  onTestFinished(() => folder.remove());
  const environment = serverEnvironment(folder.path);
  return { environment, run: (line) => runServerCommand(built, environment, line.split(" ")) };
}

test("a user is added, has a key, and the key opens the server that runs meanwhile until it is revoked", async () => {
  const { environment, run } = newServer();
  const server = startServerProcess(built, environment);
  const address = await server.ready();
  const statusWith = async (key: string) =>
    (await fetch(`${address}/api/scraper-runs`, { headers: { authorization: `Bearer ${key}` } })).status;

  const added = await run("user add marie@example.com --name Marie");
  expect(added.code).toBe(0);
  expect(added.output).toMatch(/^\S{12,}\n$/);
  expect(added.errors).toContain("marie@example.com signs in once at http://");

  const keyed = await run("key add marie@example.com --name dashboard");
  expect(keyed.code).toBe(0);
  expect(keyed.output).toMatch(/^dk_\S{20,}\n$/);
  const key = keyed.output.trim();
  expect(await statusWith(key)).toBe(200);
  expect(await statusWith(`${key}x`)).toBe(401);

  const listed = await run("key list marie@example.com");
  expect(listed.output).toContain("dashboard");
  expect(listed.output).not.toContain(key);
  const [id = ""] = listed.output.split(" ");
  expect((await run(`key revoke marie@example.com ${id}`)).code).toBe(0);
  expect(await statusWith(key)).toBe(401);
  expect((await run(`key revoke marie@example.com ${id}`)).errors).toBe("marie@example.com has no such key\n");
  expect(server.output()).not.toContain(key);
});

test("users are listed, reset and removed", async () => {
  const { run } = newServer();
  expect((await run("user list")).errors).toBe("There is no user yet.\n");
  const first = await run("user add marie@example.com --user-id dashboard-user-7");
  await run("user add paul@example.com");
  const listed = await run("user list");
  expect(listed.output.split("\n")).toEqual([
    expect.stringMatching(/^marie@example\.com +marie@example\.com +dashboard-user-7 .*one-time password until /),
    expect.stringMatching(/^paul@example\.com .*one-time password until /),
    "",
  ]);
  const again = await run("user reset marie@example.com");
  expect(again.code).toBe(0);
  expect(again.output).toMatch(/^\S{12,}\n$/);
  expect(again.output).not.toBe(first.output);
  expect((await run("user remove paul@example.com")).code).toBe(0);
  expect((await run("user list")).output).not.toContain("paul");
});

test.each([
  ["user add", 64, "EMAIL is missing"],
  ["user add marie@example.com now", 64, '"now" is unknown'],
  ["user add marie@example.com --role admin", 64, "Unknown option '--role'"],
  ["user", 64, '"user" needs one of add, reset, remove, list'],
  ["key", 64, '"key" needs one of add, list, revoke'],
  ["user ban marie@example.com", 64, '"user ban" is unknown'],
  ["key revoke marie@example.com", 64, "ID is missing"],
  ["user add marie", 1, "must be an e-mail address"],
  ["user reset nobody@example.com", 1, "nobody@example.com"],
  ["key add nobody@example.com", 1, "nobody@example.com"],
])("%s ends with %i and says why", async (line, code, why) => {
  const ended = await newServer().run(line);
  expect([ended.code, ended.output]).toEqual([code, ""]);
  expect(ended.errors).toContain(why);
  expect(ended.errors).not.toMatch(/^\s+at /m);
});
