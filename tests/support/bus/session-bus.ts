import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Message, type MessageBus, sessionBus } from "dbus-next";

/** A session bus of the test's own. No service starts by itself on it: what is there was started by the test. */
export interface SessionBus {
  /** As in `DBUS_SESSION_BUS_ADDRESS`. */
  readonly address: string;
  /** A folder for whatever belongs to this session, deleted at the end. */
  readonly folder: string;
  connect(): Promise<MessageBus>;
  stop(): Promise<void>;
}

export interface MethodCall {
  readonly destination: string;
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  readonly signature?: string;
  readonly body?: readonly unknown[];
}

/** Where the bus itself is asked. */
export const BUS = {
  destination: "org.freedesktop.DBus",
  path: "/org/freedesktop/DBus",
  interface: "org.freedesktop.DBus",
} as const;

export async function startSessionBus(): Promise<SessionBus> {
  const folder = mkdtempSync(join(tmpdir(), "decompte-bus-"));
  const configFile = join(folder, "bus.conf");
  writeFileSync(configFile, busConfig(folder));
  const daemon = spawn("dbus-daemon", [`--config-file=${configFile}`, "--print-address", "--nofork"], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const address = await firstLine(daemon);
  const connections = new Set<MessageBus>();

  return {
    address,
    folder,
    async connect() {
      const connection = sessionBus({ busAddress: address });
      connections.add(connection);
      await once(connection, "connect");
      return connection;
    },
    async stop() {
      for (const connection of connections) connection.disconnect();
      await endProcess(daemon);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What the answer's body holds. */
export async function callMethod(connection: MessageBus, call: MethodCall): Promise<readonly unknown[]> {
  const { body = [], ...rest } = call;
  const answer = await connection.call(new Message({ ...rest, body: [...body] }));
  return answer?.body ?? [];
}

/** Waits until some program answers to `name`. */
export async function nameOwned(connection: MessageBus, name: string): Promise<void> {
  for (;;) {
    const [isOwned] = await callMethod(connection, { ...BUS, member: "NameHasOwner", signature: "s", body: [name] });
    if (isOwned === true) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export async function endProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
}

async function firstLine(daemon: ChildProcess): Promise<string> {
  const { stdout } = daemon;
  if (stdout === null) throw new Error("The bus has no output to read its address from");
  let text = "";
  stdout.setEncoding("utf8");
  for await (const chunk of stdout) {
    text += String(chunk);
    if (text.includes("\n")) return text.trim();
  }
  throw new Error("The bus ended without telling its address");
}

function busConfig(folder: string): string {
  return `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir=${folder}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`;
}
