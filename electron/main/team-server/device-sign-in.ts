import { HEALTH_PATH, healthSchema } from "../../../shared/api/health.ts";
import { ME_PATH, meSchema } from "../../../shared/api/me.ts";
import { isAppError } from "../../../shared/errors.ts";
import type { ServerCode } from "../../../shared/ipc/session.ts";
import type { Identity } from "../account-store.ts";
import { isTrustedAddress } from "../trusted-address.ts";
import { parseAnswer, type ServerAnswer, type ServerQuestions } from "./ask-server.ts";
import { deviceCodeSchema, devicePendingSchema, deviceTokenSchema, type DeviceCode } from "./server-answers.ts";
import { serverProblem } from "./server-problem.ts";

const SIGN_OUT_PATH = "/api/auth/sign-out";
const DEVICE_CODE_PATH = "/api/auth/device/code";
const DEVICE_TOKEN_PATH = "/api/auth/device/token";
const CLIENT_ID = "decompte-desktop";
const GRANT_TYPE = "urn:ietf:params:oauth:grant-type:device_code";
/** What RFC 8628 adds to the interval each time that the server asks to slow down. */
const SLOWER_MS = 5_000;
const SECOND_MS = 1_000;

export interface DeviceSignInOptions extends ServerQuestions {
  readonly sleep: (delayMs: number, signal: AbortSignal) => Promise<void>;
  readonly now: () => number;
  /** Told of the code once it is there, and each time that the server goes away or comes back. */
  readonly onCode: (code: ServerCode) => void;
  /** Shows the server's page on which the person approves. */
  readonly openPage: (url: string) => void;
}

export interface DeviceSignIn {
  readonly identity: Identity;
  readonly token: string;
}

/**
 * Signs in as RFC 8628 has it: asks the server for a code, and then again and again whether the person has approved it.
 *
 * @param address the server's origin
 * @throws AppError with a `ServerProblem`, or the signal's reason
 */
export async function signInByDevice(
  address: string,
  signal: AbortSignal,
  options: DeviceSignInOptions,
): Promise<DeviceSignIn> {
  const { ask } = options;
  parseAnswer(healthSchema, await ask(address + HEALTH_PATH, { signal }));
  const device = parseAnswer(
    deviceCodeSchema,
    await ask(address + DEVICE_CODE_PATH, { body: { client_id: CLIENT_ID }, signal }),
  );
  const page = approvalPage(device, address);
  const token = await tokenOnceApproved(address, device, page, signal, options);
  try {
    signal.throwIfAborted();
    const { userId, email, name } = parseAnswer(meSchema, await ask(address + ME_PATH, { token, signal }));
    return { identity: { kind: "server", id: `${address} ${userId}`, address, email, name }, token };
  } catch (error) {
    await endSession(address, token, options);
    throw error;
  }
}

/** Has the server forget a token. Where it can't be reached, the token ends by itself. */
export async function endSession(address: string, token: string, { ask }: ServerQuestions): Promise<void> {
  await ask(address + SIGN_OUT_PATH, { body: {}, token }).catch(() => undefined);
}

/** Only a page of the very server: what it names is opened outside of the application. */
function approvalPage({ verification_uri_complete: told }: DeviceCode, address: string): string {
  if (!URL.canParse(told, address)) throw serverProblem("not-decompte");
  const page = new URL(told, address);
  if (page.origin === address) return page.href;
  if (!isTrustedAddress(page)) throw serverProblem("not-decompte");
  throw serverProblem("other-address", { announced: page.origin });
}

async function tokenOnceApproved(
  address: string,
  device: DeviceCode,
  page: string,
  signal: AbortSignal,
  { ask, sleep, now, onCode, openPage }: DeviceSignInOptions,
): Promise<string> {
  const expiresAtMs = now() + device.expires_in * SECOND_MS;
  const tell = (isServerAway: boolean) =>
    onCode({ address, userCode: device.user_code, expiresAt: new Date(expiresAtMs).toISOString(), isServerAway });
  tell(false);
  openPage(page);

  let intervalMs = device.interval * SECOND_MS;
  const body = { grant_type: GRANT_TYPE, device_code: device.device_code, client_id: CLIENT_ID };
  for (;;) {
    await sleep(intervalMs, signal);
    if (now() >= expiresAtMs) throw serverProblem("expired");
    const answer = await ask(address + DEVICE_TOKEN_PATH, { body, signal }).catch(whileAway);
    tell(answer === "away");
    if (answer === "away") continue;
    const state = stateOf(answer);
    if (typeof state === "object") return state.token;
    if (state === "slow-down") intervalMs += SLOWER_MS;
  }
}

function stateOf(answer: ServerAnswer | "busy"): { readonly token: string } | "pending" | "slow-down" {
  if (answer === "busy") return "slow-down";
  if (answer.status === 200) return { token: parseAnswer(deviceTokenSchema, answer).access_token };
  const { error } = devicePendingSchema.safeParse(answer.body).data ?? { error: "" };
  switch (error) {
    case "authorization_pending":
      return "pending";
    case "slow_down":
      return "slow-down";
    case "access_denied":
      throw serverProblem("denied");
    // The latter is what a server says of a code that it has forgotten.
    case "expired_token":
    case "invalid_grant":
      throw serverProblem("expired");
    default:
      throw serverProblem("not-decompte");
  }
}

/** A code outlasts a server that restarts or a network that goes away for a while. */
function whileAway(error: unknown): "away" | "busy" {
  if (isAppError(error, "server_unreachable")) return "away";
  if (isAppError(error, "rate_limited")) return "busy";
  throw error;
}
