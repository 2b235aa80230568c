/** What goes back over HTTP. */
export interface Answer {
  readonly status: number;
  readonly body: string;
  readonly contentType: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
}

const jsonType = "application/json; charset=utf-8";
const jsonHeaders = [["X-RateLimit-Limit", "60"]] as const;

/** A body that is JSON text already. */
export function jsonText(status: number, body: string): Answer {
  return { status, body, contentType: jsonType, headers: jsonHeaders };
}

export function json(status: number, value: unknown): Answer {
  return jsonText(status, JSON.stringify(value));
}

export function data(value: unknown): Answer {
  return json(200, { data: value });
}

function failure(status: number, type: string, message: string): Answer {
  return json(status, { error: { type, message } });
}

export function html(status: number, title: string): Answer {
  const body = `<!doctype html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`;
  return { status, body, contentType: "text/html; charset=utf-8", headers: [] };
}

export const failures = {
  tokenNotProvided: () => failure(401, "token-not-provided", "Authentication token was not provided"),
  tokenNotFound: () =>
    failure(401, "user-or-token-not-found", "User was not found or authentication token is not valid"),
  insufficientPermissions: () =>
    failure(403, "insufficient-permissions", "Insufficient permissions for the requested resource"),
  recordNotFound: (what: string) => failure(404, "record-not-found", `${what} was not found`),
  pageNotFound: () => failure(404, "page-not-found", "There is no API endpoint at this URL"),
  methodNotAllowed: () => failure(405, "method-not-allowed", "This endpoint answers GET only"),
  invalidValue: (parameter: string) => failure(400, "invalid-value", `Invalid value of "${parameter}"`),
} as const;
