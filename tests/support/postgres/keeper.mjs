import { spawn } from "node:child_process";
import { rmSync } from "node:fs";

// Runs Postgres for as long as its standard input is open, so that none outlives the tests, however they end:
// Ctrl-C, a crash, `kill -9`.
const { postgres, args, runAs, removeAtEnd } = JSON.parse(process.argv[2] ?? "{}");

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => undefined);
const server = spawn(postgres, args, { ...runAs, stdio: ["ignore", "ignore", "inherit"], detached: true });
server.once("exit", (code) => {
  if (isOver && removeAtEnd) rmSync(removeAtEnd, { recursive: true, force: true });
  process.exit(code ?? 1);
});

let isOver = false;
process.stdin.resume();
process.stdin.once("close", () => {
  isOver = true;
  server.kill("SIGINT");
});
