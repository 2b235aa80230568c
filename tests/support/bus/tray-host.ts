import { Message, type MessageBus, NameFlag, Variant } from "dbus-next";
import { PNG } from "pngjs";
import { BUS, callMethod, type SessionBus } from "./session-bus.ts";

/** The part of a desktop that shows the icons of the tray. */
export interface TrayHost {
  /** The icon that registered last and is still there. */
  item(): TrayItem | undefined;
  /** How often an icon said so far that it has a new picture. */
  newIcons(): number;
  stop(): void;
}

export interface TrayItem {
  /** All its pictures. */
  icons(): Promise<readonly PNG[]>;
  /** The largest of them. */
  icon(): Promise<PNG>;
  toolTip(): Promise<string>;
  menu(): Promise<readonly TrayMenuEntry[]>;
  /** Clicks the entry that begins with this text, of the menu or of one within it. */
  choose(label: string): Promise<void>;
  /** A click on the icon itself. */
  activate(): Promise<void>;
}

export interface TrayMenuEntry {
  readonly id: number;
  /** Empty for a separator. */
  readonly label: string;
  readonly isEnabled: boolean;
  /** Null for an entry that can't be checked. */
  readonly isChecked: boolean | null;
  /** Of the menu behind it. */
  readonly entries: readonly TrayMenuEntry[];
}

const WATCHER = "org.kde.StatusNotifierWatcher";
const ITEM = "org.kde.StatusNotifierItem";
const MENU = "com.canonical.dbusmenu";
const PROPERTIES = "org.freedesktop.DBus.Properties";

type Pixmap = readonly [width: number, height: number, argb: Uint8Array];
type ToolTip = readonly [iconName: string, icons: readonly Pixmap[], title: string, text: string];
type Layout = readonly [
  id: number,
  properties: Readonly<Record<string, Variant>>,
  children: readonly Variant<Layout>[],
];

export async function startTrayHost(bus: SessionBus): Promise<TrayHost> {
  const connection = await bus.connect();
  let owner: string | undefined;
  let newIcons = 0;

  connection.addMethodHandler((message: Message) => {
    if (message.interface === WATCHER && message.member === "RegisterStatusNotifierItem") {
      owner = message.sender;
      connection.send(Message.newMethodReturn(message));
      return true;
    }
    if (message.path !== "/StatusNotifierWatcher" || message.interface !== PROPERTIES) return false;
    const isAskedForHost = message.body[1] === "IsStatusNotifierHostRegistered";
    const value = isAskedForHost ? new Variant("b", true) : new Variant("i", 0);
    connection.send(Message.newMethodReturn(message, "v", [value]));
    return true;
  });
  connection.on("message", (message: Message) => {
    if (message.member === "NewIcon") newIcons += 1;
    const [name, , newOwner] = message.body as unknown[];
    if (message.member === "NameOwnerChanged" && name === owner && newOwner === "") owner = undefined;
  });
  for (const signal of ["interface='org.freedesktop.DBus',member='NameOwnerChanged'", `interface='${ITEM}'`])
    await callMethod(connection, { ...BUS, member: "AddMatch", signature: "s", body: [`type='signal',${signal}`] });
  await connection.requestName(WATCHER, NameFlag.DO_NOT_QUEUE);

  return {
    item: () => (owner === undefined ? undefined : trayItem(connection, owner)),
    newIcons: () => newIcons,
    stop: () => connection.disconnect(),
  };
}

function trayItem(connection: MessageBus, destination: string): TrayItem {
  async function property(name: string): Promise<unknown> {
    const call = { destination, path: "/StatusNotifierItem", interface: PROPERTIES, member: "Get" };
    const [value] = await callMethod(connection, { ...call, signature: "ss", body: [ITEM, name] });
    return (value as Variant).value;
  }

  async function menuCall(member: string, signature: string, body: readonly unknown[]): Promise<readonly unknown[]> {
    const path = String(await property("Menu"));
    return callMethod(connection, { destination, path, interface: MENU, member, signature, body });
  }

  async function menu(): Promise<readonly TrayMenuEntry[]> {
    const [, layout] = await menuCall("GetLayout", "iias", [0, -1, []]);
    return entriesOf(layout as Layout);
  }

  async function icons(): Promise<readonly PNG[]> {
    const pixmaps = (await property("IconPixmap")) as readonly Pixmap[];
    return pixmaps.toSorted(([left], [right]) => right - left).map(pngOf);
  }

  return {
    menu,
    icons,
    async icon() {
      const [largest] = await icons();
      if (largest === undefined) throw new Error("The tray's icon has no picture");
      return largest;
    },
    async toolTip() {
      const [, , title, text] = (await property("ToolTip")) as ToolTip;
      return text === "" ? title : `${title}\n${text}`;
    },
    async choose(label) {
      const all = (await menu()).flatMap((candidate) => [candidate, ...candidate.entries]);
      const entry = all.find((candidate) => candidate.label.startsWith(label));
      if (entry === undefined) throw new Error(`The tray's menu has no entry "${label}"`);
      await menuCall("Event", "isvu", [entry.id, "clicked", new Variant("i", 0), 0]);
    },
    async activate() {
      const call = { destination, path: "/StatusNotifierItem", interface: ITEM, member: "Activate" };
      await callMethod(connection, { ...call, signature: "ii", body: [0, 0] });
    },
  };
}

function entriesOf([, , children]: Layout): readonly TrayMenuEntry[] {
  return children.map(({ value }) => {
    const [id, properties] = value;
    return {
      id,
      label: String(properties["label"]?.value ?? "").replaceAll("_", ""),
      isEnabled: properties["enabled"]?.value !== false,
      isChecked: properties["toggle-type"] === undefined ? null : properties["toggle-state"]?.value === 1,
      entries: entriesOf(value),
    };
  });
}

/** The bus carries opacity, red, green, blue; a PNG wants the opacity last. */
function pngOf([width, height, argb]: Pixmap): PNG {
  const png = new PNG({ width, height });
  for (let pixel = 0; pixel < width * height * 4; pixel += 4) {
    const [opacity = 0, red = 0, green = 0, blue = 0] = argb.subarray(pixel, pixel + 4);
    png.data.set([red, green, blue, opacity], pixel);
  }
  return png;
}
