import type { Answer } from "./answer.ts";
import { FaultPlan, type Fault, type FaultRule } from "./fault.ts";
import { answerCall, type World } from "./routes.ts";
import { faultyAnswer } from "./send-answer.ts";
import type { ApifyStandIn } from "./stand-in.ts";
import type { StandInAccount } from "./stand-in-account.ts";
import type { StandInRequest } from "./stand-in-request.ts";

type WithoutServer = Pick<ApifyStandIn, "baseUrl" | "accounts" | "requests" | "forgetRequests" | "fail">;

export interface InProcessStandIn extends WithoutServer {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
}

/** The stand-in without a socket, where thousands of answers are wanted or timers are simulated. */
export function createInProcessStandIn(accounts: readonly StandInAccount[], clock: () => number): InProcessStandIn {
  const world: World = { accounts, tokens: new Map(accounts.map((account) => [account.token, account])), clock };
  const faults = new FaultPlan();
  const requests: StandInRequest[] = [];
  return {
    baseUrl: "https://apify.in-process.test",
    accounts,
    requests,
    forgetRequests: () => requests.splice(0),
    fail: (rule: FaultRule) => faults.declare(rule),
    async fetch(address, init) {
      init.signal?.throwIfAborted();
      const call = readCall(address, init, clock());
      requests.push(call.request);
      const usual = () => answerCall(call, world);
      const fault = faults.next(call.request);
      const answer = fault === undefined ? usual() : faulty(fault, usual, init.signal);
      return responseOf(await answer, call.request.atMs);
    },
  };
}

function readCall(address: string, { method = "GET", headers, signal }: RequestInit, atMs: number) {
  const url = new URL(address);
  const authorization = new Headers(headers).get("authorization");
  const request: StandInRequest = {
    method,
    path: url.pathname,
    query: url.searchParams,
    hasAuthorization: authorization !== null,
    hasTokenInQuery: false,
    userAgent: "",
    atMs,
  };
  const gone = () => signal ?? new AbortController().signal;
  return { request, token: authorization?.replace(/^Bearer /i, "") ?? null, gone };
}

async function faulty(
  fault: Fault,
  usual: () => Answer | Promise<Answer>,
  signal: AbortSignal | null | undefined,
): Promise<Answer> {
  if (fault.kind === "reset") throw new TypeError("fetch failed", { cause: new Error("read ECONNRESET") });
  if (fault.kind === "cut-body") throw new Error("A body can be cut on a socket only");
  if (fault.kind !== "slow") return faultyAnswer(fault, usual);
  await delay(fault.delayMs, signal);
  return usual();
}

function delay(delayMs: number, signal: AbortSignal | null | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    // setTimeout would turn Infinity into 1 ms.
    const timer = delayMs === Infinity ? undefined : setTimeout(resolve, delayMs);
    signal?.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(new DOMException("This operation was aborted", "AbortError"));
    });
  });
}

function responseOf(answer: Answer, atMs: number): Response {
  const headers = new Headers({ "content-type": answer.contentType, date: new Date(atMs).toUTCString() });
  for (const [name, value] of answer.headers) headers.append(name, value);
  return new Response(answer.body, { status: answer.status, headers });
}
