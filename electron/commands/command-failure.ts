import type { ErrorCode } from "../../shared/errors.ts";

/** Why a command can't answer. */
export type FailureReason =
  | { readonly kind: "failed"; readonly code: ErrorCode }
  | { readonly kind: "no-ledger"; readonly folder: string }
  | { readonly kind: "nobody" }
  | { readonly kind: "unknown-account"; readonly names: readonly string[] }
  | { readonly kind: "several-accounts"; readonly ids: readonly string[] }
  | { readonly kind: "running" }
  | { readonly kind: "server-not-known" }
  | { readonly kind: "server-not-of-today" }
  | { readonly kind: "server-not-checked" }
  | { readonly kind: "server-not-exported" }
  | { readonly kind: "not-written"; readonly file: string; readonly code: string };

export class CommandFailure extends Error {
  readonly reason: FailureReason;

  constructor(reason: FailureReason) {
    super(reason.kind);
    this.reason = reason;
  }
}
