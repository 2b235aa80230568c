import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { PAGE_URL, pageFile, registerPageScheme, servePage } from "../../../../electron/main/app-protocol.ts";
import type { ScreenMarkup } from "../../../../electron/main/first-screen/screen-markup.ts";
import { contentSecurityPolicy } from "../../../../electron/main/page-policy.ts";
import { makeTemporaryFolder, type TemporaryFolder } from "../../../support/ledger/temporary-ledger.ts";

interface Scheme {
  readonly scheme: string;
  readonly privileges: Readonly<Record<string, boolean>>;
}
type Handler = (request: Pick<Request, "url" | "method">) => Promise<Response>;

const told = vi.hoisted((): { schemes: Scheme[]; handlers: Handler[] } => ({ schemes: [], handlers: [] }));
vi.mock("electron", () => ({
  protocol: {
    registerSchemesAsPrivileged: (schemes: Scheme[]) => told.schemes.push(...schemes),
    handle: (_scheme: string, handler: Handler) => told.handlers.push(handler),
  },
}));

const FOLDER = "/opt/decompte/out/renderer";
const get = (url: string) => pageFile(FOLDER, { url, method: "GET" });

describe("a request for the page", () => {
  test.each([
    [PAGE_URL, `${FOLDER}/index.html`],
    ["app://bundle/assets/main.js", `${FOLDER}/assets/main.js`],
    ["app://bundle/assets/main.js?v=1#top", `${FOLDER}/assets/main.js`],
    ["app://bundle/assets/d%C3%A9compte.svg", `${FOLDER}/assets/décompte.svg`],
    ["app://bundle/assets/../index.html", `${FOLDER}/index.html`],
    ["app://bundle/..hidden.js", `${FOLDER}/..hidden.js`],
  ])("%s names %s", (url, file) => {
    expect(get(url)).toBe(file);
  });

  test.each([
    ["app://bundle/../package.json", `${FOLDER}/package.json`],
    ["app://bundle/../../../../etc/passwd", `${FOLDER}/etc/passwd`],
    ["app://bundle/%2e%2e/main/index.cjs", `${FOLDER}/main/index.cjs`],
    ["app://bundle/", `${FOLDER}/`],
  ])("%s leads no further up than the page's folder", (url, file) => {
    expect(get(url)).toBe(file);
  });

  test.each([
    "app://bundle/..%2fmain%2findex.cjs",
    "app://bundle/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
    "app://bundle/assets/..%2f..%2f..%2fpackage.json",
    "app://bundle/..%2frenderer-of-another%2findex.html",
    "app://bundle/..%5c..%5cetc%5cpasswd",
    "app://bundle/assets%5cmain.js",
    "app://bundle/index.html%00.js",
    "app://bundle/%",
    "app://bundle/%e0%a4%a",
  ])("%s names nothing", (url) => {
    expect(get(url)).toBeNull();
  });

  test.each([
    "app://other/index.html",
    "app://bundle.example/index.html",
    "app://bundle:8080/index.html",
    "app://bundle@example.com/index.html",
    "https://bundle/index.html",
    "file:///etc/passwd",
  ])("%s is not the page's", (url) => {
    expect(get(url)).toBeNull();
  });

  test.each(["POST", "HEAD", "PUT", "DELETE", "OPTIONS"])("by %s is none", (method) => {
    expect(pageFile(FOLDER, { url: PAGE_URL, method })).toBeNull();
  });
});

test("the policy lets nothing inline run but styles with the nonce, and nothing come from elsewhere", () => {
  const policy = contentSecurityPolicy("abc123");
  expect(policy).not.toMatch(/unsafe|https?:|\*|blob:/);
  const directives = new Map(policy.split("; ").map((line) => [line.split(" ")[0], line.split(" ").slice(1)]));
  expect(directives.get("default-src")).toEqual(["'none'"]);
  expect(directives.get("script-src")).toEqual(["'self'"]);
  expect(directives.get("style-src")).toEqual(["'self'", "'nonce-abc123'"]);
  expect(directives.get("connect-src")).toEqual(["'self'"]);
  for (const name of ["base-uri", "form-action", "frame-ancestors", "object-src"])
    expect(directives.get(name)).toEqual(["'none'"]);
});

test("the page's scheme is a standard and secure one, without a way around the policy", () => {
  registerPageScheme();
  const [page] = told.schemes;
  expect(page?.scheme).toBe("app");
  expect(page?.privileges).toMatchObject({ standard: true, secure: true });
  expect(page?.privileges).not.toHaveProperty("bypassCSP");
  expect(page?.privileges).not.toHaveProperty("corsEnabled");
});

describe("what is served", () => {
  let folder: TemporaryFolder;
  let ask: (url: string, method?: string) => Promise<Response>;

  beforeEach(() => {
    folder = makeTemporaryFolder();
    const page = join(folder.path, "renderer");
    mkdirSync(join(page, "assets"), { recursive: true });
    writeFileSync(join(page, "index.html"), '<meta name="nonce" content="__CSP_NONCE__"><p>Décompte</p>');
    writeFileSync(join(page, "assets", "main.js"), "export {};");
    writeFileSync(join(page, "assets", "main.js.map"), "{}");
    writeFileSync(join(folder.path, "secret.js"), "secret");
    ask = serve();
  });
  afterEach(() => folder.remove());

  function serve(screen?: ScreenMarkup): typeof ask {
    servePage(join(folder.path, "renderer"), screen);
    const handler = told.handlers.at(-1);
    if (handler === undefined) throw new Error("Nothing serves the page");
    return (url, method = "GET") => handler({ url, method });
  }

  test("the remembered screen is in the page the first time, its rules under the nonce", async () => {
    const shell = "<head></head><body><div></div></body>";
    writeFileSync(join(folder.path, "renderer", "index.html"), shell);
    ask = serve({ styles: "p{x:$&}", html: "<p>$& 17.57 $</p>" });
    const response = await ask(PAGE_URL);
    const nonce = /'nonce-([^']+)'/.exec(response.headers.get("content-security-policy") ?? "")?.[1];
    expect(await response.text()).toBe(
      `<head><style nonce="${nonce}">p{x:$&}</style></head><body><p>$& 17.57 $</p><div></div></body>`,
    );
    expect(await (await ask(PAGE_URL)).text()).toBe(shell);
  });

  test("the page has a policy with a nonce of its own at each load, in its header and in its text", async () => {
    const nonces = new Set<string>();
    for (let load = 0; load < 3; load += 1) {
      const response = await ask(PAGE_URL);
      const nonce = /'nonce-([^']+)'/.exec(response.headers.get("content-security-policy") ?? "")?.[1] ?? "";
      expect(nonce).toMatch(/^[A-Za-z0-9+/]{22}==$/);
      expect(await response.text()).toBe(`<meta name="nonce" content="${nonce}"><p>Décompte</p>`);
      nonces.add(nonce);
    }
    expect(nonces.size).toBe(3);
  });

  test("a file has its type, which no browser may guess anew", async () => {
    const response = await ask("app://bundle/assets/main.js");
    expect(response.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    expect(await response.text()).toBe("export {};");
  });

  test("a link is followed within the folder, and not out of it", async () => {
    symlinkSync(join(folder.path, "renderer", "assets", "main.js"), join(folder.path, "renderer", "within.js"));
    symlinkSync(join(folder.path, "secret.js"), join(folder.path, "renderer", "out.js"));
    symlinkSync(folder.path, join(folder.path, "renderer", "above"));
    const statuses = ["within.js", "out.js", "above/secret.js"].map(
      async (name) => (await ask(`app://bundle/${name}`)).status,
    );
    expect(await Promise.all(statuses)).toEqual([200, 404, 404]);
  });

  test.each([
    ["a file that is not there", "app://bundle/assets/other.js", "GET"],
    ["a folder", "app://bundle/assets", "GET"],
    ["a kind of file that the page does not use", "app://bundle/assets/main.js.map", "GET"],
    ["a file beside the folder", "app://bundle/..%2fsecret.js", "GET"],
    ["another method", PAGE_URL, "POST"],
  ])("%s is not found", async (_, url, method) => {
    const response = await ask(url, method);
    expect(response.status).toBe(404);
    expect(await response.text()).toBe("");
  });
});
