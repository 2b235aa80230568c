import { BACKFILL_PATH, REFRESH_PATH } from "../../../shared/api/backfill.ts";
import { EXPORT_PATH } from "../../../shared/api/export.ts";
import { AppError, isAppError } from "../../../shared/errors.ts";
import type { RefreshMinutes } from "../../../shared/ipc/preferences.ts";
import { createApiClient } from "../api-client.ts";
import type { AccountBudgets, Workspace } from "../workspace.ts";
import { createServerQuestions, type NetworkFetch } from "./ask-server.ts";
import { endSession } from "./device-sign-in.ts";
import { assertFilterHeeded } from "./heeded-filter.ts";
import { knownAt } from "./known-figures.ts";
import type { RememberedFiguresStore } from "./remembered-figures.ts";
import { createServerFetch, foreignAnswer } from "./server-fetch.ts";
import { createServerFigures } from "./server-figures.ts";
import { createServerImports } from "./server-imports.ts";

export interface ServerWorkspaceOptions {
  /** The server's origin. */
  readonly address: string;
  readonly fetch: NetworkFetch;
  readonly stream: NetworkFetch;
  readonly isOnline: () => boolean;
  readonly store: RememberedFiguresStore;
  readonly budgets: AccountBudgets;
  readonly refreshMinutes: () => RefreshMinutes;
  readonly timeZone: () => string;
  readonly now: () => number;
}

/** One person's figures on a team server. */
export function openServerWorkspace(options: ServerWorkspaceOptions): Workspace {
  const { address, store, timeZone, now, refreshMinutes } = options;
  const closed = new AbortController();
  const closing = closed.signal;
  let token: string | null = null;
  const { fetch: whole, stream } = options;
  const ask = createServerFetch({ fetch: whole, stream, address, token: () => token, closing, isLong, isStreamed });
  const fetch = async (request: Request): Promise<Response> => {
    const response = await ask(request);
    assertFilterHeeded(request, response);
    return response;
  };
  const api = createApiClient({ fetch, baseUrl: address, foreignAnswer, timeZone });
  const figures = createServerFigures({ api, store, timeZone, now, closing });

  return {
    figures,
    imports: createServerImports({ api, figures, refreshMinutes, now, closing }),
    budgets: options.budgets.budgets,
    connect: (next) => void (token = next),
    disconnect: () => void (token = null),
    knownAt() {
      const known = figures.known();
      return known === null ? null : knownAt(known);
    },
    server: {
      apifyConnection: () => figures.known()?.apify ?? null,
      async connectToApify(apifyToken) {
        const connection = await api.connectApify(apifyToken).catch(asRefusal);
        figures.keepApify(connection);
        return connection;
      },
      async disconnectFromApify() {
        await api.disconnectApify();
        const connection = await api.apifyConnection();
        figures.keepApify(connection);
        return connection;
      },
    },
    async close() {
      closed.abort();
      await options.budgets.close();
    },
    async forget() {
      store.remove();
      if (token !== null) await endSession(address, token, createServerQuestions(options));
    },
  };
}

/** What can be no token of Apify's at all, the server has no better word for. */
function asRefusal(error: unknown): never {
  if (!isAppError(error, "invalid_request")) throw error;
  throw new AppError("apify_token_refused", "The token can't be one of Apify's", { cause: error });
}

/** These answer once an import has ended. */
function isLong({ method, url }: Request): boolean {
  const { pathname } = new URL(url);
  return method === "POST" && (pathname === BACKFILL_PATH || pathname === REFRESH_PATH);
}

const isStreamed = ({ method, url }: Request): boolean => method === "GET" && new URL(url).pathname === EXPORT_PATH;
