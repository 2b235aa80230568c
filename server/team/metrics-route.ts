import { AppError } from "../../shared/errors.ts";
import { newRouter } from "../routes/route-context.ts";
import { directAddress } from "./guards/client-address.ts";
import { isSameSecret } from "./guards/same-secret.ts";
import { isLoopbackAddress, isLoopbackName } from "./loopback.ts";
import type { Metrics } from "./metrics.ts";

/** For whoever knows the token; without one, for this computer alone, and not through a proxy on it. */
export const metricsRoute = ({ registry }: Metrics, token: string | null) =>
  newRouter().get("/metrics", async (c) => {
    const told = /^Bearer (.+)$/i.exec(c.req.header("authorization") ?? "")?.[1];
    const isForwarded = ["x-forwarded-for", "forwarded", "x-real-ip"].some((name) => c.req.header(name) !== undefined);
    const isCalledHere = isLoopbackName(new URL(c.req.url).hostname);
    const isAllowed =
      token === null
        ? isLoopbackAddress(directAddress(c)) && isCalledHere && !isForwarded
        : told !== undefined && isSameSecret(told, token);
    if (!isAllowed) throw new AppError("unauthorized", "The metrics need their own token");
    return c.body(await registry.metrics(), 200, { "Content-Type": registry.contentType });
  });
