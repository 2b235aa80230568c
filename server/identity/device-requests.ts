import { APIError } from "better-auth/api";
import type { Attempts } from "./attempts.ts";
import type { Auth } from "./auth.ts";
import type { Person } from "./caller.ts";
import type { Throttled } from "./browser-sign-in.ts";
import { DEVICE_CODE_MINUTES } from "./limits.ts";

/** What desktop apps ask for while they wait with a code on their screen. */
export interface DeviceRequests {
  /** The request of a code that a person typed or followed a link with. */
  find(visit: DeviceVisit, userCode: string): Promise<DeviceLookUp>;
  /** Approves or refuses it, once. */
  decide(visit: DeviceVisit, userCode: string, isApproved: boolean): Promise<DeviceDecision>;
}

export interface DeviceVisit {
  readonly request: Request;
  /** Who is signed in with the browser that the request is of. */
  readonly person: Person;
  /** Where it comes from. */
  readonly address: string;
}

/** No such code, or one that has expired, was answered or is another person's. */
interface Unknown {
  readonly state: "unknown";
}

export type DeviceLookUp = { readonly state: "found"; readonly request: DeviceRequest } | Unknown | Throttled;
export type DeviceDecision = { readonly state: "decided" } | Unknown | Throttled;

export interface DeviceRequest {
  readonly userCode: string;
  /** What the device said of itself. */
  readonly userAgent: string;
  readonly askedAt: Date;
}

interface DeviceCodeRow {
  readonly userCode: string;
  readonly userAgent: string | null;
  readonly userId: string | null;
  readonly status: string;
  readonly expiresAt: Date;
}

export function createDeviceRequests(parts: {
  readonly auth: Auth;
  readonly attempts: Attempts;
  readonly now: () => number;
}): DeviceRequests {
  const { auth, attempts, now } = parts;
  async function find({ person, address }: DeviceVisit, typedCode: string): Promise<DeviceLookUp> {
    const { accountId } = person;
    const retryAfterSeconds = await attempts.count({ codeAddress: address, codeAccount: accountId });
    if (retryAfterSeconds !== null) return { state: "throttled", retryAfterSeconds };
    const userCode = typedCode.replaceAll(/[^a-z0-9]/gi, "").toUpperCase();
    const { adapter } = await auth.$context;
    const where = [{ field: "userCode", value: userCode }];
    const row = await adapter.findOne<DeviceCodeRow>({ model: "deviceCode", where });
    const isOpen = row?.status === "pending" && row.expiresAt.getTime() > now() && !person.mustChangePassword;
    if (!isOpen || (row.userId !== null && row.userId !== accountId)) return { state: "unknown" };
    await attempts.forget("codeAccount", accountId);
    const askedAt = new Date(row.expiresAt.getTime() - DEVICE_CODE_MINUTES * 60_000);
    return { state: "found", request: { userCode, userAgent: row.userAgent ?? "", askedAt } };
  }

  async function decide(visit: DeviceVisit, typedCode: string, isApproved: boolean): Promise<DeviceDecision> {
    const found = await find(visit, typedCode);
    if (found.state !== "found") return found;
    const { userCode } = found.request;
    const { headers } = visit.request;
    try {
      // The code is first bound to who answers it, so that nobody else's answer counts.
      await auth.api.deviceVerify({ query: { user_code: userCode }, headers });
      const answer = { body: { userCode }, headers };
      await (isApproved ? auth.api.deviceApprove(answer) : auth.api.deviceDeny(answer));
      return { state: "decided" };
    } catch (error) {
      if (error instanceof APIError && error.statusCode < 500) return { state: "unknown" };
      throw error;
    }
  }

  return { find, decide };
}
