import { chmodSync, existsSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { makeTemporaryFolder } from "../../support/ledger/temporary-ledger.ts";
import {
  buildTeamServer,
  runServerCommand,
  serverEnvironment,
  startServerProcess,
  type BuiltServer,
} from "../../support/team/server-process.ts";

let built: BuiltServer;

beforeAll(async () => {
  built = await buildTeamServer();
});

afterAll(() => built.remove());

/** An address of the documentation's network (RFC 5737), which no computer has. */
const ELSEWHERE = {
  HOST: "192.0.2.1",
  PORT: "0",
  DECOMPTE_BASE_URL: "https://spend.example",
  DECOMPTE_AUTH_SECRET: "s".repeat(48),
  DECOMPTE_ENCRYPTION_KEY: Buffer.alloc(32, 7).toString("base64"),
};

function newFolder(): string {
  const folder = makeTemporaryFolder();
  onTestFinished(() => folder.remove());
  return folder.path;
}

describe("the command line", () => {
  test.each(["--help", "-h", "help"])("tells how it is used with %s, and that is no failure", async (word) => {
    const { code, output, errors } = await runServerCommand(built, serverEnvironment(newFolder()), [word]);
    expect([code, errors]).toEqual([0, ""]);
    expect(output).toContain("npm run server");
  });

  test.each([[["unknown"]], [["--port", "80"]], [["serve-me", "now"]]])(
    "%j is a wrong use: it is told with the right one, and nothing is started",
    async (args) => {
      const folder = newFolder();
      const { code, output, errors } = await runServerCommand(built, serverEnvironment(folder), args);
      expect([code, output]).toEqual([64, ""]);
      expect(errors).toContain(`"${args.join(" ")}" is unknown`);
      expect(errors).toContain("Usage: npm run server");
      expect(readdirSync(folder)).toEqual([]);
    },
  );
});

describe("a configuration that can't be", () => {
  test("ends the start with every problem, and without any value", async () => {
    const folder = newFolder();
    const environment = {
      ...serverEnvironment(folder),
      HOST: "0.0.0.0",
      PORT: "canary",
      DATABASE_URL: "mysql://user:canary@host/db",
      DECOMPTE_ENCRYPTION_KEY: "canary",
    };
    const { code, output, errors } = await runServerCommand(built, environment, []);
    expect([code, output]).toEqual([78, ""]);
    expect(errors.trim().split("\n")).toEqual([
      "PORT must be a port from 0 to 65535.",
      "DATABASE_URL must be an address such as postgres://user:password@host:5432/database.",
      "DECOMPTE_ENCRYPTION_KEY must be 32 random bytes in base64 or hexadecimal.",
      "DECOMPTE_BASE_URL is needed, since HOST is not this computer alone.",
      "DECOMPTE_AUTH_SECRET is needed, since HOST is not this computer alone.",
    ]);
    expect(readdirSync(folder)).toEqual([]);
  });

  test("of a data folder that is a file names the file of the secrets", async () => {
    const file = join(newFolder(), "taken");
    writeFileSync(file, "");
    const { code, errors } = await runServerCommand(built, serverEnvironment(file), []);
    expect(code).toBe(78);
    expect(errors).toBe(
      `The secrets in ${join(file, "secrets.json")} can't be read or made: the data folder is a file.\n`,
    );
  });

  test("of a ledger that is none ends the start with a line of the log that says so, and leaves it alone", async () => {
    const folder = newFolder();
    writeFileSync(join(folder, "ledger.db"), "not a ledger".repeat(100));
    const server = startServerProcess(built, serverEnvironment(folder));
    expect((await server.end).code).toBe(1);
    expect(server.log().find(({ level }) => level === "fatal")).toMatchObject({ error: { code: "ledger_damaged" } });
    expect(statSync(join(folder, "ledger.db")).size).toBe(1_200);
  });

  test("of a port that is taken says so", async () => {
    const server = startServerProcess(built, serverEnvironment(newFolder()));
    const { port } = new URL(await server.ready());
    const second = await runServerCommand(built, { ...serverEnvironment(newFolder()), PORT: port }, []);
    expect(second.code).toBe(78);
    expect(second.errors).toBe(`Port ${port} of 127.0.0.1 is taken.\n`);
  });

  test("of an address that is another computer's says so", async () => {
    const elsewhere = { ...serverEnvironment(newFolder()), ...ELSEWHERE };
    const { code, errors } = await runServerCommand(built, elsewhere, []);
    expect(code).toBe(78);
    expect(errors).toBe("Port 0 of 192.0.2.1 can't be listened on: the address is none of this computer's.\n");
  });
});

test("with nothing said it makes its data for its owner alone, and starts again on them", async () => {
  const folder = join(newFolder(), "data");
  const environment = serverEnvironment(folder);
  for (let start = 0; start < 2; start += 1) {
    const server = startServerProcess(built, environment);
    const address = await server.ready();
    expect(await (await fetch(`${address}/readyz`)).json()).toEqual({ status: "ready" });
    server.send("SIGTERM");
    expect((await server.end).code).toBe(0);
  }
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  expect(statSync(join(folder, "secrets.json")).mode & 0o777).toBe(0o600);
  expect(existsSync(join(folder, "ledger.db"))).toBe(true);
});

test("in a folder that is open to others it makes files for its owner alone", async () => {
  const folder = newFolder();
  chmodSync(folder, 0o755);
  const server = startServerProcess(built, serverEnvironment(folder));
  await server.ready();
  const open = readdirSync(folder).filter((file) => (statSync(join(folder, file)).mode & 0o077) !== 0);
  expect(open).toEqual([]);
  expect(readdirSync(folder)).toEqual(expect.arrayContaining(["ledger.db", "secrets.json", "server.db"]));
});

test("a signal that comes twice, as from whoever passes it on too, is one wish to stop", async () => {
  const server = startServerProcess(built, serverEnvironment(newFolder()));
  await server.ready();
  server.send("SIGTERM");
  server.send("SIGINT");
  expect(await server.end).toMatchObject({ code: 0, errors: "" });
});

test("a later signal ends it at once, whatever is under way", async () => {
  const server = startServerProcess(built, serverEnvironment(newFolder()));
  const address = await server.ready();
  const body = new ReadableStream({ start: (controller) => controller.enqueue(Buffer.from("{")) });
  const half = { method: "POST", duplex: "half", body };
  const cut = fetch(`${address}/api/scraper-runs`, half).then(
    () => "answered",
    () => "cut",
  );
  await fetch(`${address}/healthz`);
  server.send("SIGTERM");
  await server.logged("stopping");
  const knocking = setInterval(() => server.send("SIGTERM"), 100);
  onTestFinished(() => clearInterval(knocking));
  expect((await server.end).code).toBe(130);
  expect(await cut).toBe("cut");
});
