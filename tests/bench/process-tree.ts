import { readdirSync, readFileSync } from "node:fs";

/**
 * Memory of a process and all its descendants in MB, each shared page counted once in all (proportional set size, as
 * Linux tells it).
 */
export function memoryOfTreeMb(rootPid: number): number {
  return sum(treeOf(rootPid).map(proportionalKb)) / 1024;
}

export interface Activity {
  /** Of the processor, in user and kernel mode, by process. */
  readonly ticks: ReadonlyMap<number, number>;
  /** How often a thread has gone to wait, and so been woken, in all. */
  readonly wakeups: number;
}

/** What a process and all its descendants have done since their start. */
export function activityOfTree(rootPid: number): Activity {
  const pids = treeOf(rootPid);
  return { ticks: new Map(pids.map((pid) => [pid, ticksOf(pid)])), wakeups: sum(pids.map(wakeupsOf)) };
}

/** What kind of process it is, in Chromium's words. */
export function kindOf(pid: number): string {
  const commandLine = readIfThere(`/proc/${pid}/cmdline`);
  return /--type=([\w-]+)/.exec(commandLine)?.[1] ?? "main";
}

function treeOf(rootPid: number): readonly number[] {
  const children = childrenByParent();
  const found = [rootPid];
  // Grows while it is walked: children after their parents.
  for (const pid of found) found.push(...(children.get(pid) ?? []));
  return found;
}

function childrenByParent(): ReadonlyMap<number, readonly number[]> {
  const children = new Map<number, number[]>();
  for (const name of readdirSync("/proc").filter((entry) => /^\d+$/.test(entry))) {
    const parent = Number(statFields(Number(name))[1]);
    children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  return children;
}

/** The fields after the command's name, which may hold spaces: state, parent and so on. */
function statFields(pid: number): readonly string[] {
  const stat = readIfThere(`/proc/${pid}/stat`);
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
}

function ticksOf(pid: number): number {
  const fields = statFields(pid);
  return Number(fields[11] ?? 0) + Number(fields[12] ?? 0);
}

function wakeupsOf(pid: number): number {
  const threads = namesIn(`/proc/${pid}/task`);
  return sum(
    threads.map((thread) => Number(field(`/proc/${pid}/task/${thread}/status`, "voluntary_ctxt_switches") ?? 0)),
  );
}

function proportionalKb(pid: number): number {
  return Number(field(`/proc/${pid}/smaps_rollup`, "Pss") ?? 0);
}

function field(file: string, name: string): string | undefined {
  return new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(readIfThere(file))?.[1];
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** A process or a thread may end between being listed and being read. */
function readIfThere(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
