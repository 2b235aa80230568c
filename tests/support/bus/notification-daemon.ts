import { spawn } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Message, Variant } from "dbus-next";
import { BUS, callMethod, endProcess, nameOwned, type SessionBus } from "./session-bus.ts";

/** What shows a desktop's notifications, for real: dunst. What arrived is read from it. */
export interface NotificationDaemon {
  /** All since its start, the oldest first, whatever became of them. */
  arrived(): Promise<readonly ArrivedNotification[]>;
  /** How many are on screen now. */
  onScreen(): Promise<number>;
  /** A click on the oldest one on screen, which then goes away. dunst 1.9 can click no other. */
  click(): Promise<void>;
  /** Answers nothing from now on. */
  hang(): Promise<HangingDaemon>;
  stop(): Promise<void>;
}

export interface HangingDaemon {
  /** Settles once somebody has asked for a notification, who waits for its answer then. */
  readonly asked: Promise<void>;
  /** Does what it was asked for meanwhile. */
  goOn(): void;
}

export interface ArrivedNotification {
  readonly application: string;
  readonly title: string;
  readonly body: string;
}

const NAME = "org.freedesktop.Notifications";
const AT_DUNST = { destination: NAME, path: "/org/freedesktop/Notifications" };
const DUNST = "org.dunstproject.cmd0";

/** @param display as in `DISPLAY`: dunst draws what it shows */
export async function startNotificationDaemon(bus: SessionBus, display: string): Promise<NotificationDaemon> {
  const logFile = join(bus.folder, "notifications.log");
  const daemon = spawn("dunst", ["-conf", writeConfig(bus.folder, logFile)], {
    stdio: "ignore",
    env: { PATH: process.env["PATH"], HOME: bus.folder, DISPLAY: display, DBUS_SESSION_BUS_ADDRESS: bus.address },
  });
  const connection = await bus.connect();
  await nameOwned(connection, NAME);

  const command = (member: string, ...body: readonly number[]) =>
    callMethod(connection, { ...AT_DUNST, interface: DUNST, member, signature: "u".repeat(body.length), body });

  async function count(list: "displayed" | "history" | "waiting"): Promise<number> {
    const call = { ...AT_DUNST, interface: "org.freedesktop.DBus.Properties", member: "Get", signature: "ss" };
    const [length] = await callMethod(connection, { ...call, body: [DUNST, `${list}Length`] });
    return (length as Variant<number>).value;
  }

  return {
    async arrived() {
      const total = (await count("displayed")) + (await count("history")) + (await count("waiting"));
      // Each is written down by a process of its own, a moment after it was taken.
      for (;;) {
        const arrived = readLog(logFile);
        if (arrived.length >= total) return arrived;
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
    onScreen: () => count("displayed"),
    async click() {
      if ((await count("displayed")) === 0) throw new Error("There is no notification on screen");
      await command("NotificationAction", 0);
      await command("NotificationCloseLast");
    },
    async hang() {
      const asked = await nextNotify(bus);
      daemon.kill("SIGSTOP");
      return { asked: asked(), goOn: () => void daemon.kill("SIGCONT") };
    },
    async stop() {
      connection.disconnect();
      await endProcess(daemon);
    },
  };
}

/** Listens to what passes over the bus; the answer waits for the next notification that is asked for. */
async function nextNotify(bus: SessionBus): Promise<() => Promise<void>> {
  const ear = await bus.connect();
  // What is for somebody else is answered by them.
  ear.addMethodHandler(() => true);
  const heard = new Promise<void>((resolve) => {
    ear.on("message", ({ member }: Message) => {
      if (member === "Notify") resolve();
    });
  });
  const rule = `type='method_call',interface='${NAME}',member='Notify',eavesdrop='true'`;
  await callMethod(ear, { ...BUS, member: "AddMatch", signature: "s", body: [rule] });
  return async () => {
    await heard;
    ear.disconnect();
  };
}

/** Keeps all it gets apart and on screen; dunst runs a script of one's own for each. */
function writeConfig(folder: string, logFile: string): string {
  const script = join(folder, "log-notification.sh");
  const line = String.raw`printf '%s\037%s\037%s\037%s\036' "$DUNST_ID" "$1" "$2" "$3" >> '${logFile}'`;
  writeFileSync(script, `#!/bin/sh\n${line}\n`, { mode: 0o700 });
  const file = join(folder, "dunstrc");
  const config = [
    "[global]",
    "stack_duplicates = false",
    "notification_limit = 0",
    "history_length = 1000",
    "idle_threshold = 0",
    "[all]",
    'summary = "*"',
    "timeout = 0",
    `script = ${script}`,
  ];
  writeFileSync(file, `${config.join("\n")}\n`);
  return file;
}

function readLog(logFile: string): readonly ArrivedNotification[] {
  if (!existsSync(logFile)) return [];
  const records = readFileSync(logFile, "utf8").split("\u{1e}").slice(0, -1);
  return records
    .map((record) => record.split("\u{1f}"))
    .toSorted(([left], [right]) => Number(left) - Number(right))
    .map(([, application = "", title = "", body = ""]) => ({ application, title, body }));
}
