import { spawn } from "node:child_process";
import { app } from "electron";
import { appImageFile } from "./app-image.ts";

/** Starts Décompte anew: the last thing that this process does. */
export function startAnew(args = ownArguments()): void {
  const file = appImageFile(process.env, process.execPath);
  // What `relaunch` waits with is of the AppImage, which is gone with this process.
  if (file === null) app.relaunch({ args: [...lostSwitches(args), ...args] });
  else startProgram(file, args);
}

/** Starts another program in this one's stead, which is not sent away as a second one. */
export function startProgram(file: string, args = ownArguments()): void {
  app.releaseSingleInstanceLock();
  spawn(file, args, { detached: true, stdio: "ignore" }).unref();
}

/** With the window: somebody waits for it, however this process was started. */
const ownArguments = (): string[] => process.argv.slice(1).filter((word) => word !== "--at-login");

/** What starts a checkout takes the switches before its folder out of `argv`; without this one, root has no window. */
const lostSwitches = (args: readonly string[]): readonly string[] =>
  app.commandLine.hasSwitch("no-sandbox") && !args.includes("--no-sandbox") ? ["--no-sandbox"] : [];
