/** The closed set of reasons that a caller can act on. Codes cross HTTP and IPC; messages are for people. */
export const ERROR_CODES = [
  "invalid_request",
  "unauthorized",
  "forbidden",
  "not_found",
  "payload_too_large",
  "rate_limited",
  "import_running",
  "cancelled",
  "apify_not_connected",
  "apify_token_refused",
  "apify_forbidden",
  "apify_rate_limited",
  "apify_unreachable",
  "apify_bad_answer",
  "keychain_unavailable",
  "ledger_newer",
  "ledger_unfit",
  "ledger_unavailable",
  "ledger_damaged",
  "server_unreachable",
  "server_bad_answer",
  "internal",
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

export type ErrorDetails = Readonly<Record<string, string | number | readonly string[]>>;

/** A failure with a code. Its message may be shown to a person: no token, SQL, stack or path in it. */
export class AppError extends Error {
  override readonly name = "AppError";
  readonly code: ErrorCode;
  readonly details: ErrorDetails | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    options: { readonly cause?: unknown; readonly details?: ErrorDetails } = {},
  ) {
    super(message, { cause: options.cause });
    this.code = code;
    this.details = options.details;
  }
}

export function isAppError(error: unknown, code?: ErrorCode): error is AppError {
  return error instanceof AppError && (code === undefined || error.code === code);
}

/** Anything thrown, as a failure with a code. What is not ours becomes `internal`, its text kept as the cause only. */
export function toAppError(error: unknown): AppError {
  return error instanceof AppError ? error : new AppError("internal", "Unexpected failure", { cause: error });
}

/** Marks a branch that the types rule out, so that a new case fails to compile. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected case: ${JSON.stringify(value)}`);
}
