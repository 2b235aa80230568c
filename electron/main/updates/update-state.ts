import type { Release, UpdateProblem, UpdateState } from "../../../shared/ipc/updates.ts";

export type UpdateEvent =
  | { readonly kind: "check-started" }
  | { readonly kind: "nothing-newer" }
  | { readonly kind: "found"; readonly release: Release; readonly canInstall: boolean }
  | { readonly kind: "download-started" }
  | { readonly kind: "progressed"; readonly percent: number }
  | { readonly kind: "downloaded" }
  /** The person wants it now. */
  | { readonly kind: "install-asked" }
  | { readonly kind: "install-started" }
  | { readonly kind: "failed"; readonly problem: UpdateProblem };

/** What follows; an event that the state does not wait for changes nothing. */
export function nextState(state: UpdateState, event: UpdateEvent): UpdateState {
  switch (event.kind) {
    case "check-started":
      return canCheck(state) && state.kind !== "ready" ? { kind: "checking" } : state;
    case "nothing-newer":
      return state.kind === "checking" ? { kind: "current" } : state;
    case "found":
      return afterFound(state, event);
    case "download-started":
      return state.kind === "waiting" ? { kind: "downloading", release: state.release, percent: 0 } : state;
    case "progressed":
      // It never goes back, though a part of the file may be asked for again.
      return state.kind === "downloading" && event.percent > state.percent
        ? { ...state, percent: event.percent }
        : state;
    case "downloaded":
      return state.kind === "downloading" ? { kind: "ready", release: state.release, isAsked: false } : state;
    case "install-asked":
      return state.kind === "ready" ? { ...state, isAsked: true } : state;
    case "install-started":
      return state.kind === "ready" ? { kind: "installing", release: state.release } : state;
    case "failed":
      // What is ready stays so, whatever became of a later check.
      return ["checking", "downloading", "installing"].includes(state.kind)
        ? { kind: "failed", problem: event.problem }
        : state;
  }
}

/** Whether another check has a sense now. What is ready may be followed by a version that is newer still. */
export function canCheck({ kind }: UpdateState): boolean {
  return kind === "current" || kind === "available" || kind === "failed" || kind === "ready";
}

function afterFound(state: UpdateState, { release, canInstall }: Extract<UpdateEvent, { kind: "found" }>): UpdateState {
  const isNews = state.kind === "ready" && state.release.version !== release.version;
  if (state.kind !== "checking" && !isNews) return state;
  return { kind: canInstall ? "waiting" : "available", release };
}
