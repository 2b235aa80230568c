import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { contentSecurityPolicy, NONCE_PLACEHOLDER } from "../../../electron/main/page-policy.ts";
import { projectFolder } from "../../../scripts/setup/folders.mjs";

const FOLDER = join(projectFolder, "out", "renderer");
const NONCE = "c2NlbmU=";

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
};

export interface PageFiles {
  readonly origin: string;
  /** How many files were asked for so far. */
  readonly asked: () => number;
  readonly close: () => Promise<void>;
}

/** Serves the built window, under the policy that main serves it under. */
export async function servePageFiles(): Promise<PageFiles> {
  let asked = 0;
  const server = createServer((request, response) => {
    asked += 1;
    const path = new URL(request.url ?? "/", "http://localhost").pathname;
    if (path === "/favicon.ico") return void response.writeHead(204).end();
    const contentType = CONTENT_TYPES[extname(path)];
    if (contentType === undefined || path.includes("..")) return void response.writeHead(404).end();
    const isPage = extname(path) === ".html";
    readFile(join(FOLDER, path)).then(
      (body) => {
        response.writeHead(200, {
          "content-type": contentType,
          "content-security-policy": contentSecurityPolicy(NONCE),
          "cache-control": isPage ? "no-store" : "max-age=3600, immutable",
        });
        response.end(isPage ? body.toString("utf8").replaceAll(NONCE_PLACEHOLDER, NONCE) : body);
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: () => asked,
    close: () => new Promise((closed) => server.close(() => closed())),
  };
}
