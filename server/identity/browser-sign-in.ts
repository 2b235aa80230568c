import { APIError } from "better-auth/api";
import type { Auth } from "./auth.ts";
import type { Attempts } from "./attempts.ts";
import type { Person } from "./caller.ts";
import { LONGEST_EMAIL, LONGEST_PASSWORD, SHORTEST_PASSWORD } from "./limits.ts";
import type { RequestToken } from "./request-token.ts";
import { endAccess, endSession } from "./end-access.ts";

export interface BrowserSignIn {
  signIn(request: Request, given: SignInInput): Promise<SignInResult>;
  /** Ends the session of the browser's cookie. Answers the cookies to set. */
  signOut(request: Request): Promise<Cookies>;
  /** Ends every session but the one that it opens for this browser. */
  changePassword(request: Request, person: Person, given: PasswordChange): Promise<PasswordChangeResult>;
}

/** `Set-Cookie` headers. */
export type Cookies = readonly string[];

export interface SignInInput {
  readonly email: string;
  readonly password: string;
  /** Where the request comes from. */
  readonly address: string;
}

export type SignInResult =
  | { readonly state: "signed_in"; readonly cookies: Cookies; readonly mustChangePassword: boolean }
  /** The same for an address that nobody has and for a wrong password. */
  | { readonly state: "refused" }
  /** The right password, but it was a one-time password of more than a week ago. */
  | { readonly state: "expired" }
  | Throttled;

export interface PasswordChange {
  /** Not asked of someone who just signed in with a one-time password. */
  readonly current: string;
  readonly next: string;
}

export type PasswordChangeResult =
  | { readonly state: "changed"; readonly cookies: Cookies }
  | { readonly state: "wrong_current" | "unchanged" | "too_short" | "too_long" }
  | Throttled;

export interface Throttled {
  readonly state: "throttled";
  readonly retryAfterSeconds: number;
}

export function createBrowserSignIn(parts: {
  readonly auth: Auth;
  readonly attempts: Attempts;
  readonly requestToken: RequestToken;
  readonly now: () => number;
}): BrowserSignIn {
  const { auth, attempts, requestToken, now } = parts;

  /** A new session, whatever the browser had before: a cookie that someone planted never becomes one. */
  async function open(request: Request, email: string, password: string) {
    const { headers, response } = await auth.api.signInEmail({
      body: { email, password, rememberMe: false },
      headers: request.headers,
      returnHeaders: true,
    });
    return { cookies: headers.getSetCookie(), token: response.token, user: response.user };
  }

  return {
    async signIn(request, { email, password, address }) {
      // An address that asks too often is not counted any further, so that it can't fill the memory with names.
      const ofAddress = await attempts.count({ signInAddress: address });
      if (ofAddress !== null) return { state: "throttled", retryAfterSeconds: ofAddress };
      if (password.length > LONGEST_PASSWORD || email.length > LONGEST_EMAIL) return { state: "refused" };
      const emailKey = email.toLowerCase();
      const hereKey = `${address} ${emailKey}`;
      const ofEmail = await attempts.count({ signInEmail: hereKey, signInEmailAnywhere: emailKey });
      if (ofEmail !== null) return { state: "throttled", retryAfterSeconds: ofEmail };

      const opened = await open(request, email, password).catch(nullWhenRefused);
      if (opened === null) return { state: "refused" };
      const { oneTimeUntil } = opened.user;
      if (oneTimeUntil && oneTimeUntil.getTime() <= now()) {
        await endSession(auth, opened.token);
        return { state: "expired" };
      }
      await attempts.forget("signInEmail", hereKey);
      const former = await requestToken.ofCookie(request);
      if (former !== null) await endSession(auth, former);
      return { state: "signed_in", cookies: opened.cookies, mustChangePassword: Boolean(oneTimeUntil) };
    },

    async signOut(request) {
      const token = await requestToken.ofCookie(request);
      if (token !== null) await endSession(auth, token);
      const { headers } = await auth.api.signOut({ headers: new Headers(), returnHeaders: true });
      return headers.getSetCookie();
    },

    async changePassword(request, { accountId, email, mustChangePassword }, { current, next }) {
      if (next.length < SHORTEST_PASSWORD) return { state: "too_short" };
      if (next.length > LONGEST_PASSWORD) return { state: "too_long" };
      const retryAfterSeconds = await attempts.count({ passwordAccount: accountId });
      if (retryAfterSeconds !== null) return { state: "throttled", retryAfterSeconds };

      const { internalAdapter, password } = await auth.$context;
      const account = await internalAdapter.findCredentialAccount(accountId);
      const hash = account?.password;
      if (!account || !hash) return { state: "wrong_current" };
      const isKnown = mustChangePassword || (await password.verify({ hash, password: current }));
      if (!isKnown) return { state: "wrong_current" };
      if (await password.verify({ hash, password: next })) return { state: "unchanged" };

      const nextHash = await password.hash(next);
      // Before, so that a failure half-way leaves nobody signed in; after, for who came in meanwhile by the former one.
      await endAccess(auth, accountId);
      await internalAdapter.updateAccount(account.id, { password: nextHash });
      await endAccess(auth, accountId);
      await internalAdapter.updateUser(accountId, { oneTimeUntil: null });
      await attempts.forget("passwordAccount", accountId);
      return { state: "changed", cookies: (await open(request, email, next)).cookies };
    },
  };
}

/** better-auth's refusals are answers; whatever else goes wrong stays a failure. */
function nullWhenRefused(error: unknown): null {
  if (error instanceof APIError && error.statusCode < 500) return null;
  throw error;
}
