import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { Variant } from "dbus-next";
import { BUS, callMethod, endProcess, type MethodCall, nameOwned, type SessionBus } from "./session-bus.ts";

/** A GNOME keyring with an unlocked collection of its own, asked without the library that the application uses. */
export interface Keyring {
  lock(): Promise<void>;
  unlock(): Promise<void>;
  /** Every secret of the application, by account. Empty while the keyring is locked. */
  secrets(): Promise<ReadonlyMap<string, string>>;
  /** The accounts that have an entry, which a locked keyring tells too. */
  accounts(): Promise<readonly string[]>;
  /** How many entries were ever made, those that are gone included. */
  entriesMade(): number;
  /** Deletes every entry of the application behind its back. */
  empty(): Promise<void>;
  stop(): Promise<void>;
}

const PASSWORD = "keyring-password";
const SERVICE = "decompte";
const SECRETS = "org.freedesktop.secrets";
const ROOT = "/org/freedesktop/secrets";
const LOGIN = `${ROOT}/collection/login`;

/** A path, the secret's parameters, its value and its content type. */
type Secret = readonly [session: string, parameters: Uint8Array, value: Uint8Array, contentType: string];

export async function startKeyring(bus: SessionBus): Promise<Keyring> {
  const home = join(bus.folder, "keyring-home");
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const daemon = spawn("gnome-keyring-daemon", ["--foreground", "--unlock", "--components=secrets"], {
    stdio: ["pipe", "ignore", "ignore"],
    env: {
      PATH: process.env["PATH"],
      HOME: home,
      XDG_DATA_HOME: join(home, "data"),
      XDG_RUNTIME_DIR: home,
      DBUS_SESSION_BUS_ADDRESS: bus.address,
    },
  });
  daemon.stdin.end(PASSWORD);

  const connection = await bus.connect();
  await nameOwned(connection, SECRETS);
  let entriesMade = 0;
  connection.on("message", ({ member }) => {
    if (member === "ItemCreated") entriesMade += 1;
  });
  await callMethod(connection, {
    ...BUS,
    member: "AddMatch",
    signature: "s",
    body: ["type='signal',interface='org.freedesktop.Secret.Collection',member='ItemCreated'"],
  });
  const service = (member: string, signature: string, body: readonly unknown[]) =>
    callMethod(connection, secretCall(ROOT, "org.freedesktop.Secret.Service", member, signature, body));
  const [, session] = await service("OpenSession", "sv", ["plain", new Variant("s", "")]);

  /** Locked and unlocked entries alike: a locked keyring still tells their attributes. */
  async function entries(): Promise<{ readonly open: readonly string[]; readonly locked: readonly string[] }> {
    const [open, locked] = await service("SearchItems", "a{ss}", [{ service: SERVICE }]);
    return { open: open as string[], locked: locked as string[] };
  }

  async function accountOf(item: string): Promise<string> {
    const call = secretCall(item, "org.freedesktop.DBus.Properties", "Get", "ss", [
      "org.freedesktop.Secret.Item",
      "Attributes",
    ]);
    const [attributes] = await callMethod(connection, call);
    return (attributes as Variant<Record<string, string>>).value["account"] ?? "";
  }

  return {
    async lock() {
      await service("Lock", "ao", [[LOGIN]]);
    },

    async unlock() {
      const password = [session, Buffer.alloc(0), Buffer.from(PASSWORD), "text/plain"];
      await callMethod(
        connection,
        secretCall(
          ROOT,
          "org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface",
          "UnlockWithMasterPassword",
          "o(oayays)",
          [LOGIN, password],
        ),
      );
    },

    async secrets() {
      const { open } = await entries();
      const found = await Promise.all(
        open.map(async (item) => {
          const call = secretCall(item, "org.freedesktop.Secret.Item", "GetSecret", "o", [session]);
          const [secret] = await callMethod(connection, call);
          return [await accountOf(item), Buffer.from((secret as Secret)[2]).toString("utf8")] as const;
        }),
      );
      return new Map(found);
    },

    async accounts() {
      const { open, locked } = await entries();
      return Promise.all([...open, ...locked].map(accountOf));
    },

    entriesMade: () => entriesMade,

    async empty() {
      const { open } = await entries();
      for (const item of open)
        await callMethod(connection, secretCall(item, "org.freedesktop.Secret.Item", "Delete", "", []));
    },

    stop: () => endProcess(daemon),
  };
}

function secretCall(
  path: string,
  interfaceName: string,
  member: string,
  signature: string,
  body: readonly unknown[],
): MethodCall {
  return { destination: SECRETS, path, interface: interfaceName, member, signature, body };
}
