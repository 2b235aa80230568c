import type { ServerResponse } from "node:http";

import { failures, html, json, type Answer } from "./answer.ts";
import type { Fault } from "./fault.ts";

export function send(response: ServerResponse, answer: Answer): void {
  writeHead(response, answer);
  response.end(answer.body);
}

function writeHead(response: ServerResponse, answer: Answer): void {
  const headers = ["Content-Type", answer.contentType, "Content-Length", String(Buffer.byteLength(answer.body))];
  for (const [name, value] of answer.headers) headers.push(name, value);
  response.writeHead(answer.status, headers);
}

/** Sends what the fault makes of the usual answer. */
export async function sendFault(
  response: ServerResponse,
  fault: Fault,
  usual: () => Answer | Promise<Answer>,
): Promise<void> {
  if (fault.kind === "reset") {
    response.socket?.resetAndDestroy();
  } else if (fault.kind === "slow") {
    if (fault.part === "body") sendHalves(response, await usual(), fault.delayMs);
    else late(response, fault.delayMs, await usual());
  } else if (fault.kind === "cut-body") {
    sendHalf(response, await usual());
  } else {
    send(response, await faultyAnswer(fault, usual));
  }
}

type AnsweredFault = Exclude<Fault, { kind: "reset" | "slow" | "cut-body" }>;

export async function faultyAnswer(fault: AnsweredFault, usual: () => Answer | Promise<Answer>): Promise<Answer> {
  switch (fault.kind) {
    case "rate-limited":
      return rateLimited(fault.retryAfterSeconds);
    case "status":
      return fault.status === 500
        ? json(500, { error: { type: "internal-server-error", message: "Something went wrong on our side" } })
        : html(fault.status, fault.status === 502 ? "502 Bad Gateway" : "503 Service Unavailable");
    case "html":
      return html(200, "Sign in to the network");
    case "foreign-shape":
      return json(200, fault.body === undefined ? { ok: true, result: [{ id: 7 }] } : fault.body);
    case "redirect":
      return { ...html(302, "302 Found"), headers: [["Location", fault.location]] };
    case "unauthorized":
      return failures.tokenNotFound();
    case "insufficient-permissions":
      return failures.insufficientPermissions();
    case "truncated-json":
      return truncated(await usual());
    case "cost":
      return withCost(await usual(), fault.literal);
  }
}

function rateLimited(retryAfterSeconds: number | undefined): Answer {
  const answer = json(429, {
    error: {
      type: "rate-limit-exceeded",
      message: "You have exceeded the rate limit of 60 requests per second",
    },
  });
  if (retryAfterSeconds === undefined) return answer;
  return { ...answer, headers: [...answer.headers, ["Retry-After", String(retryAfterSeconds)]] };
}

function truncated(answer: Answer): Answer {
  return { ...answer, body: answer.body.slice(0, answer.body.length / 2) };
}

function withCost(answer: Answer, literal: string): Answer {
  return { ...answer, body: answer.body.replaceAll(/("usageTotalUsd":)[^,}]+/g, (_, key: string) => key + literal) };
}

function sendHalf(response: ServerResponse, answer: Answer): void {
  writeHead(response, answer);
  response.write(truncated(answer).body, () => response.destroy());
}

function sendHalves(response: ServerResponse, answer: Answer, delayMs: number): void {
  writeHead(response, answer);
  const first = truncated(answer).body;
  response.write(first);
  afterDelay(response, delayMs, () => response.end(answer.body.slice(first.length)));
}

function late(response: ServerResponse, delayMs: number, answer: Answer): void {
  afterDelay(response, delayMs, () => send(response, answer));
}

/** Nothing is sent, and no timer is left, once the caller has gone. */
function afterDelay(response: ServerResponse, delayMs: number, action: () => void): void {
  // setTimeout would turn Infinity into 1 ms.
  if (delayMs === Infinity) return;
  const timer = setTimeout(action, delayMs);
  response.once("close", () => clearTimeout(timer));
}
