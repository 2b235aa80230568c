import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const schema = z.object({
  buildMark: z.string().optional(),
  updates: z.object({
    /** The folder that holds the feeds. */
    feed: z.url({ protocol: /^https?$/ }).transform((address) => (address.endsWith("/") ? address : `${address}/`)),
    /** The publisher's Ed25519 keys: the present one, and one that may follow it. */
    keys: z.array(z.base64()).min(1).max(5),
  }),
});

type UpdateFields = z.infer<typeof schema>["updates"];

export interface UpdateSettings extends UpdateFields {
  /** Whether the system knows who made this build. */
  readonly isSigned: boolean;
}

/** Where updates come from, and who must have signed them, as packaging wrote it; null: this build gets none. */
export function readUpdateSettings(appPath: string): UpdateSettings | null {
  try {
    const { buildMark, updates } = schema.parse(JSON.parse(readFileSync(join(appPath, "package.json"), "utf8")));
    if (!isSafe(updates.feed, buildMark === "test")) return null;
    return { ...updates, isSigned: buildMark === "signed" };
  } catch {
    return null;
  }
}

/** Without encryption only within this computer, and for a build that is never shipped. */
function isSafe(address: string, isForTests: boolean): boolean {
  const { protocol, hostname } = new URL(address);
  return protocol === "https:" || (isForTests && (hostname === "127.0.0.1" || hostname === "[::1]"));
}
