import { EventEmitter } from "node:events";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { createManualSchedule, type ManualSchedule, settle } from "../../../../support/desktop-main/manual-schedule.ts";

interface ShownNotification extends EventEmitter {
  readonly options: { readonly title: string; readonly body: string };
  readonly isClosed: boolean;
}
const system = vi.hoisted(() => ({
  isSupported: true,
  /** What the system does as a notification is shown. */
  answer: "show" as "show" | "failed" | "throws" | "nothing",
  shown: [] as unknown[],
  Notification: undefined as unknown,
}));
vi.mock("electron", () => ({
  get Notification() {
    return system.Notification;
  },
}));
system.Notification = class extends EventEmitter {
  static isSupported = () => system.isSupported;
  isClosed = false;
  readonly options: unknown;
  constructor(options: unknown) {
    super();
    this.options = options;
  }
  show(): void {
    system.shown.push(this);
    if (system.answer === "throws") throw new Error("The bus is gone");
    if (system.answer !== "nothing") this.emit(system.answer, {}, "");
  }
  close(): void {
    this.isClosed = true;
    this.emit("close", {});
  }
};

const { createNotifier } = await import("../../../../../electron/main/alerts/notifier.ts");

const words = { title: "80 % du budget", body: "< 0.01 $ & <b>" };
let clock: ManualSchedule;

beforeEach(() => {
  Object.assign(system, { isSupported: true, answer: "show", shown: [] });
  clock = createManualSchedule();
});

const notifierOn = (platform: NodeJS.Platform = "darwin") =>
  createNotifier({ platform, iconFile: "icon.png", schedule: clock.schedule, log: () => undefined });
const shown = () => system.shown as ShownNotification[];

describe("a notification", () => {
  test("that the system shows is shown, and no timer stays", async () => {
    const notifier = notifierOn();
    expect(await notifier.notify(words, () => undefined)).toBe("shown");
    expect([notifier.state(), clock.pending()]).toEqual(["shown", 0]);
    expect(shown()[0]?.options).toMatchObject(words);
  });

  test.each(["failed", "throws"] as const)("that %s is refused", async (answer) => {
    system.answer = answer;
    const notifier = notifierOn();
    expect(await notifier.notify(words, () => undefined)).toBe("refused");
    expect(notifier.state()).toBe("refused");
  });

  test("that is never answered counts as refused at the deadline", async () => {
    system.answer = "nothing";
    const notifier = notifierOn();
    const outcome = notifier.notify(words, () => undefined);
    await settle();
    await clock.advance(5_000);
    expect([await outcome, notifier.state()]).toEqual(["refused", "refused"]);
    // A person may be asked first, and allow it later.
    shown()[0]?.emit("show", {});
    expect(notifier.state()).toBe("shown");
  });

  test("is not even made where the system has none", async () => {
    system.isSupported = false;
    const notifier = notifierOn();
    expect(notifier.state()).toBe("unsupported");
    expect(await notifier.notify(words, () => undefined)).toBe("unsupported");
    expect(shown()).toEqual([]);
  });

  test("is told again as shown once the system shows one", async () => {
    const notifier = notifierOn();
    system.answer = "failed";
    await notifier.notify(words, () => undefined);
    system.answer = "show";
    await notifier.notify(words, () => undefined);
    expect(notifier.state()).toBe("shown");
  });

  test("on Linux holds nothing that could be read as markup", async () => {
    await notifierOn("linux").notify(words, () => undefined);
    expect(shown()[0]?.options.body).toBe("‹ 0.01 $ ＆ ‹b›");
  });
});

test("a click is told, also of one that had timed out before", async () => {
  const clicked: string[] = [];
  const notifier = notifierOn("win32");
  await notifier.notify(words, () => clicked.push("first"));
  await notifier.notify(words, () => clicked.push("second"));
  shown()[0]?.emit("close", { reason: "timedOut" });
  shown()[0]?.emit("click", {});
  shown()[1]?.emit("click", {});
  expect(clicked).toEqual(["first", "second"]);
});

test("what is on screen is taken back, and what was clicked or closed is let go", async () => {
  const notifier = notifierOn();
  for (let count = 0; count < 3; count += 1) await notifier.notify(words, () => undefined);
  shown()[0]?.emit("click", {});
  shown()[1]?.emit("close", {});
  notifier.closeAll();
  expect(shown().map(({ isClosed }) => isClosed)).toEqual([false, false, true]);
});
