import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { desktopEntry, isSwitchedOn } from "../../../../../electron/main/launch/desktop-entry.ts";

const ICON = "/opt/décompte/icon.png";
const value = (entry: string, key: string) =>
  new RegExp(`^${key}=(.*)$`, "m").exec(entry)?.[1]?.replaceAll(/\\(.)/g, "$1") ?? "";

/** As a session manager reads it: its quotes are those of a shell, and %% stands for a percent sign. */
function wordsOf(entry: string): readonly string[] {
  const command = value(entry, "Exec").replaceAll("%%", "%");
  return execFileSync("sh", ["-c", `printf '%s\\0' ${command}`], { encoding: "utf8" })
    .split("\0")
    .slice(0, -1);
}

describe("a desktop entry", () => {
  test("starts a checkout as npm start does, and says that it is the system's start", () => {
    const entry = desktopEntry(
      { words: ["/usr/bin/node", "/home/me/decompte/scripts/start.mjs"], variables: {} },
      ICON,
    );
    expect(entry).toBe(`[Desktop Entry]
Type=Application
Name=Décompte
Comment=What Apify Actor runs cost
Comment[fr]=Ce que coûtent les exécutions Apify
Icon=${ICON}
TryExec=/usr/bin/node
Exec=/usr/bin/node /home/me/decompte/scripts/start.mjs --at-login
Terminal=false
X-GNOME-Autostart-enabled=true
`);
  });

  test.each([
    ["/home/me/my code/start.mjs"],
    [`/tmp/"quoted"/it's/start.mjs`],
    ["/tmp/$HOME/`id`/start.mjs"],
    ["/tmp/back\\slash/start.mjs"],
    ["/tmp/100%/%f/start.mjs"],
    ["/tmp/é·中/(a);b&c|d>e*f~g#h/start.mjs"],
  ])("passes %j on as it is", (script) => {
    const variables = { DECOMPTE_DATA_DIR: `${script} data` };
    const entry = desktopEntry({ words: ["/usr/bin/node", script], variables }, ICON);
    expect(wordsOf(entry)).toEqual(["env", `DECOMPTE_DATA_DIR=${script} data`, "/usr/bin/node", script, "--at-login"]);
    expect(value(entry, "TryExec")).toBe("/usr/bin/node");
  });

  test("is on unless another program has switched it off", () => {
    const entry = desktopEntry({ words: ["/opt/decompte"], variables: {} }, ICON);
    expect(isSwitchedOn(entry)).toBe(true);
    expect(isSwitchedOn(`${entry}Hidden=true\n`)).toBe(false);
    expect(isSwitchedOn(entry.replace("enabled=true", "enabled = false"))).toBe(false);
  });
});
