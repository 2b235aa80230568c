import { randomBytes } from "node:crypto";
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { ConfigurationError } from "./configuration-error.ts";

const FILE_NAME = "secrets.json";

const secretsSchema = z.object({ authSecret: z.string().min(32), encryptionKey: z.string().min(43) });

export type Secrets = Readonly<z.infer<typeof secretsSchema>>;

/** Why there are none, by the system's code of the failure. */
const REASONS: Readonly<Record<string, string>> = {
  EACCES: "this user may not write there",
  EROFS: "this user may not write there",
  EEXIST: "the data folder is a file",
  ENOTDIR: "the data folder is in a file",
  ENOSPC: "the disk is full",
};

/** The secrets of a server on this computer alone: made at its first start, kept in its data folder, for its owner. */
export function keptSecrets(dataFolder: string): Secrets {
  const file = join(dataFolder, FILE_NAME);
  try {
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
    makeOnce(file);
    chmodSync(file, 0o600);
    return secretsSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : null;
    const reason = code === null ? "the file does not hold them" : (REASONS[code] ?? code);
    throw new ConfigurationError([`The secrets in ${file} can't be read or made: ${reason}.`], { cause });
  }
}

/** The file is there whole or not at all, also when two servers start at once: the second one finds the first one's. */
function makeOnce(file: string): void {
  const secrets: Secrets = {
    authSecret: randomBytes(32).toString("base64url"),
    encryptionKey: randomBytes(32).toString("base64"),
  };
  const draft = `${file}.${randomBytes(6).toString("hex")}`;
  writeFileSync(draft, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600, flag: "wx", flush: true });
  try {
    linkSync(draft, file);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  } finally {
    rmSync(draft);
  }
}
