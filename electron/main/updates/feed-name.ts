import type { UpdateChannel } from "../../../shared/ipc/updates.ts";

const SYSTEMS: Partial<Record<NodeJS.Platform, string>> = { linux: "linux", darwin: "mac", win32: "windows" };

/**
 * What a feed calls itself, which its signature covers: `stable-linux`, `beta-mac`, `stable-linux-arm64`. Packages of macOS
 * and Windows serve every processor.
 */
export function feedName(channel: UpdateChannel, platform: NodeJS.Platform, arch: string): string {
  const isOfEvery = platform !== "linux" || arch === "x64";
  return `${channel}-${SYSTEMS[platform] ?? platform}${isOfEvery ? "" : `-${arch}`}`;
}
