import { AppError } from "../../../shared/errors.ts";
import type { Release, UpdateChannel, UpdateProblem, UpdateState, UpdateStatus } from "../../../shared/ipc/updates.ts";
import type { CallHandlers } from "../ipc-binder.ts";
import type { Log } from "../log.ts";
import type { Feed } from "./signed-feed.ts";
import type { UpdateMemoryFile } from "./update-memory.ts";
import { canCheck, nextState, type UpdateEvent } from "./update-state.ts";
import type { UpdateWay } from "./update-way.ts";

/** Not in the first seconds, which are the window's. */
const FIRST_CHECK_MS = 60_000;
const DAY_MS = 24 * 60 * 60 * 1_000;

export interface Question {
  readonly channel: UpdateChannel;
  /** Who asks gets a release that is still being rolled out. */
  readonly isByHand: boolean;
}

/** Downloads a release, and puts it in this version's place. */
export interface PackageUpdater {
  /** Its sha512 is the one that the feed names. @throws what the network or the disk says, `ERR_CHECKSUM_MISMATCH` */
  download(feed: Feed, onProgress: (percent: number) => void): Promise<void>;
  /** Quits, so that the new version is there next. */
  restart(): void;
  /** The last thing that the process does: everything of it is closed. Answers whether it is done. */
  replace(options: { readonly isRestart: boolean }): boolean;
}

export interface UpdatesOptions {
  /** This version. */
  readonly version: string;
  /** Null: this build gets no updates. */
  readonly way: UpdateWay | null;
  readonly channel: () => UpdateChannel;
  /** As `findRelease` does. Its code is loaded when it is first asked. */
  readonly find: (question: Question) => Promise<Feed | UpdateProblem | null>;
  /** What downloads and installs: loaded once there is something to. */
  readonly loadUpdater: () => Promise<PackageUpdater>;
  readonly memory: UpdateMemoryFile;
  readonly isOnline: () => boolean;
  /** Told at each step of a download too, which stays in its state. */
  readonly onChange: (status: UpdateStatus, isOtherState: boolean) => void;
  /** Shows a page in the person's browser. */
  readonly openPage: (url: string) => Promise<void>;
  readonly schedule: (callback: () => void, delayMs: number) => () => void;
  readonly now: () => number;
  readonly log: Log;
}

export interface Updates {
  status(): UpdateStatus;
  /** The window is there: the first check comes a while later, and one each day. */
  start(): void;
  /** Another channel was chosen, or the machine has slept. */
  checkIfDue(isDue?: boolean): void;
  setImporting(isImporting: boolean): void;
  /**
   * All is closed, and the process about to end: what is ready takes its place. Answers whether a start that somebody waits
   * for is still to be seen to.
   */
  leave(isStartWanted: boolean): boolean;
  stop(): void;
  readonly handlers: Pick<
    CallHandlers,
    "getUpdateStatus" | "checkForUpdates" | "installUpdate" | "openDownloadPage" | "acknowledgeUpdate"
  >;
}

/** Looks for newer versions, downloads them where this build can install them, and never installs during an import. */
export function createUpdates(options: UpdatesOptions): Updates {
  const { memory, schedule, log } = options;
  let state: UpdateState = options.way === null ? { kind: "none" } : { kind: "current" };
  let feed: Feed | null = null;
  let updater: PackageUpdater | null = null;
  let checkedAtMs: number | null = null;
  let isImporting = false;
  let cancel: () => void = () => undefined;
  let installed = takeInstalled();

  /** What was to take this version's place is this version now; or it is not, which is told. */
  function takeInstalled(): Release | null {
    const { installing, ...rest } = memory.read();
    if (installing === null || options.way === null) return null;
    if (installing.release.version === options.version) {
      memory.write({ ...rest, installing: { ...installing, from: null } });
      return installing.release;
    }
    memory.write({ ...rest, installing: null });
    if (installing.from === options.version) state = { kind: "failed", problem: "not-installed" };
    return null;
  }

  const status = (): UpdateStatus => ({
    state,
    checkedAt: checkedAtMs === null ? null : new Date(checkedAtMs).toISOString(),
    installed,
  });

  function happen(event: UpdateEvent): void {
    const next = nextState(state, event);
    if (next === state) return;
    const isOther = next.kind !== state.kind;
    state = next;
    if (isOther) log("update", { state: state.kind, ...("problem" in state && { problem: state.problem }) });
    options.onChange(status(), isOther);
  }

  async function check(isByHand: boolean): Promise<void> {
    if (!canCheck(state)) return;
    plan();
    happen({ kind: "check-started" });
    const found = await options.find({ channel: options.channel(), isByHand }).catch((error: unknown) => {
      log("feed not read", { cause: error });
      return options.isOnline() ? "no-answer" : "no-network";
    });
    if (found !== "no-network") checkedAtMs = options.now();
    if (found === null) happen({ kind: "nothing-newer" });
    else if (typeof found === "string") happen({ kind: "failed", problem: found });
    else {
      feed = found;
      happen({ kind: "found", release: releaseOf(found), canInstall: options.way === "installs" });
      void download();
    }
  }

  async function download(): Promise<void> {
    if (state.kind !== "waiting" || isImporting || feed === null) return;
    happen({ kind: "download-started" });
    try {
      updater ??= await options.loadUpdater();
      await updater.download(feed, (percent) => happen({ kind: "progressed", percent }));
      happen({ kind: "downloaded" });
    } catch (error) {
      log("update not downloaded", { cause: error });
      happen({ kind: "failed", problem: options.isOnline() ? downloadProblem(error) : "no-network" });
    }
  }

  function install(): void {
    if (isImporting || state.kind !== "ready" || !state.isAsked) return;
    happen({ kind: "install-started" });
    updater?.restart();
  }

  function plan(delayMs = DAY_MS): void {
    cancel();
    cancel = schedule(() => void check(false), delayMs);
  }

  return {
    status,
    start: () => options.way !== null && plan(FIRST_CHECK_MS),
    checkIfDue(isDue = checkedAtMs !== null && options.now() - checkedAtMs > DAY_MS) {
      if (isDue) void check(false);
    },
    setImporting(next) {
      isImporting = next;
      if (next) return;
      void download();
      install();
    },
    leave(isStartWanted) {
      const isRestart = isStartWanted || state.kind === "installing";
      if (updater === null || feed === null || (state.kind !== "ready" && state.kind !== "installing"))
        return isRestart;
      memory.write({ ...memory.read(), installing: { from: options.version, release: releaseOf(feed) } });
      return !updater.replace({ isRestart }) && isRestart;
    },
    stop: () => cancel(),
    handlers: {
      getUpdateStatus: status,
      async checkForUpdates() {
        await check(true);
        return status();
      },
      installUpdate() {
        if (state.kind !== "ready") throw new AppError("not_found", "No update is ready");
        happen({ kind: "install-asked" });
        install();
      },
      async openDownloadPage() {
        if (feed === null) throw new AppError("not_found", "No update is known");
        await options.openPage(feed.page);
      },
      acknowledgeUpdate() {
        installed = null;
        memory.write({ ...memory.read(), installing: null });
        options.onChange(status(), false);
      },
    },
  };
}

const releaseOf = ({ version, releasedAt, notes }: Feed): Release => ({ version, releasedAt, notes });

function downloadProblem(error: unknown): UpdateProblem {
  const code = error instanceof Error && "code" in error ? error.code : null;
  if (code === "ERR_CHECKSUM_MISMATCH") return "broken-file";
  return code === "ENOSPC" ? "no-room" : "no-answer";
}
