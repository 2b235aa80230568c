import { createPublicKey, verify } from "node:crypto";
import { z } from "zod";
import type { UpdateProblem } from "../../../shared/ipc/updates.ts";

/** What is signed for, so that a signature of another thing is none of this. */
export const PAYLOAD_TYPE = "application/vnd.decompte.feed+json";

const note = z.string().min(1).max(500);
const notes = z.array(note).max(50);

const feedSchema = z.object({
  /** As `feedName` has it: a feed of one channel or system can't stand for another's. */
  name: z.string(),
  signedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  version: z.string().max(100),
  releasedAt: z.iso.datetime(),
  notes: z.object({ fr: notes, en: notes }),
  /** Where a person finds the packages. */
  page: z.url({ protocol: /^https$/ }),
  /** To how many of a hundred computers it is offered without being asked for. */
  rolloutPercent: z.number().min(0).max(100),
  files: z
    .array(
      z.object({
        /** From the feed's own place. */
        url: z.string().min(1).max(2_000),
        sha512: z.base64().length(88),
        size: z.int().positive(),
        blockMapSize: z.int().positive().optional(),
      }),
    )
    .min(1)
    .max(20),
});

export type Feed = z.infer<typeof feedSchema>;

/** A DSSE envelope: https://github.com/secure-systems-lab/dsse/blob/master/envelope.md */
const envelopeSchema = z.object({
  payloadType: z.literal(PAYLOAD_TYPE),
  payload: z.base64(),
  signatures: z
    .array(z.object({ sig: z.base64() }))
    .min(1)
    .max(10),
});

export interface FeedExpectation {
  readonly name: string;
  /** Ed25519, as the base64 of their SubjectPublicKeyInfo; any of them will do. */
  readonly keys: readonly string[];
  readonly nowMs: number;
  /** When the newest feed of this name that was ever seen was signed; null for the first. */
  readonly lastSignedAt: string | null;
}

/** The feed, once it is known to be the publisher's, for this build, and of now; otherwise why it is not used. */
export function openFeed(text: string, expected: FeedExpectation): Feed | UpdateProblem {
  const envelope = envelopeSchema.safeParse(parseJson(text)).data;
  if (envelope === undefined) return "forged";
  const payload = Buffer.from(envelope.payload, "base64");
  const message = preAuthentication(payload);
  const isSigned = envelope.signatures.some(({ sig }) =>
    expected.keys.some((key) => verify(null, message, publicKey(key), Buffer.from(sig, "base64"))),
  );
  if (!isSigned) return "forged";
  const feed = feedSchema.safeParse(parseJson(payload.toString("utf8"))).data;
  if (feed === undefined || feed.name !== expected.name) return "forged";
  if (expected.lastSignedAt !== null && Date.parse(feed.signedAt) < Date.parse(expected.lastSignedAt))
    return "rolled-back";
  return Date.parse(feed.expiresAt) <= expected.nowMs ? "expired" : feed;
}

/** What DSSE has signed: the type too, and the length of each, so that nothing can be taken for another. */
function preAuthentication(payload: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`DSSEv1 ${PAYLOAD_TYPE.length} ${PAYLOAD_TYPE} ${payload.length} `), payload]);
}

const publicKey = (key: string) => createPublicKey({ key: Buffer.from(key, "base64"), format: "der", type: "spki" });

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
