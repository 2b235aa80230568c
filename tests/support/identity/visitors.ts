import { z } from "zod";
import type { Cookies } from "../../../server/identity/browser-sign-in.ts";
import type { Person } from "../../../server/identity/caller.ts";
import type { DeviceVisit } from "../../../server/identity/device-requests.ts";
import type { Identity } from "../../../server/identity/identity.ts";
import { BASE_URL } from "./temporary-identity.ts";

type Init = Omit<RequestInit, "headers"> & { readonly headers?: Readonly<Record<string, string>> };

/** A browser with a session. */
export interface Browser {
  readonly cookie: string;
  /** A request as this browser sends it to our own pages. */
  readonly request: (path?: string, init?: Init) => Request;
}

export function browserWith(cookies: Cookies, userAgent = "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"): Browser {
  const cookie = cookies.map((each) => each.split(";")[0]).join("; ");
  return {
    cookie,
    request: (path = "/account", init = {}) =>
      new Request(`${BASE_URL}${path}`, {
        ...init,
        headers: { cookie, origin: BASE_URL, "user-agent": userAgent, ...init.headers },
      }),
  };
}

const STRANGER = browserWith([]);
export const ADDRESS = "192.0.2.1";

export async function signIn(identity: Identity, email: string, password: string): Promise<Browser> {
  const result = await identity.browser.signIn(STRANGER.request("/sign-in"), { email, password, address: ADDRESS });
  if (result.state !== "signed_in") throw new Error(`Signing in answers ${result.state}`);
  return browserWith(result.cookies);
}

export async function personIn(identity: Identity, browser: Browser): Promise<Person> {
  const person = await identity.personOf(browser.request());
  if (person === null) throw new Error("Nobody is signed in with this browser");
  return person;
}

export interface SignedIn {
  readonly browser: Browser;
  readonly person: Person;
  readonly password: string;
}

/** A new user who has chosen a password of their own. */
export async function welcome(identity: Identity, email: string, userId?: string): Promise<SignedIn> {
  const { oneTimePassword } = await identity.addUser(email, userId === undefined ? {} : { userId });
  const first = await signIn(identity, email, oneTimePassword);
  const password = `the password of ${email}`;
  const changed = await identity.browser.changePassword(first.request(), await personIn(identity, first), {
    current: "",
    next: password,
  });
  if (changed.state !== "changed") throw new Error(`Changing the password answers ${changed.state}`);
  const browser = browserWith(changed.cookies);
  return { browser, person: await personIn(identity, browser), password };
}

export function withBearer(bearer: string, path = "/api/me", init: Init = {}): Request {
  return new Request(`${BASE_URL}${path}`, {
    ...init,
    headers: { authorization: `Bearer ${bearer}`, ...init.headers },
  });
}

let addresses = 0;
/** Each request of a device from somewhere else, so that none is one too many. */
const nextAddress = () => `2001:db8::${(addresses += 1).toString(16)}`;

const codeSchema = z.object({
  device_code: z.string(),
  user_code: z.string(),
  verification_uri: z.string(),
  verification_uri_complete: z.string(),
  expires_in: z.number(),
  interval: z.number(),
});

const DESKTOP = "decompte-desktop";

export function post(
  identity: Identity,
  path: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const request = new Request(`${BASE_URL}${path}`, {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "content-type": "application/json", "user-agent": "Decompte/0.1.0 (Linux)", ...headers },
  });
  return identity.handle(request, nextAddress());
}

export type AskedCode = z.infer<typeof codeSchema>;

/** What the desktop app does first. */
export async function askForCode(identity: Identity): Promise<AskedCode> {
  const answer = await post(identity, "/api/auth/device/code", { client_id: DESKTOP });
  if (answer.status !== 200) throw new Error(`Asking for a code answers ${answer.status}`);
  return codeSchema.parse(await answer.json());
}

const tokenSchema = z.union([
  z.object({ access_token: z.string() }),
  z.object({ error: z.string() }).transform(({ error }) => ({ access_token: null, error })),
]);

/** One question of the desktop app for its token: the token, or the error's name. */
export async function pollForToken(identity: Identity, deviceCode: string, clientId = DESKTOP): Promise<string> {
  const answer = await post(identity, "/api/auth/device/token", {
    grant_type: "urn:ietf:params:oauth:grant-type:device_code",
    device_code: deviceCode,
    client_id: clientId,
  });
  const body = tokenSchema.parse(await answer.json());
  return body.access_token ?? body.error;
}

/** What a person sends from the page of a code. */
export const visitOf = ({ browser, person }: Pick<SignedIn, "browser" | "person">): DeviceVisit => ({
  request: browser.request("/device"),
  person,
  address: ADDRESS,
});

/** A desktop app that this person let in: its token. */
export async function connectDesktop(identity: Identity, signedIn: SignedIn): Promise<string> {
  const { device_code: deviceCode, user_code: userCode } = await askForCode(identity);
  const { state } = await identity.devices.decide(visitOf(signedIn), userCode, true);
  if (state !== "decided") throw new Error(`Approving the code answers ${state}`);
  return pollForToken(identity, deviceCode);
}
