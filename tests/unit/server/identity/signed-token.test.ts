import fc from "fast-check";
import { expect, test } from "vitest";
import { signToken, verifyToken } from "../../../../server/identity/signed-token.ts";

const SECRET = "a secret of the tests, long enough to sign with";

test("a signed token is verified by the secret that signed it, and by no other", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-zA-Z0-9]{1,64}$/), (token) => {
      const signed = signToken(token, SECRET);
      expect(verifyToken(signed, SECRET)).toBe(token);
      expect(verifyToken(signed, `${SECRET}.`)).toBeNull();
      expect(verifyToken(`x${signed}`, SECRET)).toBeNull();
    }),
  );
});

test("whatever else arrives is no token", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(verifyToken(text, SECRET)).toBeNull();
    }),
  );
  for (const text of ["", ".", "..", "a", "a.", ".a", "a.b", `${"a".repeat(10_000)}.`]) {
    expect(verifyToken(text, SECRET)).toBeNull();
  }
});
