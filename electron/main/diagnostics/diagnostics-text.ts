import { homedir } from "node:os";
import { withoutSecrets } from "../log.ts";

/** Names and values, in the order in which they are told. */
export type DiagnosticsSection = readonly (readonly [name: string, value: string | number | null])[];

/** What helps whoever looks into a failure, in lines, without a secret and without what names a person. */
export function diagnosticsText(
  facts: DiagnosticsSection,
  lists: Readonly<Record<string, readonly string[]>>,
  home: string = homedir(),
): string {
  const lines = facts.map(([name, value]) => `${name}: ${value ?? "-"}`);
  const told = Object.entries(lists).flatMap(([name, list]) => ["", `${name}:`, ...(list.length > 0 ? list : ["-"])]);
  return redacted([...lines, ...told].join("\n"), home);
}

const EMAIL = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;
const ADDRESS = /\bhttps?:\/\/[^\s"'\\,)]+/gi;
/** Tokens and keys of any service: long words of letters and figures. Ids of Apify are shorter. */
const LONG_WORD = /\b(?=\w*\d)(?=\w*[A-Za-z])\w{28,}\b/g;

export function redacted(text: string, home: string): string {
  const ofNobody = home.length > 1 ? text.replaceAll(home, "~") : text;
  return withoutSecrets(ofNobody)
    .replaceAll(EMAIL, "[email]")
    .replaceAll(ADDRESS, "[address]")
    .replaceAll(LONG_WORD, "[secret]");
}
