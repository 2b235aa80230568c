import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";

export interface EncryptionKeys {
  /** 32 bytes, in base64 or hexadecimal. */
  readonly current: string;
  /** The one before, by which rows may still be encrypted. */
  readonly previous: string | null;
}

export interface SealedToken {
  readonly sealedToken: string;
  readonly keyId: string;
}

export interface TokenCipher {
  readonly keyId: string;
  seal(userId: string, token: string): SealedToken;
  /** Null when it is of no key that is known, of another user, or changed. */
  open(userId: string, sealed: SealedToken): string | null;
}

const ALGORITHM = "aes-256-gcm";
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** AES-256-GCM with a nonce of its own for each token, bound to the user: a row that is moved to another one is void. */
export function createTokenCipher({ current, previous }: EncryptionKeys): TokenCipher {
  const currentKey = parseKey(current);
  const keys = new Map(
    [previous === null ? null : parseKey(previous), currentKey].flatMap((key) => (key ? [[idOf(key), key]] : [])),
  );
  const keyId = idOf(currentKey);
  return {
    keyId,
    seal(userId, token) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(ALGORITHM, currentKey, nonce, { authTagLength: TAG_BYTES });
      cipher.setAAD(boundTo(userId));
      const text = Buffer.concat([cipher.update(token, "utf8"), cipher.final()]);
      return { sealedToken: Buffer.concat([nonce, text, cipher.getAuthTag()]).toString("base64"), keyId };
    },
    open(userId, sealed) {
      const key = keys.get(sealed.keyId);
      const bytes = Buffer.from(sealed.sealedToken, "base64");
      if (key === undefined || bytes.length < NONCE_BYTES + TAG_BYTES) return null;
      try {
        const nonce = bytes.subarray(0, NONCE_BYTES);
        const decipher = createDecipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
        decipher.setAAD(boundTo(userId));
        decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
        return decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES), undefined, "utf8") + decipher.final("utf8");
      } catch {
        return null;
      }
    },
  };
}

/** @throws Error that does not repeat the key */
function parseKey(text: string): Buffer {
  const key = /^[0-9a-f]{64}$/i.test(text) ? Buffer.from(text, "hex") : Buffer.from(text, "base64");
  if (key.length !== KEY_BYTES) throw new Error("An encryption key must be 32 bytes, in base64 or hexadecimal");
  return key;
}

/** Tells keys apart, and nothing of them. */
const idOf = (key: Buffer): string =>
  createHash("sha256").update("decompte-key-id").update(key).digest("hex").slice(0, 16);

const boundTo = (userId: string): Buffer => Buffer.from(`decompte:apify-token:${userId}`);
