import { net } from "electron";
import type { ServerCode, Session } from "../../shared/ipc/session.ts";
import type { RefreshMinutes } from "../../shared/ipc/preferences.ts";
import type { Identity } from "./account-store.ts";
import type { Log } from "./log.ts";
import { sleep } from "./schedule.ts";
import type { NetworkFetch } from "./team-server/ask-server.ts";
import type { ServerSignIn } from "./team-server/server-sign-in.ts";
import type { RememberedFigures } from "./team-server/remembered-figures.ts";
import type { AccountBudgets, Workspace } from "./workspace.ts";

export interface TeamServersOptions {
  readonly dataFolder: string;
  readonly fetch: NetworkFetch;
  /** The same for an answer of any length. */
  readonly stream: NetworkFetch;
  readonly refreshMinutes: () => RefreshMinutes;
  readonly timeZone: () => string;
  /** The budgets that this computer keeps for an account. */
  readonly openBudgets: (accountId: string) => AccountBudgets;
  readonly onCode: (code: ServerCode | null) => void;
  readonly enter: (identity: Identity, token: string) => Promise<Session>;
  /** Shows a page in the person's browser. */
  readonly openPage: (url: string) => void;
  readonly log: Log;
}

/** Team servers: signing in to them, and their figures. Their code is loaded with the first one that is used. */
export interface TeamServers {
  openWorkspace(account: Extract<Identity, { kind: "server" }>): Promise<Workspace>;
  /** What was last known of an account, whose server is not asked; null where nothing was. */
  remembered(accountId: string): Promise<RememberedFigures | null>;
  /** @throws AppError with a `ServerProblem`, or `cancelled` */
  signIn(address: string): Promise<Session>;
  cancelSignIn(): void;
  /** Null while no sign-in waits. */
  code(): ServerCode | null;
  /** Shows the page for the code again. */
  openPage(): void;
}

export function createTeamServers(options: TeamServersOptions): TeamServers {
  const { dataFolder, fetch, enter, openPage, log } = options;
  const isOnline = () => net.isOnline();
  let code: ServerCode | null = null;
  let signIn: ServerSignIn | null = null;

  async function loadSignIn(): Promise<ServerSignIn> {
    const { createServerQuestions } = await import("./team-server/ask-server.ts");
    const { createServerSignIn } = await import("./team-server/server-sign-in.ts");
    signIn ??= createServerSignIn({
      ...createServerQuestions({ fetch, isOnline }),
      sleep,
      now: Date.now,
      onCode(next) {
        code = next;
        options.onCode(next);
      },
      openPage,
      enter,
    });
    return signIn;
  }

  return {
    async openWorkspace({ id, address }) {
      const { createRememberedFiguresStore } = await import("./team-server/remembered-figures.ts");
      const { openServerWorkspace } = await import("./team-server/server-workspace.ts");
      const store = createRememberedFiguresStore(dataFolder, id, log);
      const { refreshMinutes, stream, timeZone } = options;
      const budgets = options.openBudgets(id);
      const surroundings = { fetch, stream, isOnline, refreshMinutes, timeZone, now: Date.now };
      return openServerWorkspace({ ...surroundings, address, store, budgets });
    },
    async remembered(accountId) {
      const { createRememberedFiguresStore } = await import("./team-server/remembered-figures.ts");
      return createRememberedFiguresStore(dataFolder, accountId, log).read();
    },
    signIn: async (address) => (await loadSignIn()).signIn(address),
    cancelSignIn: () => signIn?.cancel(),
    code: () => code,
    openPage: () => signIn?.openPage(),
  };
}
