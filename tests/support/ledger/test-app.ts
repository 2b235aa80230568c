import { createApp, type AppDependencies } from "../../../server/app.ts";
import type { Ledger } from "../../../server/ledger/ledger.ts";
import { createImporter, type Importer } from "../../../server/services/import/importer.ts";
import { createReconciler } from "../../../server/services/reconciliation/reconciler.ts";
import type { ConnectionOf } from "../../../server/sources/apify/client.ts";
import type { AppError } from "../../../shared/errors.ts";
import { breaches } from "../open-api/answer-check.ts";

export interface TestAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: unknown;
}

export interface TestApp {
  /** Sends a request; the caller is `alice` unless told, and nobody when null. */
  send(
    method: string,
    path: string,
    options?: { body?: unknown; as?: string | null; raw?: RequestInit },
  ): Promise<TestAnswer>;
  get(path: string, as?: string | null): Promise<TestAnswer>;
  /** Such as `GET /api/scraper-runs/:runId`. */
  readonly routes: readonly string[];
  readonly unexpected: readonly { readonly error: AppError; readonly requestId: string }[];
}

/** How a user's requests say whose they are. */
export interface SignIn {
  readonly headersOf: (userId: string) => Promise<Readonly<Record<string, string>>>;
  readonly authenticate: AppDependencies["authenticate"];
}

const byName: SignIn = {
  headersOf: async (userId) => ({ "x-test-user": userId }),
  authenticate: async ({ headers }) => {
    const userId = headers.get("x-test-user");
    return userId === null ? null : { userId };
  },
};

/**
 * The app over a ledger, called in-process as the desktop does; who calls is told by a header, unless they sign in
 * otherwise. Each answer is held against the contract's document.
 */
export function createTestApp(
  dependencies: {
    readonly ledger: Ledger;
    readonly now: () => number;
    readonly importer?: Importer;
    readonly connectionOf?: ConnectionOf;
    readonly signIn?: SignIn;
  } & Pick<AppDependencies, "openRoutes" | "userRoutes">,
): TestApp {
  const { ledger, now, signIn = byName, connectionOf = () => null } = dependencies;
  const { openRoutes = [], userRoutes = [] } = dependencies;
  const unexpected: { error: AppError; requestId: string }[] = [];
  const app = createApp({
    ledger,
    now,
    openRoutes,
    userRoutes,
    importer: dependencies.importer ?? createImporter({ ledger, now, connectionOf }),
    reconciler: createReconciler({ ledger, now, connectionOf }),
    authenticate: signIn.authenticate,
    onUnexpectedError: (error, requestId) => unexpected.push({ error, requestId }),
  });

  const send: TestApp["send"] = async (method, path, { body, as = "alice", raw } = {}) => {
    const request = new Request(`http://decompte.test${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
      ...raw,
    });
    const own = as === null ? {} : await signIn.headersOf(as);
    for (const [name, value] of Object.entries(own)) request.headers.set(name, value);
    const response = await app.fetch(request);
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.startsWith("application/json") === true;
    const { status, headers } = response;
    const answer: TestAnswer = { status, headers, text, body: isJson ? JSON.parse(text) : null };
    const broken = breaches(method, path, answer);
    if (broken.length > 0) throw new Error(`The answer is not as the contract describes it:\n${broken.join("\n")}`);
    return answer;
  };
  // What stands before others has a pattern that others have too.
  const isMiddleware = ({ path }: { readonly path: string }) => path === "/*" || path === "/api/*";
  const routes = app.routes.filter((route) => !isMiddleware(route)).map(({ method, path }) => `${method} ${path}`);
  return {
    send,
    get: (path, as) => send("GET", path, as === undefined ? {} : { as }),
    routes: [...new Set(routes)],
    unexpected,
  };
}
