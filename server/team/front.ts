import type { HttpBindings } from "@hono/node-server";
import type { Context } from "hono";
import { AppError } from "../../shared/errors.ts";
import { answerFailures } from "../routes/error-answer.ts";
import { identifyRequests } from "../routes/request-id.ts";
import { newRouter, type RequestState, type Router } from "../routes/route-context.ts";
import type { Configuration } from "./configuration.ts";
import { boundBody, boundTime } from "./guards/bounds.ts";
import { createClientAddress } from "./guards/client-address.ts";
import { passing } from "./guards/gate.ts";
import { guardHost, guardOrigin, openTo } from "./guards/origin.ts";
import { leadToOwnAddress } from "./guards/own-address.ts";
import { guardRates } from "./guards/rates.ts";
import type { Logger } from "./logging.ts";
import { metricsRoute } from "./metrics-route.ts";
import type { Metrics } from "./metrics.ts";
import { givenRequestId, observe } from "./observe.ts";

export interface FrontOptions {
  readonly configuration: Configuration;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly isStopping: () => boolean;
}

/** Makes routers with all that stands before the contract, and `/metrics`: what one of them counted, the next one knows. */
export function createFront({ configuration, logger, metrics, isStopping }: FrontOptions) {
  const { allowedOrigins, rateLimits } = configuration;
  const clientAddress = createClientAddress(configuration.trustedProxies);
  const rates = guardRates({ perAddress: rateLimits.perAddress, clientAddress });
  /** On the HTTP server's own answer: the contract's would be made anew for each header. */
  const tell = (c: Context<RequestState>, requestId: string): void => {
    const { outgoing } = c.env as HttpBindings; // Whoever listens gives them along.
    outgoing.setHeader("X-Request-Id", requestId);
    if (isStopping()) outgoing.setHeader("Connection", "close");
  };

  return () => {
    const app = newRouter();
    app.use(
      identifyRequests({ given: givenRequestId, tell }),
      observe({ logger, metrics }),
      passing(guardHost(configuration), leadToOwnAddress(configuration), guardOrigin(configuration)),
    );
    if (allowedOrigins.length > 0) app.use("/api/*", openTo(allowedOrigins));
    app.use(rates, boundBody, boundTime);
    app.route("/", metricsRoute(metrics, configuration.metricsToken));
    return app;
  };
}

/** What is answered while the database is not open yet. */
export function startingApp(app: Router) {
  app.get("/healthz", (c) => c.json({ status: "ok" }));
  app.all("*", () => {
    throw new AppError("ledger_unavailable", "The server is starting: its database is not open yet");
  });
  return answerFailures(app, () => undefined);
}
