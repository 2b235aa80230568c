import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type Desk, openDesk } from "../support/desktop/desk.ts";

let desk: Desk;

beforeEach(async () => {
  desk = await openDesk({ runCount: 1 });
});
afterEach((test) => desk.close(test));

/** Chromium refuses its sandbox to root, who is somebody else within a namespace of users. */
const AS_A_USER = process.getuid?.() === 0 ? ["unshare", "--user", "--map-user=1000", "--map-group=1000"] : [];

/** A process makes a namespace of users as Chromium's sandbox has to. */
const canSandbox = spawnSync("unshare", [...AS_A_USER.slice(1), "unshare", "--user", "true"]).status === 0;

/** Of every process of the application but its first: its kind, and what the system holds it to. */
function processesOf(dataFolder: string): readonly Readonly<Record<"kind" | "isFiltered" | "isKept", unknown>>[] {
  const ids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return ids.flatMap((id) => {
    const [command, status] = ["cmdline", "status"].map((name) => readText(`/proc/${id}/${name}`));
    const kind = /--type=(\w+)/.exec(command ?? "")?.[1];
    if (kind === undefined || !command?.includes(`--user-data-dir=${dataFolder}`)) return [];
    // A filter of system calls, and no way to gain rights.
    return [{ kind, isFiltered: /^Seccomp:\t2$/m.test(status ?? ""), isKept: /^NoNewPrivs:\t1$/m.test(status ?? "") }];
  });
}

function readText(file: string): string {
  try {
    return readFileSync(file, "latin1");
  } catch {
    return "";
  }
}

it.runIf(canSandbox)("runs its page in Chromium's sandbox, as the system sees it", async () => {
  await desk.spawn({ within: AS_A_USER, isSandboxed: true, args: ["--sample"] });
  const page = () => processesOf(desk.dataFolder).filter(({ kind }) => kind === "renderer");
  await expect.poll(page).toEqual([{ kind: "renderer", isFiltered: true, isKept: true }]);
});
