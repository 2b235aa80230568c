import type { PageServer } from "./page-server.ts";

export interface PageAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** As a browser would send them back. */
  readonly cookie: string;
}

interface Sending {
  readonly cookie?: string;
  readonly form?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One request as a browser sends it, redirects left to the test. */
export async function send(
  server: PageServer,
  method: string,
  path: string,
  sending: Sending = {},
): Promise<PageAnswer> {
  const { cookie, form, headers } = sending;
  const answer = await fetch(`${server.origin}${path}`, {
    method,
    redirect: "manual",
    headers: {
      ...(cookie !== undefined && { cookie }),
      ...(method !== "GET" && { origin: server.origin }),
      ...headers,
    },
    ...(form !== undefined && { body: new URLSearchParams(form) }),
  });
  return {
    status: answer.status,
    headers: answer.headers,
    text: await answer.text(),
    cookie: answer.headers
      .getSetCookie()
      .map((each) => each.split(";")[0])
      .join("; "),
  };
}
