import { parseCookies } from "better-auth/cookies";
import type { Auth } from "./auth.ts";
import { verifyToken } from "./signed-token.ts";

/** The session token that a request carries, once its signature is checked; null without one. */
export interface RequestToken {
  ofBearer(bearer: string): Promise<string | null>;
  ofCookie(request: Request): Promise<string | null>;
}

export function createRequestToken(auth: Auth): RequestToken {
  return {
    async ofBearer(bearer) {
      const { secret } = await auth.$context;
      return verifyToken(bearer, secret);
    },
    async ofCookie(request) {
      const { secret, authCookies } = await auth.$context;
      const cookie = parseCookies(request.headers.get("cookie") ?? "").get(authCookies.sessionToken.name);
      return cookie === undefined ? null : verifyToken(cookie, secret);
    },
  };
}

/** What follows `Bearer`, or null where there is no such header. */
export function bearerOf(request: Request): string | null {
  return /^bearer +(\S+) *$/i.exec(request.headers.get("authorization") ?? "")?.[1] ?? null;
}
