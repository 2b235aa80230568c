import { AppError } from "../../shared/errors.ts";

export interface DatabaseUrl {
  readonly driver: "neon" | "pg";
  readonly url: string;
  /** For work that needs a session of its own: Neon's pooler hands out another one for each transaction. */
  readonly directUrl: string;
  /** `host:port/database`, for people: without user and password. */
  readonly place: string;
}

const NEON_HOST = /\.neon\.tech$/i;
const NEON_POOLER = /^([^.]+)-pooler\./i;

/** @throws AppError `invalid_request`, which does not repeat the URL: it holds a password. */
export function parseDatabaseUrl(text: string): DatabaseUrl {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !["postgres:", "postgresql:"].includes(url.protocol)) throw unusable("is no such address");
  // A host in the query is a folder of Unix sockets.
  const host = url.searchParams.get("host") ?? url.hostname;
  if (host === "") throw unusable("names no host");
  if (url.pathname.length < 2) throw unusable("names no database");

  const direct = new URL(url);
  if (NEON_HOST.test(host)) direct.hostname = url.hostname.replace(NEON_POOLER, "$1.");
  return {
    driver: NEON_HOST.test(host) ? "neon" : "pg",
    url: checkingCertificates(url).href,
    directUrl: checkingCertificates(direct).href,
    place: `${host}${url.port && `:${url.port}`}${url.pathname}`,
  };
}

/** What `pg` takes these modes for, written out so that it does not warn at each start. */
function checkingCertificates(url: URL): URL {
  const checking = new URL(url);
  if (["require", "verify-ca"].includes(url.searchParams.get("sslmode") ?? "")) {
    checking.searchParams.set("sslmode", "verify-full");
  }
  return checking;
}

const unusable = (why: string): AppError =>
  new AppError("invalid_request", `DATABASE_URL ${why}; it must look like postgres://user:password@host:5432/database`);
