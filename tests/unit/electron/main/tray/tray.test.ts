import { beforeEach, expect, test, vi } from "vitest";
import { toolTip } from "../../../../../electron/main/tray/tray-words.ts";
import { createTray } from "../../../../../electron/main/tray/tray.ts";
import { noteActions, signedIn, signedOut, withBudgets } from "../../../../support/desktop-main/tray-contents.ts";

const shown = vi.hoisted(() => ({
  images: [] as number[],
  menus: 0,
  toolTips: [] as string[],
  clicks: [] as (() => void)[],
  isGone: false,
  scaleFactor: 1,
  onMetrics: new Set<() => void>(),
}));
vi.mock("electron", () => ({
  nativeImage: {
    createEmpty: () => ({
      width: 0,
      addRepresentation({ width }: { width: number }) {
        this.width = width;
      },
      setTemplateImage: () => undefined,
    }),
  },
  Menu: { buildFromTemplate: (template: unknown) => template },
  screen: {
    getPrimaryDisplay: () => ({ scaleFactor: shown.scaleFactor }),
    on: (_event: string, listener: () => void) => shown.onMetrics.add(listener),
    removeListener: (_event: string, listener: () => void) => shown.onMetrics.delete(listener),
  },
  Tray: class {
    setTitle = () => undefined;
    setImage = ({ width }: { width: number }) => shown.images.push(width);
    setToolTip = (text: string) => shown.toolTips.push(text);
    setContextMenu = () => (shown.menus += 1);
    on = (_event: "click", listener: () => void) => shown.clicks.push(listener);
    destroy = () => (shown.isGone = true);
  },
}));

beforeEach(() => {
  Object.assign(shown, { images: [], menus: 0, toolTips: [], clicks: [], isGone: false, scaleFactor: 1 });
  shown.onMetrics.clear();
  vi.stubEnv("XDG_CURRENT_DESKTOP", "KDE");
});

const counts = () => [shown.images.length, shown.toolTips.length, shown.menus];

test("is drawn again only for what has changed", () => {
  const tray = createTray(noteActions());
  tray.show("fr", signedIn);
  tray.show("fr", { ...signedIn });
  expect(shown).toMatchObject({ images: [22], toolTips: [toolTip("fr", signedIn)], menus: 1 });
  tray.show("fr", { ...signedIn, connection: "Actualisation…", canRefresh: false });
  expect(counts()).toEqual([1, 2, 2]);
  tray.show("fr", { ...signedIn, period: "day" });
  expect(counts()).toEqual([2, 3, 3]);
  tray.show("fr", { ...signedIn, period: "day", condition: "stale" });
  expect(counts()).toEqual([3, 3, 3]);
  tray.show("fr", withBudgets());
  expect(counts()).toEqual([4, 4, 4]);
  tray.show("fr", withBudgets({ unacknowledged: 1 }));
  expect(counts()).toEqual([4, 5, 5]);
  tray.show("fr", withBudgets({ percent: 131 }));
  expect(counts()).toEqual([5, 6, 6]);
  tray.destroy();
  expect(shown.isGone).toBe(true);
});

test("is not drawn a second time for nobody, with whom it begins", () => {
  createTray(noteActions()).show("fr", signedOut);
  expect(shown.images).toEqual([]);
});

test("is drawn anew for a screen of another scale, and for no other change of a screen", () => {
  const tray = createTray(noteActions());
  tray.show("fr", signedIn);
  tray.show("fr", { ...signedIn });
  const tellMetrics = () => {
    for (const listener of shown.onMetrics) listener();
  };
  tellMetrics();
  expect(shown.images).toEqual([22]);
  shown.scaleFactor = 2;
  tellMetrics();
  tellMetrics();
  expect(shown.images).toEqual([22, 44]);
  tray.destroy();
  expect(shown.onMetrics.size).toBe(0);
});

test("opens the window by a click", () => {
  const actions = noteActions();
  createTray(actions);
  for (const click of shown.clicks) click();
  expect(actions.done).toEqual(["open"]);
});
