import { Agent, request, type ClientRequest } from "node:http";

export interface Load {
  /** Resolves once so many runs are acknowledged. */
  reached(acknowledged: number): Promise<void>;
  /** How many runs are so far. */
  acknowledged(): number;
  /** No worker sends another request; resolves when each has its last answer, or none. */
  end(): Promise<LoadResult>;
}

export interface LoadResult {
  /** Ids of runs, each sent once. */
  readonly acknowledged: ReadonlySet<string>;
  readonly sent: ReadonlySet<string>;
  /** Answers that were no 2xx, by their status. */
  readonly refused: ReadonlyMap<number, number>;
  /** Requests without a whole answer, by why. */
  readonly unanswered: ReadonlyMap<string, number>;
}

export interface LoadOptions {
  readonly address: string;
  readonly token: string;
  readonly workers: number;
  readonly prefix: string;
  /** What a worker does after it got no whole answer. */
  readonly onUnanswered: "stop" | "go on";
}

type Answer = { readonly status: number } | { readonly failed: string };

/** Workers that record one run after the other, each over a connection that it keeps. */
export function startLoad(options: LoadOptions): Load {
  const acknowledged = new Set<string>();
  const sent = new Set<string>();
  const refused = new Map<number, number>();
  const unanswered = new Map<string, number>();
  const waiting: { readonly count: number; readonly resolve: () => void }[] = [];
  const ending = new AbortController();

  async function work(worker: number): Promise<void> {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    for (let number = 0; !ending.signal.aborted; number += 1) {
      const runId = `${options.prefix}-${worker}-${number}`;
      sent.add(runId);
      const answer = await record(options, agent, runId);
      if ("failed" in answer) {
        unanswered.set(answer.failed, (unanswered.get(answer.failed) ?? 0) + 1);
        if (options.onUnanswered === "stop") break;
      } else if (answer.status === 201) {
        acknowledged.add(runId);
        for (const { count, resolve } of waiting) if (acknowledged.size >= count) resolve();
      } else refused.set(answer.status, (refused.get(answer.status) ?? 0) + 1);
    }
    agent.destroy();
  }

  const workers = Array.from({ length: options.workers }, (_, worker) => work(worker));
  return {
    reached: (count) =>
      new Promise((resolve) => {
        waiting.push({ count, resolve });
        if (acknowledged.size >= count) resolve();
      }),
    acknowledged: () => acknowledged.size,
    async end() {
      ending.abort();
      await Promise.all(workers);
      return { acknowledged, sent, refused, unanswered };
    },
  };
}

/** A billionth of a dollar more than a cent: sums that lose anything show it. */
export const LOAD_COST_NANO_USD = 10_000_001n;

const bodyOf = (runId: string): string =>
  JSON.stringify({
    runId,
    scraperId: "actor-of-the-load",
    source: "load",
    status: "SUCCEEDED",
    costUsd: Number(LOAD_COST_NANO_USD) / 1e9,
    itemCount: 1,
  });

const headersOf = (token: string) => ({ authorization: `Bearer ${token}`, "content-type": "application/json" });

/** Records the same run as the load does. */
export const recordOnce = (to: Pick<LoadOptions, "address" | "token">, runId: string): Promise<Response> =>
  fetch(`${to.address}/api/scraper-runs`, { method: "POST", headers: headersOf(to.token), body: bodyOf(runId) });

function record({ address, token }: LoadOptions, agent: Agent, runId: string): Promise<Answer> {
  const body = bodyOf(runId);
  return new Promise((resolve) => {
    const sending: ClientRequest = request(`${address}/api/scraper-runs`, {
      method: "POST",
      agent,
      headers: { ...headersOf(token), "content-length": Buffer.byteLength(body) },
    });
    const fail = (error: Error & { code?: string }): void => resolve({ failed: error.code ?? error.message });
    sending.once("error", fail);
    sending.once("response", (response) => {
      response.once("error", fail);
      response.once("end", () =>
        resolve(response.complete ? { status: response.statusCode ?? 0 } : { failed: "cut answer" }),
      );
      response.resume();
    });
    sending.end(body);
  });
}
