import { readdirSync, readFileSync } from "node:fs";

/**
 * Memory of a process and all its descendants in MB, each shared page counted once in all (proportional set size, as
 * Linux tells it).
 */
export function memoryOfTreeMb(rootPid: number): number {
  const children = childrenByParent();
  const pending = [rootPid];
  let kilobytes = 0;
  for (let pid = pending.pop(); pid !== undefined; pid = pending.pop()) {
    kilobytes += proportionalKb(pid);
    pending.push(...(children.get(pid) ?? []));
  }
  return kilobytes / 1024;
}

function childrenByParent(): ReadonlyMap<number, readonly number[]> {
  const children = new Map<number, number[]>();
  for (const name of readdirSync("/proc").filter((entry) => /^\d+$/.test(entry))) {
    const stat = readIfThere(`/proc/${name}/stat`);
    const parent = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
    children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  return children;
}

function proportionalKb(pid: number): number {
  return Number(/^Pss:\s+(\d+)/m.exec(readIfThere(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0);
}

/** A process may end between being listed and being read. */
function readIfThere(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
