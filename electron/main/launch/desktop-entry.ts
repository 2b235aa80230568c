import type { StartCommand } from "./start-command.ts";

/** What is not one of these has to stand in quotes in a command of a desktop entry. */
const PLAIN = /^[\w@+=:,./-]+$/;

/**
 * An autostart entry as the Desktop Entry and Desktop Application Autostart specifications of freedesktop.org have it.
 *
 * @param icon a file, or the name by which desktops know an installed one
 */
export function desktopEntry({ words, variables }: StartCommand, icon: string): string {
  const assigned = Object.entries(variables).map(([name, value]) => `${name}=${value}`);
  const command = [...(assigned.length > 0 ? ["env", ...assigned] : []), ...words, "--at-login"];
  const [program = ""] = words;
  const lines: readonly (readonly [string, string])[] = [
    ["Type", "Application"],
    ["Name", "Décompte"],
    ["Comment", "What Apify Actor runs cost"],
    ["Comment[fr]", "Ce que coûtent les exécutions Apify"],
    ["Icon", icon],
    // Where it is gone, such as after an update of Node.js, the system passes the entry over.
    ["TryExec", program],
    ["Exec", command.map(quoted).join(" ")],
    ["Terminal", "false"],
    ["X-GNOME-Autostart-enabled", "true"],
  ];
  return `[Desktop Entry]\n${lines.map(([key, value]) => `${key}=${escaped(value)}\n`).join("")}`;
}

/** Other programs switch an entry off by a line of it, rather than remove it. */
export function isSwitchedOn(entry: string): boolean {
  const value = (key: string) => new RegExp(`^${key}\\s*=\\s*(.*?)\\s*$`, "m").exec(entry)?.[1];
  return value("Hidden") !== "true" && value("X-GNOME-Autostart-enabled") !== "false";
}

function quoted(word: string): string {
  const text = word.replaceAll("%", "%%");
  return PLAIN.test(word) ? text : `"${text.replaceAll(/["`$\\]/g, "\\$&")}"`;
}

const ESCAPES: Readonly<Record<string, string>> = { "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r" };
const escaped = (text: string): string => text.replaceAll(/[\\\n\t\r]/g, (sign) => ESCAPES[sign] ?? sign);
