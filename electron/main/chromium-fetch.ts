import { Readable } from "node:stream";
import { type ClientRequest, type IncomingMessage, net, type Session } from "electron";

/** Far above the longest page of Apify's; a server without measure must not fill main's memory. */
const MOST_BYTES = 32 * 1024 * 1024;
const WITHOUT_BODY: readonly number[] = [204, 205, 304];

/**
 * A `fetch` by Chromium's network, for bodies that are texts and answers that are read whole: it resolves when the
 * answer's body is there. Redirects fail unless they are asked
 * to be followed, and cookies are neither sent nor kept.
 *
 * Not `session.fetch`: given a signal, that keeps each request, Chromium's part of it too, until a major garbage
 * collection, which then lets go of thousands at once and stops the main process for up to 80 ms.
 */
export function createChromiumFetch(session: Session): (url: string, init: RequestInit) => Promise<Response> {
  return (url, { method = "GET", headers, body, signal, redirect = "error" }) =>
    new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const request = startRequest(session, { url, method, headers, redirect });
      const abort = () => {
        request.abort();
        reject(signal?.reason);
      };
      const letGo = () => signal?.removeEventListener("abort", abort);
      const fail = (error: Error) => {
        letGo();
        reject(error);
      };
      signal?.addEventListener("abort", abort, { once: true });
      request.on("error", fail);
      request.on("response", (answer) => {
        const chunks: Buffer[] = [];
        let bytes = 0;
        answer.on("data", (chunk) => {
          bytes += chunk.byteLength;
          if (bytes <= MOST_BYTES) chunks.push(chunk);
          else {
            request.abort();
            fail(new Error(`The answer is longer than ${MOST_BYTES} bytes`));
          }
        });
        answer.on("error", fail);
        answer.on("end", () => {
          letGo();
          // What no Response can hold must not be thrown out of an event.
          try {
            resolve(responseOf(answer, Buffer.concat(chunks)));
          } catch (error) {
            reject(error);
          }
        });
      });
      if (typeof body === "string") request.write(body);
      request.end();
    });
}

/** The same for a `GET` whose answer may be of any length: it resolves as the answer begins, and the rest comes as it is read. */
export function createChromiumStream(session: Session): (url: string, init: RequestInit) => Promise<Response> {
  return (url, { headers, signal }) =>
    new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const request = startRequest(session, { url, method: "GET", headers, redirect: "error" });
      const abort = () => {
        request.abort();
        reject(signal?.reason);
      };
      signal?.addEventListener("abort", abort, { once: true });
      request.on("close", () => signal?.removeEventListener("abort", abort));
      request.on("error", reject);
      request.on("response", (answer) => {
        try {
          const stream = answer as unknown as Readable; // Electron's type tells of its events alone.
          // Who reads no further wants the rest no more.
          stream.once("close", () => request.abort());
          resolve(responseOf(answer, Readable.toWeb(stream) as ReadableStream));
        } catch (error) {
          reject(error);
        }
      });
      request.end();
    });
}

interface Request {
  readonly url: string;
  readonly method: string;
  readonly headers: RequestInit["headers"];
  readonly redirect: NonNullable<RequestInit["redirect"]>;
}

function startRequest(session: Session, { headers, ...request }: Request): ClientRequest {
  return net.request({
    ...request,
    session,
    headers: Object.fromEntries(new Headers(headers)),
    credentials: "omit",
  });
}

function responseOf({ statusCode: status, headers }: IncomingMessage, body: Buffer | ReadableStream): Response {
  const named = Object.entries(headers).map(([name, value]): [string, string] => [name, [value].flat().join(", ")]);
  return new Response(WITHOUT_BODY.includes(status) ? null : body, { status, headers: named });
}
