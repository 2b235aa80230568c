import { createMiddleware } from "hono/factory";
import { AppError } from "../../shared/errors.ts";
import { answerFailures } from "../routes/error-answer.ts";
import { identifyRequests } from "../routes/request-id.ts";
import { newRouter, type RequestState, type Router } from "../routes/route-context.ts";
import type { Configuration } from "./configuration.ts";
import { boundBody, boundTime } from "./guards/bounds.ts";
import { createClientAddress } from "./guards/client-address.ts";
import { guardHeaders } from "./guards/headers.ts";
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
  const { baseUrl, allowedOrigins, rateLimits } = configuration;
  const clientAddress = createClientAddress(configuration.trustedProxies);
  const rates = guardRates({ perAddress: rateLimits.perAddress, clientAddress });
  const letGo = createMiddleware<RequestState>(async (c, next) => {
    await next();
    if (isStopping()) c.header("Connection", "close");
  });

  return () => {
    const app = newRouter();
    app.use(identifyRequests(givenRequestId));
    app.use(
      observe({ logger, metrics }),
      letGo,
      guardHeaders({ isHttps: baseUrl?.startsWith("https:") === true }),
      guardHost(configuration),
      leadToOwnAddress(configuration),
      guardOrigin(configuration),
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
