import { createHash, randomBytes } from "node:crypto";

/** So that scanners and logs know one when they see it. */
const PREFIX = "whk_";
const SECRET_FORM = /^whk_[\w-]{43}$/;

/** 256 random bits, so that its hash needs no salt, and looking it up by its hash tells nothing by the time it takes. */
export const newWebhookSecret = (): string => `${PREFIX}${randomBytes(32).toString("base64url")}`;

export const hashOfWebhookSecret = (secret: string): string => createHash("sha256").update(secret).digest("hex");

export const isWebhookSecret = (text: string): boolean => SECRET_FORM.test(text);
