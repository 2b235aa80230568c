import { secureHeaders } from "hono/secure-headers";

/**
 * What a page of this server may do. The policy of the referrer is not the library's: without any, browsers send
 * `Origin: null` with a form of our own.
 */
export const guardHeaders = (options: { readonly isHttps: boolean }) =>
  secureHeaders({
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
    // A page that needs more says so itself.
    overwrite: false,
  });
