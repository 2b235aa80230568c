import { EventEmitter } from "node:events";
import { Readable } from "node:stream";
import { beforeEach, expect, test, vi } from "vitest";

class FakeRequest extends EventEmitter {
  readonly options: object;
  isAborted = false;
  constructor(options: object) {
    super();
    this.options = options;
  }
  readonly written: string[] = [];
  readonly abort = () => (this.isAborted = true);
  readonly write = (text: string) => this.written.push(text);
  readonly end = () => undefined;
}

const requests = vi.hoisted((): FakeRequest[] => []);
vi.mock("electron", () => ({
  net: {
    request(options: object) {
      const request = new FakeRequest(options);
      requests.push(request);
      return request;
    },
  },
}));

const { createChromiumFetch, createChromiumStream } = await import("../../../../electron/main/chromium-fetch.ts");

const SESSION = Symbol("session");
const URL = "https://api.apify.com/v2/users/me";
// The only thing it does with a session is to hand it on.
const fetch = createChromiumFetch(SESSION as never);

beforeEach(() => void requests.splice(0));

function begin(init: RequestInit = {}) {
  const response = fetch(URL, init);
  const [request] = requests;
  if (request === undefined) throw new Error("Nothing was asked");
  return { response, request };
}

function answer(request: FakeRequest, statusCode: number, headers: Record<string, string | string[]>): EventEmitter {
  const message = Object.assign(new EventEmitter(), { statusCode, headers });
  request.emit("response", message);
  return message;
}

test("asks through the session, with the headers, without cookies, and follows no redirect", () => {
  const { request } = begin({ headers: { authorization: "Bearer token" } });
  expect(request.options).toEqual({
    method: "GET",
    url: URL,
    session: SESSION,
    headers: { authorization: "Bearer token" },
    credentials: "omit",
    redirect: "error",
  });
});

test("sends the body of a request that has one", () => {
  const { request } = begin({ method: "PUT", body: "{}" });
  expect(request.options).toMatchObject({ method: "PUT" });
  expect(request.written).toEqual(["{}"]);
});

test("answers with status, headers and the whole body, cut wherever it was", async () => {
  const { response, request } = begin();
  const message = answer(request, 429, { "retry-after": "7", "set-cookie": ["a=1", "b=2"] });
  const body = Buffer.from("é");
  message.emit("data", body.subarray(0, 1));
  message.emit("data", body.subarray(1));
  message.emit("end");
  const { status, ok, headers } = await response;
  expect({ status, ok, retryAfter: headers.get("retry-after") }).toEqual({ status: 429, ok: false, retryAfter: "7" });
  expect(await (await response).text()).toBe("é");
});

test("answers without a body where there can be none", async () => {
  const { response, request } = begin();
  answer(request, 204, {}).emit("end");
  expect((await response).status).toBe(204);
});

test("fails with what no Response can hold, instead of throwing it out of an event", async () => {
  const { response, request } = begin();
  answer(request, 999, {}).emit("end");
  await expect(response).rejects.toThrow(RangeError);
});

test("fails as Chromium's request does, before an answer and within one", async () => {
  const early = begin();
  early.request.emit("error", new Error("net::ERR_NAME_NOT_RESOLVED"));
  await expect(early.response).rejects.toThrow("net::ERR_NAME_NOT_RESOLVED");

  requests.splice(0);
  const late = begin();
  answer(late.request, 200, {}).emit("error", new Error("net::ERR_CONTENT_LENGTH_MISMATCH"));
  await expect(late.response).rejects.toThrow("net::ERR_CONTENT_LENGTH_MISMATCH");
});

test("ends a request whose answer has no measure", async () => {
  const { response, request } = begin();
  const message = answer(request, 200, {});
  const chunk = Buffer.alloc(8 * 1024 * 1024);
  for (let count = 0; count < 4; count += 1) message.emit("data", chunk);
  expect(request.isAborted).toBe(false);
  message.emit("data", chunk);
  await expect(response).rejects.toThrow("The answer is longer than");
  expect(request.isAborted).toBe(true);
});

test("an abort ends the request, before an answer and within one", async () => {
  const early = new AbortController();
  const first = begin({ signal: early.signal });
  early.abort(new Error("cancelled"));
  await expect(first.response).rejects.toThrow("cancelled");
  expect(first.request.isAborted).toBe(true);

  requests.splice(0);
  const late = new AbortController();
  const second = begin({ signal: late.signal });
  answer(second.request, 200, {}).emit("data", Buffer.from("half"));
  late.abort(new Error("cancelled"));
  await expect(second.response).rejects.toThrow("cancelled");
  expect(second.request.isAborted).toBe(true);
});

test("asks nothing once it is aborted, and leaves a request alone that has ended", async () => {
  await expect(fetch(URL, { signal: AbortSignal.abort(new Error("cancelled")) })).rejects.toThrow("cancelled");
  expect(requests).toEqual([]);

  const abort = new AbortController();
  const { response, request } = begin({ signal: abort.signal });
  answer(request, 200, {}).emit("end");
  await response;
  abort.abort();
  expect(request.isAborted).toBe(false);
});

test("a streamed answer is there as it begins, is read part by part, and asked for no more once nobody reads", async () => {
  const response = createChromiumStream(SESSION as never)(URL, { headers: { authorization: "Bearer token" } });
  const [request] = requests;
  expect(request?.options).toMatchObject({ method: "GET", credentials: "omit", redirect: "error" });
  const message = Object.assign(new Readable({ read: () => undefined }), {
    statusCode: 200,
    headers: { "x-runs": "2" },
  });
  request?.emit("response", message);
  const { body, headers } = await response;
  expect(headers.get("x-runs")).toBe("2");
  message.push("one");
  const reader = body?.getReader();
  expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe("one");
  await reader?.cancel();
  await vi.waitFor(() => expect(request?.isAborted).toBe(true));
});

test("a streamed question that is given up fails with the reason", async () => {
  const controller = new AbortController();
  const response = createChromiumStream(SESSION as never)(URL, { signal: controller.signal });
  controller.abort(new Error("given up"));
  await expect(response).rejects.toThrow("given up");
  expect(requests[0]?.isAborted).toBe(true);
});
