import fc from "fast-check";
import { expect, test } from "vitest";
import { openFeed, PAYLOAD_TYPE } from "../../../../../electron/main/updates/signed-feed.ts";
import { makeKeyPair, PAYLOAD_TYPE as SIGNED_TYPE, unsealFeed } from "../../../../../scripts/updates/envelope.mjs";
import { FEED, KEYS, sealed } from "../../../../support/updates/sample-feed.ts";

const EXPECTED = {
  name: "stable-linux",
  keys: [KEYS.publicKey],
  nowMs: Date.parse("2026-11-22T10:00:00Z"),
  lastSignedAt: null,
};
const open = (text: string, changes: Partial<typeof EXPECTED | { lastSignedAt: string }> = {}) =>
  openFeed(text, { ...EXPECTED, ...changes });

test("what the scripts sign is taken, and says what they were given", () => {
  expect(SIGNED_TYPE).toBe(PAYLOAD_TYPE);
  expect(open(sealed())).toEqual(FEED);
  expect(unsealFeed(sealed(), KEYS.publicKey)).toEqual(FEED);
});

test("the key that follows the present one is taken too, and no third one", () => {
  const [next, foreign] = [makeKeyPair(), makeKeyPair()];
  const keys = [KEYS.publicKey, next.publicKey];
  expect(open(sealed({}, next.privateKey), { keys })).toEqual(FEED);
  expect(open(sealed({}, foreign.privateKey), { keys })).toBe("forged");
});

test.each([
  ["another channel's", { name: "beta-linux" }],
  ["another system's", { name: "stable-windows" }],
  ["one without a file", { files: [] }],
  ["one whose packages are found without encryption", { page: "http://decompte.example/versions" }],
  ["one whose file has no whole digest", { files: [{ url: "a", sha512: "QQ==", size: 1 }] }],
])("%s feed is refused, though it is signed", (_, changes) => {
  expect(open(sealed(changes))).toBe("forged");
});

test("an older feed than the newest that was seen is refused, the same one is not", () => {
  expect(open(sealed(), { lastSignedAt: "2026-11-20T08:00:00.001Z" })).toBe("rolled-back");
  expect(open(sealed(), { lastSignedAt: FEED.signedAt })).toEqual(FEED);
});

test("a feed is refused from the moment on until which its publisher vouches for it", () => {
  const endMs = Date.parse(FEED.expiresAt);
  expect(open(sealed(), { nowMs: endMs - 1 })).toEqual(FEED);
  expect(open(sealed(), { nowMs: endMs })).toBe("expired");
});

test("any other text than the signed one is refused, whatever is changed of it", () => {
  const text = sealed();
  const change = fc.record({ at: fc.nat(text.length - 1), put: fc.string({ maxLength: 3 }), cut: fc.nat(3) });
  fc.assert(
    fc.property(change, ({ at, put, cut }) => {
      const changed = text.slice(0, at) + put + text.slice(at + cut);
      const answer = open(changed);
      // Spaces, fields of no meaning and unused bits of base64 may differ: what is read out of it may not.
      expect([JSON.stringify(FEED), JSON.stringify("forged")]).toContain(JSON.stringify(answer));
    }),
    { numRuns: 500 },
  );
});

test("what is no envelope is refused", () => {
  const other = { payloadType: "application/json", payload: "e30=", signatures: [{ sig: "" }] };
  for (const text of ["", "{}", "null", "<html>", "[1]", JSON.stringify(other)]) expect(open(text)).toBe("forged");
  const { payload } = JSON.parse(sealed()) as { payload: string };
  for (const signatures of [[], [{ sig: "" }], [{ sig: "QQ==" }]])
    expect(open(JSON.stringify({ payloadType: PAYLOAD_TYPE, payload, signatures }))).toBe("forged");
});
