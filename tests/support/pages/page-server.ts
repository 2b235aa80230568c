import { createAdaptorServer } from "@hono/node-server";
import type { AddressInfo } from "node:net";
import { pageRoutes } from "../../../server/pages/page-routes.ts";
import { answerFailures } from "../../../server/routes/error-answer.ts";
import { identityRoutes } from "../../../server/routes/identity-routes.ts";
import { identifyRequests } from "../../../server/routes/request-id.ts";
import { newRouter } from "../../../server/routes/route-context.ts";
import type { AppError } from "../../../shared/errors.ts";
import { openTemporaryIdentity, type TemporaryIdentity } from "../identity/temporary-identity.ts";

export interface PageServer extends TemporaryIdentity {
  readonly origin: string;
  readonly unexpected: readonly AppError[];
}

/** The pages and the devices' endpoints, served over HTTP, over an empty SQLite database. */
export async function startPageServer(): Promise<PageServer> {
  let answer: (request: Request) => Response | Promise<Response> = () => new Response(null, { status: 503 });
  const server = createAdaptorServer({ fetch: (request) => answer(request) });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const opened = await openTemporaryIdentity("sqlite", { baseUrl: origin });
  const unexpected: AppError[] = [];
  const onUnexpectedError = (error: AppError) => unexpected.push(error);
  const app = newRouter().use(identifyRequests());
  const { identity } = opened;
  const addressOf = () => "127.0.0.1";
  app.route("/", identityRoutes({ identity, addressOf }));
  app.route("/", pageRoutes({ identity, addressOf, now: opened.options.now, onUnexpectedError }));
  answerFailures(app, onUnexpectedError);
  answer = (request) => app.fetch(request);

  return {
    ...opened,
    origin,
    unexpected,
    async remove() {
      await new Promise((closed) => server.close(closed));
      await opened.remove();
    },
  };
}
