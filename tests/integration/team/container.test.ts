import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { beforeAll, afterAll, describe, expect, onTestFinished, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { makeTemporaryFolder, type TemporaryFolder } from "../../support/ledger/temporary-ledger.ts";
import { serverEnvironment, startServerProcess } from "../../support/team/server-process.ts";

// No container can be run everywhere: what the Dockerfile would do is done in folders of its own.

const PROJECT = resolve(".");
const dockerfile = readFileSync("Dockerfile", "utf8").replaceAll("\\\n", "");
const [, buildStage = "", finalStage = ""] = dockerfile.split(/^FROM .*$/m);

const instructions = (stage: string, name: string): readonly string[] =>
  stage.split("\n").flatMap((line) => (line.startsWith(`${name} `) ? [line.slice(name.length + 1)] : []));

/** Copies as `COPY` does; the last path is the target. */
function copy(instruction: string, from: string, to: string): void {
  const paths = instruction.replace(/^--from=build /, "").split(" ");
  const target = join(to, paths.at(-1) ?? "");
  for (const path of paths.slice(0, -1)) {
    const source = join(from, path.replace(/^\/app\//, ""));
    const isFolder = paths.at(-1)?.endsWith("/") === true;
    const destination = isFolder ? join(target, path) : target;
    mkdirSync(dirname(destination), { recursive: true });
    cpSync(source, destination, { recursive: true });
  }
}

let build: TemporaryFolder;
let image: TemporaryFolder;

beforeAll(() => {
  build = makeTemporaryFolder();
  image = makeTemporaryFolder();
  for (const instruction of instructions(buildStage, "COPY")) copy(instruction, PROJECT, build.path);
  const [, ...commands] = instructions(buildStage, "RUN");
  symlinkSync(join(PROJECT, "node_modules"), join(build.path, "node_modules"));
  for (const command of commands) execFileSync("sh", ["-c", command], { cwd: build.path, stdio: "pipe" });
  for (const instruction of instructions(finalStage, "COPY")) {
    copy(instruction, instruction.startsWith("--from=build") ? build.path : PROJECT, image.path);
  }
});

afterAll(() => {
  build.remove();
  image.remove();
});

describe("the image", () => {
  test("holds all that the server needs, and is well by its own check of health", async () => {
    const folder = makeTemporaryFolder();
    onTestFinished(() => folder.remove());
    const [entry] = instructions(finalStage, "ENTRYPOINT");
    expect(entry).toBe('["node", "out/server/main.js"]');
    const built = { entry: join(image.path, "out", "server", "main.js"), remove: () => undefined };
    const server = startServerProcess(built, serverEnvironment(folder.path));
    const address = await server.ready();
    expect((await fetch(`${address}/openapi.json`)).status).toBe(200);

    const check = z.array(z.string()).parse(JSON.parse(/CMD (\[.*\])$/m.exec(finalStage)?.[1] ?? ""));
    const [node = "", ...args] = check;
    const env = { PATH: process.env["PATH"], PORT: new URL(address).port };
    execFileSync(node, args, { env });
    expect(() => execFileSync(node, args, { env: { ...env, PORT: "1" }, stdio: "pipe" })).toThrow("Command failed");
    server.send("SIGTERM");
    expect(await server.end).toMatchObject({ code: 0, errors: "" });
  });

  test("has neither Electron nor what only builds and tests, and does not run as root", () => {
    const packages = execFileSync("ls", [join(image.path, "node_modules")], { encoding: "utf8" })
      .trim()
      .split("\n");
    expect(packages).toEqual(["@libsql", "@neon-rs", "detect-libc", "libsql"]);
    expect(instructions(finalStage, "USER")).toEqual(["node"]);
  });

  test("is given by .dockerignore what it copies, and nothing else", () => {
    const given = readFileSync(".dockerignore", "utf8")
      .split("\n")
      .flatMap((line) => (line.startsWith("!") ? [line.slice(1)] : []));
    const copied = [...instructions(buildStage, "COPY"), ...instructions(finalStage, "COPY")]
      .filter((instruction) => !instruction.startsWith("--from"))
      .flatMap((instruction) => instruction.split(" ").slice(0, -1));
    expect(new Set(copied)).toEqual(new Set(given));
  });
});

describe("compose.yaml", () => {
  const SECRET = /PASSWORD|SECRET|KEY|TOKEN/;
  const serviceSchema = z.object({
    healthcheck: z.object({ test: z.array(z.string()) }).optional(),
    volumes: z.array(z.string()),
    environment: z.record(z.string(), z.string()),
    env_file: z.string().optional(),
    ports: z.array(z.string()).optional(),
    stop_grace_period: z.string().optional(),
    depends_on: z.record(z.string(), z.object({ condition: z.string() })).optional(),
  });
  const composeSchema = z.object({
    services: z.object({ server: serviceSchema, database: serviceSchema }),
    volumes: z.record(z.string(), z.null()),
  });
  const compose = composeSchema.parse(parse(readFileSync("compose.yaml", "utf8")));
  const { server, database } = compose.services;

  test("starts the server once its Postgres is healthy, and keeps the data of both", () => {
    expect(database.healthcheck?.test.join(" ")).toContain("pg_isready");
    expect(server.depends_on).toEqual({ database: { condition: "service_healthy" } });
    const volumes = [...server.volumes, ...database.volumes].map((volume) => volume.split(":")[0]);
    expect(new Set(volumes)).toEqual(new Set(Object.keys(compose.volumes)));
  });

  test("leaves the way in to a proxy of this host, and holds no secret itself", () => {
    expect(server.ports).toEqual(["127.0.0.1:4747:4747"]);
    expect(database.ports).toBeUndefined();
    expect(server.env_file).toBe(".env");
    expect(readFileSync(".gitignore", "utf8").split("\n")).toContain(".env");
    const secrets = [server, database].flatMap(({ environment }) =>
      Object.entries(environment).filter(([name]) => /PASSWORD|SECRET|KEY|URL/.test(name)),
    );
    expect(secrets.map(([name]) => name)).toEqual(["DATABASE_URL", "POSTGRES_PASSWORD"]);
    expect(secrets.filter(([, value]) => !value.includes("${POSTGRES_PASSWORD:?"))).toEqual([]);
  });

  test("with .env.example filled in makes a configuration that the server takes", async () => {
    const filled = Object.fromEntries(
      readFileSync(".env.example", "utf8")
        .split("\n")
        .filter((line) => /^[A-Z_]+=/.test(line))
        .map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)] as const)
        .map(([name, value]) => [name, SECRET.test(name) ? Buffer.alloc(32, name).toString("base64") : value]),
    );
    const { readConfiguration } = await import("../../../server/team/configuration.ts");
    const environment = {
      ...filled,
      ...server.environment,
      DATABASE_URL: "postgres://decompte:word@database:5432/decompte",
    };
    expect(readConfiguration(environment)).toMatchObject({
      host: "0.0.0.0",
      port: 4747,
      isLoopback: false,
      // Only who runs it knows where its proxy is.
      trustedProxies: [],
    });
    expect(Object.keys(filled)).toContain("POSTGRES_PASSWORD");
  });
});
