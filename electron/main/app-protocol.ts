import { randomBytes } from "node:crypto";
import { readFile, realpath } from "node:fs/promises";
import { extname, join, normalize, sep } from "node:path";
import { protocol } from "electron";
import { contentSecurityPolicy, NONCE_PLACEHOLDER } from "./page-policy.ts";
import type { ScreenMarkup } from "./first-screen/screen-markup.ts";

const SCHEME = "app";
export const PAGE_ORIGIN = `${SCHEME}://bundle`;
export const PAGE_URL = `${PAGE_ORIGIN}/index.html`;

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
};

/** Must run before the app is ready. */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/** Serves the page's files from `folder`, and nothing outside it; the page with the remembered screen, the first time. */
export function servePage(folder: string, remembered: ScreenMarkup | null = null): void {
  let screen = remembered;
  protocol.handle(SCHEME, (request) => {
    const isPage = request.url === PAGE_URL;
    const served = respond(folder, request, isPage ? screen : null);
    if (isPage) screen = null;
    return served;
  });
}

async function respond(folder: string, request: Request, screen: ScreenMarkup | null): Promise<Response> {
  const file = pageFile(folder, request);
  const contentType = file === null ? undefined : CONTENT_TYPES[extname(file)];
  if (file === null || contentType === undefined) return new Response(null, { status: 404 });
  try {
    if (!(await isWithin(folder, file))) return new Response(null, { status: 404 });
    const body = await readFile(file);
    if (!contentType.startsWith("text/html")) return fileResponse(body, contentType);
    return pageResponse(withScreen(body.toString("utf8"), screen));
  } catch {
    return new Response(null, { status: 404 });
  }
}

/** The file that a request names, or null when it is not one of the page's. */
export function pageFile(folder: string, request: Pick<Request, "url" | "method">): string | null {
  const { origin, protocol: scheme, host, pathname } = new URL(request.url);
  const isOurs = origin === PAGE_ORIGIN || `${scheme}//${host}` === PAGE_ORIGIN;
  if (request.method !== "GET" || !isOurs) return null;
  let path: string;
  try {
    path = decodeURIComponent(pathname);
  } catch {
    return null;
  }
  if (path.includes("\0") || path.includes("\\")) return null;
  const file = normalize(join(folder, path));
  return file.startsWith(folder + sep) ? file : null;
}

/** A link in the folder may lead out of it. */
async function isWithin(folder: string, file: string): Promise<boolean> {
  const [root, target] = await Promise.all([realpath(folder), realpath(file)]);
  return target.startsWith(root + sep);
}

function fileResponse(body: Buffer<ArrayBuffer>, contentType: string): Response {
  return new Response(body, { headers: { "content-type": contentType, "x-content-type-options": "nosniff" } });
}

/** The remembered screen stands before what React fills, and its rules where the policy lets rules stand. */
function withScreen(html: string, screen: ScreenMarkup | null): string {
  if (screen === null) return html;
  return html
    .replace("</head>", () => `<style nonce="${NONCE_PLACEHOLDER}">${screen.styles}</style></head>`)
    .replace("<body>", () => `<body>${screen.html}`);
}

/** The widgets' own style elements carry a nonce that is new for each load; nothing else inline runs. */
function pageResponse(html: string): Response {
  const nonce = randomBytes(16).toString("base64");
  return new Response(html.replaceAll(NONCE_PLACEHOLDER, nonce), {
    headers: {
      "content-type": "text/html; charset=utf-8",
      "x-content-type-options": "nosniff",
      "content-security-policy": contentSecurityPolicy(nonce),
    },
  });
}
