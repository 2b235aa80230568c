import { AppError, type ErrorCode } from "../../../shared/errors.ts";
import type { ServerProblem } from "../../../shared/ipc/session.ts";

const CODES: Readonly<Record<ServerProblem, ErrorCode>> = {
  address: "invalid_request",
  insecure: "invalid_request",
  "no-network": "server_unreachable",
  "unknown-host": "server_unreachable",
  "no-answer": "server_unreachable",
  certificate: "server_unreachable",
  redirected: "server_bad_answer",
  "not-decompte": "server_bad_answer",
  "other-address": "server_bad_answer",
  troubled: "server_unreachable",
  busy: "rate_limited",
  denied: "forbidden",
  expired: "cancelled",
};

/** Why signing in to a team server failed. @param announced the address that the server says is its own */
export function serverProblem(
  problem: ServerProblem,
  { cause, announced }: { readonly cause?: unknown; readonly announced?: string } = {},
): AppError {
  const details = { problem, ...(announced !== undefined && { announced }) };
  return new AppError(CODES[problem], `Signing in to the team server failed: ${problem}`, { cause, details });
}
