import type { Words } from "./words/fr.ts";

const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/Windows/i, "Windows"],
  [/iPhone|iPad|iOS/, "iOS"],
  [/Macintosh|Mac OS X|macOS|Darwin/i, "macOS"],
  [/Android/, "Android"],
  [/CrOS/, "ChromeOS"],
  [/Linux/i, "Linux"],
];

/** Most browsers also name those that came before them: the first that fits is meant. */
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/\bEdgA?\//, "Edge"],
  [/\bOPR\//, "Opera"],
  [/\bFirefox\/|\bFxiOS\//, "Firefox"],
  [/Chrome\/|\bCriOS\//, "Chrome"],
  [/\bSafari\//, "Safari"],
];

const DESKTOP = /\bd[eé]compte\b|\bElectron\//i;

export interface DeviceName {
  readonly kind: "desktop" | "browser" | "unknown";
  readonly name: string;
}

/** What people call a device, by what it says of itself. Anything can say that: it is a hint, never a proof. */
export function deviceName(userAgent: string, { agents }: Words): DeviceName {
  const find = (known: typeof SYSTEMS) => known.find(([pattern]) => pattern.test(userAgent))?.[1];
  const isDesktop = DESKTOP.test(userAgent);
  const program = isDesktop ? agents.desktop : find(BROWSERS);
  const system = find(SYSTEMS);
  if (program === undefined) return { kind: "unknown", name: system ?? agents.unknown };
  const kind = isDesktop ? "desktop" : "browser";
  return { kind, name: system === undefined ? program : agents.on(program, system) };
}
