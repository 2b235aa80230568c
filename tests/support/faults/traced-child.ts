import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import type { FaultTask } from "./fault-process.ts";
import type { DiskOperation } from "./power-loss.ts";

/** Whether this system lets a process be watched and refused; some containers deny it, and it is Linux's alone. */
export const canTrace: boolean = spawnSync("strace", ["--output=/dev/null", "true"]).status === 0;

type ImportTask = Extract<FaultTask, { kind: "import" }>;

const filesOf = ({ file }: ImportTask): readonly string[] => [file, `${file}-wal`];
const asPaths = (files: readonly string[]): readonly string[] => files.map((file) => `--trace-path=${file}`);

/** What to start a child with so that the disk refuses these calls on the ledger's files: `when` as in strace. */
export function refusing(task: ImportTask, calls: string, when: string): readonly string[] {
  const inject = [`--trace=${calls}`, `--inject=${calls}:error=EIO:when=${when}`];
  return ["strace", "--follow-forks", "--output=/dev/null", ...inject, ...asPaths(filesOf(task))];
}

const CALLS = "pwrite64,write,ftruncate,fsync,fdatasync,unlink";

/** What to start a child with so that all that it does to the ledger's files and the witness log is written down. */
export function recording(task: ImportTask, traceFile: string): readonly string[] {
  const whole = ["--follow-forks", "--decode-fds=path", "--strings-in-hex=all", "--string-limit=1000000"];
  const paths = asPaths([...filesOf(task), task.witnessFile]);
  return ["strace", "--seccomp-bpf", ...whole, "--quiet=all", `--trace=${CALLS}`, `--output=${traceFile}`, ...paths];
}

/** What was written down, in its order. */
export function readRecording(traceFile: string): readonly DiskOperation[] {
  return readFileSync(traceFile, "latin1").split("\n").slice(0, -1).map(operationOf);
}

const CALL = /^\d+ +(\w+)\((?:\d+<([^>]*)>|"([^"]*)")(?:, (?:"([^"]*)", )?(\d+)(?:, (\d+))?)?\) += (-?\d+)/;

function operationOf(line: string): DiskOperation {
  const [, call = "", open = "", named = "", text = "", first = "0", second = "0", result = ""] = CALL.exec(line) ?? [];
  const file = bytesOf(open || named).toString("utf8");
  const bytes = bytesOf(text);
  const isWhole = Number(result) === (call === "pwrite64" || call === "write" ? bytes.length : 0);
  if (!isWhole) throw new Error(`The disk did not take a call: ${line.slice(0, 200)}`);
  switch (call) {
    case "pwrite64":
      return { kind: "write", file, bytes, offset: Number(second) };
    case "write":
      return { kind: "append", file, bytes };
    case "ftruncate":
      return { kind: "truncate", file, length: Number(first) };
    case "fsync":
    case "fdatasync":
      return { kind: "sync", file };
    case "unlink":
      return { kind: "remove", file };
    default:
      throw new Error(`A line that is no call: ${line.slice(0, 200)}`);
  }
}

const bytesOf = (hex: string): Buffer => Buffer.from(hex.replaceAll("\\x", ""), "hex");
