import { createHmac, timingSafeEqual } from "node:crypto";

// The form that better-auth gives its session cookie: the token, a full stop, and the token's signature.

const signatureOf = (token: string, secret: string) => createHmac("sha256", secret).update(token).digest();

export function signToken(token: string, secret: string): string {
  return `${token}.${signatureOf(token, secret).toString("base64")}`;
}

/** The session token within, or null when nobody who has the secret signed it. */
export function verifyToken(signed: string, secret: string): string | null {
  const end = signed.lastIndexOf(".");
  if (end < 1) return null;
  const token = signed.slice(0, end);
  const given = Buffer.from(signed.slice(end + 1), "base64");
  const expected = signatureOf(token, secret);
  return given.length === expected.length && timingSafeEqual(given, expected) ? token : null;
}
