import { createHash, timingSafeEqual } from "node:crypto";

/** Compares without telling, by the time that it takes, how much of a secret is right or how long it is. */
export const isSameSecret = (told: string, secret: string): boolean => timingSafeEqual(digest(told), digest(secret));

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
