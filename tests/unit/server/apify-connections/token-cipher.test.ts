import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createTokenCipher } from "../../../../server/apify-connections/token-cipher.ts";

const key = (byte: number) => Buffer.alloc(32, byte).toString("base64");
const TOKEN = "apify_api_canary0000000000000000000000000000";

const cipherOf = (current: string, previous: string | null = null) => createTokenCipher({ current, previous });

describe("a sealed token", () => {
  test("is opened again, whatever its text", () => {
    const cipher = cipherOf(key(1));
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string(), (token, userId) => {
        expect(cipher.open(userId, cipher.seal(userId, token))).toBe(token);
      }),
    );
  });

  test("is another one each time", () => {
    const cipher = cipherOf(key(1));
    const sealed = Array.from({ length: 100 }, () => cipher.seal("alice", TOKEN).sealedToken);
    expect(new Set(sealed).size).toBe(100);
    expect(new Set(sealed.map((text) => Buffer.from(text, "base64").subarray(0, 12).toString("hex"))).size).toBe(100);
  });

  test("holds nothing of its text", () => {
    const { sealedToken, keyId } = cipherOf(key(1)).seal("alice", TOKEN);
    const bytes = Buffer.from(sealedToken, "base64");
    expect(bytes.includes(Buffer.from("apify"))).toBe(false);
    expect(bytes).toHaveLength(12 + TOKEN.length + 16);
    expect(keyId).toMatch(/^[0-9a-f]{16}$/);
  });

  test("of another user is not opened: a row that is moved is void", () => {
    const cipher = cipherOf(key(1));
    expect(cipher.open("bob", cipher.seal("alice", TOKEN))).toBeNull();
  });

  test("that has one bit changed, or an end cut off, is not opened", () => {
    const cipher = cipherOf(key(1));
    const sealed = cipher.seal("alice", TOKEN);
    const bytes = Buffer.from(sealed.sealedToken, "base64");
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(cipher.open("alice", { ...sealed, sealedToken: changed.toString("base64") })).toBeNull();
      const cut = bytes.subarray(0, at).toString("base64");
      expect(cipher.open("alice", { ...sealed, sealedToken: cut })).toBeNull();
    }
  });
});

describe("a key", () => {
  test("that is replaced opens as the previous one, and seals no more", () => {
    const before = cipherOf(key(1));
    const after = cipherOf(key(2), key(1));
    expect(after.open("alice", before.seal("alice", TOKEN))).toBe(TOKEN);
    expect(after.seal("alice", TOKEN).keyId).toBe(after.keyId);
    expect(before.open("alice", after.seal("alice", TOKEN))).toBeNull();
    expect(after.keyId).not.toBe(before.keyId);
  });

  test("that is forgotten opens nothing", () => {
    expect(cipherOf(key(2)).open("alice", cipherOf(key(1)).seal("alice", TOKEN))).toBeNull();
  });

  test("may be written in hexadecimal", () => {
    const sealed = cipherOf(Buffer.alloc(32, 9).toString("hex")).seal("alice", TOKEN);
    expect(cipherOf(key(9)).open("alice", sealed)).toBe(TOKEN);
  });

  test.each(["", "short", Buffer.alloc(31).toString("base64"), Buffer.alloc(33).toString("base64")])(
    "of another length is refused without being repeated: %j",
    (text) => {
      expect(() => cipherOf(text)).toThrow(/^An encryption key must be 32 bytes, in base64 or hexadecimal$/);
    },
  );
});
