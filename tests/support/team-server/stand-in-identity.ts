import { randomBytes } from "node:crypto";
import { ME_PATH } from "../../../shared/api/me.ts";
import { AppError } from "../../../shared/errors.ts";
import { newRouter, type Router } from "../../../server/routes/route-context.ts";

export interface Person {
  readonly userId: string;
  readonly email: string;
  readonly name: string;
}

interface DeviceRequest {
  readonly deviceCode: string;
  readonly userCode: string;
  state: "pending" | "denied" | "expired" | Person;
}

/** Users, sessions and the device flow of a team server, in memory: what the browser decides, the test does. */
export interface StandInIdentity {
  readonly authenticate: (request: Request) => Promise<{ readonly userId: string } | null>;
  readonly routes: Router;
  /** What waits for an approval, oldest first. */
  readonly requests: readonly DeviceRequest[];
  /** Approves the newest request. */
  approve(person: Person): void;
  deny(): void;
  expire(): void;
  /** The next answers to a device say so. */
  slowDown(times: number): void;
  /** The tokens of the sessions that hold. */
  readonly tokens: () => readonly string[];
  revokeAll(): void;
}

const INTERVAL_SECONDS = 1;

/** @param address whose pages the device flow names */
export function createStandInIdentity(address: () => string): StandInIdentity {
  const sessions = new Map<string, Person>();
  const requests: DeviceRequest[] = [];
  let slowDowns = 0;
  const newest = (): DeviceRequest => {
    const request = requests.at(-1);
    if (request === undefined) throw new Error("No device has asked");
    return request;
  };
  const tokenOf = ({ headers }: Request) => headers.get("authorization")?.replace(/^Bearer /, "") ?? "";
  const refusal = (error: string) => Response.json({ error, error_description: `About ${error}` }, { status: 400 });

  const routes = newRouter()
    .post("/api/auth/device/code", async (c) => {
      const body: unknown = await c.req.json();
      if (JSON.stringify(body) !== JSON.stringify({ client_id: "decompte-desktop" })) return refusal("invalid_client");
      const request: DeviceRequest = {
        deviceCode: randomBytes(20).toString("hex"),
        userCode: "WXYZ2345",
        state: "pending",
      };
      requests.push(request);
      return c.json({
        device_code: request.deviceCode,
        user_code: request.userCode,
        verification_uri: `${address()}/device`,
        verification_uri_complete: `${address()}/device?user_code=${request.userCode}`,
        expires_in: 900,
        interval: INTERVAL_SECONDS,
      });
    })
    .post("/api/auth/device/token", async (c) => {
      const body: { device_code?: string } = await c.req.json();
      const request = requests.find(({ deviceCode }) => deviceCode === body.device_code);
      if (slowDowns > 0) {
        slowDowns -= 1;
        return refusal("slow_down");
      }
      if (request === undefined) return refusal("invalid_grant");
      if (request.state === "pending") return refusal("authorization_pending");
      if (request.state === "denied") return refusal("access_denied");
      if (request.state === "expired") return refusal("expired_token");
      const token = `canary-session-${randomBytes(24).toString("hex")}`;
      sessions.set(token, request.state);
      return c.json({ access_token: token, token_type: "Bearer", expires_in: 2_592_000, scope: "" });
    })
    .post("/api/auth/sign-out", (c) => {
      sessions.delete(tokenOf(c.req.raw));
      return c.json({ success: true });
    })
    .get(ME_PATH, (c) => {
      const person = sessions.get(tokenOf(c.req.raw));
      if (person === undefined) throw new AppError("unauthorized", "Sign in first");
      return c.json(person);
    });

  return {
    authenticate: async (request) => sessions.get(tokenOf(request)) ?? null,
    routes,
    requests,
    approve: (person) => void (newest().state = person),
    deny: () => void (newest().state = "denied"),
    expire: () => void (newest().state = "expired"),
    slowDown: (times) => void (slowDowns = times),
    tokens: () => [...sessions.keys()],
    revokeAll: () => sessions.clear(),
  };
}
