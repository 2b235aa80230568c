import { createApp } from "../../../server/app.ts";
import { createImporter } from "../../../server/services/import/importer.ts";
import { createReconciler } from "../../../server/services/reconciliation/reconciler.ts";
import { listen } from "../../../server/team/http-listener.ts";
import { openTemporaryLedger, type TemporaryLedger } from "../ledger/temporary-ledger.ts";

export interface ServedLedger extends TemporaryLedger {
  readonly address: string;
  stop(): Promise<void>;
}

export const USER = "alice";

/** The contract over a fresh ledger, on a port of this computer, for whoever has the key. */
export async function serveLedger(apiKey: string): Promise<ServedLedger> {
  const temporary = await openTemporaryLedger();
  const { ledger } = temporary;
  const now = Date.now;
  const connectionOf = () => null;
  const app = createApp({
    ledger,
    now,
    importer: createImporter({ ledger, now, connectionOf }),
    reconciler: createReconciler({ ledger, now, connectionOf }),
    authenticate: async (request) =>
      request.headers.get("authorization") === `Bearer ${apiKey}` ? { userId: USER } : null,
    onUnexpectedError: (error) => {
      throw error;
    },
  });
  const listener = await listen({
    host: "127.0.0.1",
    port: 0,
    fetch: (request) => app.fetch(request),
    onFailure: (error) => {
      throw error;
    },
  });
  return {
    ...temporary,
    address: listener.address,
    async stop() {
      await listener.stop(0);
      await temporary.remove();
    },
  };
}
