import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from "node:crypto";
import { SetupError } from "../setup/setup-error.mjs";

/** As `electron/main/updates/signed-feed.ts` has it. */
export const PAYLOAD_TYPE = "application/vnd.decompte.feed+json";

/**
 * What a feed says; `electron/main/updates/signed-feed.ts` parses it.
 *
 * @typedef {object} Feed
 * @property {string} name
 * @property {string} signedAt
 * @property {string} expiresAt
 * @property {string} version
 * @property {string} releasedAt
 * @property {{ fr: readonly string[], en: readonly string[] }} notes
 * @property {string} page
 * @property {number} rolloutPercent
 * @property {readonly { url: string, sha512: string, size: number, blockMapSize?: number }[]} files
 */

/** A new Ed25519 pair: base64 of PKCS #8 and of SubjectPublicKeyInfo. */
export function makeKeyPair() {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  return {
    privateKey: privateKey.export({ format: "der", type: "pkcs8" }).toString("base64"),
    publicKey: publicKey.export({ format: "der", type: "spki" }).toString("base64"),
  };
}

/** @param {string} privateKey */
export function publicKeyOf(privateKey) {
  return createPublicKey(readPrivateKey(privateKey)).export({ format: "der", type: "spki" }).toString("base64");
}

/**
 * Whether this is a public key as `makeKeyPair` writes one, to the letter: a build with another one gets no updates at all.
 *
 * @param {unknown} text
 */
export function isPublicKey(text) {
  try {
    const key = createPublicKey({ key: Buffer.from(String(text), "base64"), format: "der", type: "spki" });
    return (
      key.asymmetricKeyType === "ed25519" && key.export({ format: "der", type: "spki" }).toString("base64") === text
    );
  } catch {
    return false;
  }
}

/**
 * A DSSE envelope, in the text of its file.
 *
 * @param {Feed} feed
 * @param {string} privateKey
 */
export function sealFeed(feed, privateKey) {
  const payload = Buffer.from(JSON.stringify(feed));
  const sig = sign(null, preAuthentication(payload), readPrivateKey(privateKey)).toString("base64");
  return `${JSON.stringify({ payloadType: PAYLOAD_TYPE, payload: payload.toString("base64"), signatures: [{ sig }] })}\n`;
}

/**
 * What an envelope holds, once it is known to be signed by this pair.
 *
 * @param {string} text
 * @param {string} publicKey
 * @returns {Feed}
 */
export function unsealFeed(text, publicKey) {
  /** @type {{ payload: string, signatures: readonly { sig: string }[] }} */
  const { payload, signatures } = JSON.parse(text);
  const content = Buffer.from(payload, "base64");
  const key = createPublicKey({ key: Buffer.from(publicKey, "base64"), format: "der", type: "spki" });
  const isSigned = signatures.some(({ sig }) =>
    verify(null, preAuthentication(content), key, Buffer.from(sig, "base64")),
  );
  if (!isSigned) throw new SetupError("The feed is not signed by this key.");
  return JSON.parse(content.toString("utf8"));
}

/** @param {Buffer} payload */
function preAuthentication(payload) {
  return Buffer.concat([Buffer.from(`DSSEv1 ${PAYLOAD_TYPE.length} ${PAYLOAD_TYPE} ${payload.length} `), payload]);
}

/** @param {string} key */
function readPrivateKey(key) {
  try {
    return createPrivateKey({ key: Buffer.from(key, "base64"), format: "der", type: "pkcs8" });
  } catch {
    throw new SetupError("The signing key is no Ed25519 key of `node scripts/make-update-key.mjs`.");
  }
}
