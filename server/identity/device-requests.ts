import { APIError } from "better-auth/api";
import type { Attempts } from "./attempts.ts";
import { DEVICE_CODE_MINUTES, type Auth } from "./auth.ts";
import type { Person } from "./caller.ts";
import type { Throttled } from "./browser-sign-in.ts";

/** What desktop apps ask for while they wait with a code on their screen. */
export interface DeviceRequests {
  /** The request of a code that a person typed or followed a link with. */
  find(person: Person, userCode: string, address: string): Promise<DeviceLookUp>;
  /** Approves or refuses it. Answers false when that is not possible any more. */
  decide(request: Request, userCode: string, isApproved: boolean): Promise<boolean>;
}

export type DeviceLookUp =
  | { readonly state: "found"; readonly request: DeviceRequest }
  /** No such code, or one that has expired, was answered or is another person's. */
  | { readonly state: "unknown" }
  | Throttled;

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
  return {
    async find({ accountId }, typedCode, address) {
      const retryAfterSeconds = await attempts.count({ codeAddress: address, codeAccount: accountId });
      if (retryAfterSeconds !== null) return { state: "throttled", retryAfterSeconds };
      const userCode = normalize(typedCode);
      const { adapter } = await auth.$context;
      const where = [{ field: "userCode", value: userCode }];
      const row = await adapter.findOne<DeviceCodeRow>({ model: "deviceCode", where });
      if (row === null || row.status !== "pending" || row.expiresAt.getTime() <= now()) return { state: "unknown" };
      if (row.userId !== null && row.userId !== accountId) return { state: "unknown" };
      await attempts.forget("codeAccount", accountId);
      const askedAt = new Date(row.expiresAt.getTime() - DEVICE_CODE_MINUTES * 60_000);
      return { state: "found", request: { userCode, userAgent: row.userAgent ?? "", askedAt } };
    },

    async decide({ headers }, typedCode, isApproved) {
      const userCode = normalize(typedCode);
      try {
        // The code is first bound to who answers it, so that nobody else's answer counts.
        await auth.api.deviceVerify({ query: { user_code: userCode }, headers });
        const answer = { body: { userCode }, headers };
        await (isApproved ? auth.api.deviceApprove(answer) : auth.api.deviceDeny(answer));
        return true;
      } catch (error) {
        if (error instanceof APIError && error.statusCode < 500) return false;
        throw error;
      }
    },
  };
}

const normalize = (userCode: string) => userCode.replaceAll(/[^a-z0-9]/gi, "").toUpperCase();
