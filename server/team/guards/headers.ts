import { Hono } from "hono";
import { secureHeaders } from "hono/secure-headers";

/**
 * What a page of this server may do, as headers that every answer has. They are the same each time, so they are asked of
 * the library once. The policy of the referrer is not the library's: without any, browsers send `Origin: null` with a form
 * of our own.
 */
export async function securityHeaders(options: { readonly isHttps: boolean }): Promise<ReadonlyMap<string, string>> {
  const guard = secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", "data:"],
      fontSrc: ["'self'"],
      connectSrc: ["'self'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
    referrerPolicy: "same-origin",
    xFrameOptions: "DENY",
    strictTransportSecurity: options.isHttps && "max-age=31536000",
  });
  const app = new Hono().use(guard).get("/", (c) => c.body(null));
  const { headers } = await app.request("/");
  return new Map(headers);
}
