import { createMiddleware } from "hono/factory";
import { AppError } from "../../shared/errors.ts";

/** What is sent beyond the limit is read and dropped up to here, so that its sender gets to read the answer. */
const MOST_DROPPED_BYTES = 64 * 1024 * 1024;

/**
 * Refuses a longer body. One that tells its length is not touched: the HTTP server drops what nobody reads, while a body
 * that was begun would stand in the way of the connection's next request.
 *
 * @throws AppError `payload_too_large`
 */
export const limitBody = (mostBytes: number, message: string) =>
  createMiddleware(async (c, next) => {
    // These have none, and to look for it would make the whole request of what is only its head.
    if (c.req.method === "GET" || c.req.method === "HEAD") return next();
    const { headers } = c.req.raw;
    const isChunked = headers.has("transfer-encoding");
    const told = headers.get("content-length");
    if (!isChunked && told !== null) {
      if (Number(told) > mostBytes) throw new AppError("payload_too_large", message);
      return next();
    }
    const { body } = c.req.raw;
    if (body === null) return next();
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    for await (const chunk of body) {
      bytes += chunk.byteLength;
      if (bytes <= mostBytes) chunks.push(chunk);
      else if (bytes > MOST_DROPPED_BYTES) break;
    }
    if (bytes > mostBytes) throw new AppError("payload_too_large", message);
    c.req.raw = new Request(c.req.raw, { method: c.req.method, body: Buffer.concat(chunks) });
    return next();
  });
