import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

import type { Answer } from "./answer.ts";
import { FaultPlan, type FaultRule } from "./fault.ts";
import { randomToken, seededRandom, seedFromText } from "./random.ts";
import { answerCall, type Call, type World } from "./routes.ts";
import { send, sendFault } from "./send-answer.ts";
import { StandInAccount } from "./stand-in-account.ts";
import type { StandInRequest } from "./stand-in-request.ts";

export interface StandInOptions {
  /** One account without runs if absent. */
  readonly accounts?: readonly StandInAccount[];
  readonly clock?: () => number;
  /** Any free port if absent. */
  readonly port?: number;
}

export interface ApifyStandIn {
  /** Without `/v2`, as `apify-client` takes it. */
  readonly baseUrl: string;
  readonly accounts: readonly StandInAccount[];
  /** Every request so far, oldest first. */
  readonly requests: readonly StandInRequest[];
  forgetRequests(): void;
  /** Returns the function that takes the fault back. */
  fail(rule: FaultRule): () => void;
  /** The token is unknown from now on. */
  revoke(token: string): void;
  /** Revokes the token and returns the one that replaces it. */
  rotate(token: string): string;
  stop(): Promise<void>;
}

/** Starts a server on the loopback address that answers as Apify's API does. */
export async function startApifyStandIn(options: StandInOptions = {}): Promise<ApifyStandIn> {
  const accounts = options.accounts ?? [new StandInAccount()];
  const clock = options.clock ?? Date.now;
  const tokens = new Map(accounts.map((account) => [account.token, account]));
  if (tokens.size < accounts.length) throw new Error("Two accounts share a token: give each its username");
  const faults = new FaultPlan();
  const requests: StandInRequest[] = [];
  const world: World = { accounts, tokens, clock };
  const server = createServer({ keepAliveTimeout: 60_000 }, (message, response) => {
    const call = readCall(message, response, clock());
    requests.push(call.request);
    response.setHeader("Date", new Date(call.request.atMs).toUTCString());
    respond(response, call, world, faults);
  });
  await listen(server, options.port ?? 0);
  const { port } = server.address() as AddressInfo; // A server that listens on a port has such an address.
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    accounts,
    requests,
    forgetRequests: () => requests.splice(0),
    fail: (rule) => faults.declare(rule),
    revoke: (token) => tokens.delete(token),
    rotate: (token) => rotateToken(tokens, token),
    stop: () => close(server),
  };
}

function respond(response: ServerResponse, call: Call, world: World, faults: FaultPlan): void {
  const usual = (): Answer | Promise<Answer> => answerCall(call, world);
  const fault = faults.next(call.request);
  const answer = fault === undefined ? usual() : sendFault(response, fault, usual);
  if (!(answer instanceof Promise)) return send(response, answer);
  answer.then(
    (late) => {
      if (late !== undefined) send(response, late);
    },
    (error: unknown) => response.destroy(error instanceof Error ? error : undefined),
  );
}

function readCall(message: IncomingMessage, response: ServerResponse, atMs: number): Call {
  const url = message.url ?? "/";
  const mark = url.indexOf("?");
  const query = new URLSearchParams(mark === -1 ? "" : url.slice(mark + 1));
  const { authorization } = message.headers;
  const request: StandInRequest = {
    method: message.method ?? "GET",
    path: mark === -1 ? url : url.slice(0, mark),
    query,
    hasAuthorization: authorization !== undefined,
    hasTokenInQuery: query.has("token"),
    userAgent: message.headers["user-agent"] ?? "",
    atMs,
  };
  const token = authorization === undefined ? query.get("token") : authorization.replace(/^Bearer /i, "");
  query.delete("token");
  return { request, token, gone: () => closeSignal(response) };
}

function closeSignal(response: ServerResponse): AbortSignal {
  const controller = new AbortController();
  response.once("close", () => controller.abort());
  return controller.signal;
}

function rotateToken(tokens: Map<string, StandInAccount>, token: string): string {
  const account = tokens.get(token);
  if (account === undefined) throw new Error("There is no such token to rotate");
  const successor = randomToken(seededRandom(seedFromText(token)));
  tokens.delete(token);
  tokens.set(successor, account);
  return successor;
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
