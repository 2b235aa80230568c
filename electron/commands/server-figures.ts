import type { ServerAccount } from "../main/account-store.ts";
import { peekJsonFile } from "../main/json-file.ts";
import { knownAt, knownChart, knownSummary } from "../main/team-server/known-figures.ts";
import { figuresFileOf, rememberedFiguresSchema } from "../main/team-server/remembered-figures.ts";
import type { CommandFigures } from "./command-figures.ts";
import { CommandFailure } from "./command-failure.ts";

export interface ServerFiguresOptions {
  readonly dataFolder: string;
  readonly account: ServerAccount;
  readonly timeZone: string;
  readonly now: () => number;
}

/**
 * A team server's figures as they were last known: a command has no token, and asks nobody.
 *
 * @throws CommandFailure while nothing is known
 */
export function openServerFigures({ dataFolder, account, timeZone, now }: ServerFiguresOptions): CommandFigures {
  const figures = peekJsonFile(figuresFileOf(dataFolder, account.id), rememberedFiguresSchema);
  if (figures === undefined) throw new CommandFailure({ kind: "server-not-known" });
  return {
    async summary(period) {
      const summary = knownSummary(figures, period, { nowMs: now(), timeZone });
      if (summary === null) throw new CommandFailure({ kind: "server-not-of-today" });
      return summary;
    },
    spendingChart: async (timeRange) => knownChart(figures, timeRange),
    async exportRuns() {
      throw new CommandFailure({ kind: "server-not-exported" });
    },
    knownAt: async () => knownAt(figures),
    budgetFigures() {
      throw new CommandFailure({ kind: "server-not-checked" });
    },
    close: async () => undefined,
  };
}
