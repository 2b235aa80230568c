import { HEALTH_PATH, READINESS_PATH } from "../../shared/api/health.ts";
import { newRouter, type RouteContext } from "./route-context.ts";

export function healthRoutes({ ledger }: RouteContext) {
  return newRouter()
    .get(HEALTH_PATH, (c) => c.json({ status: "ok" }))
    .get(READINESS_PATH, async (c) => {
      await ledger.check();
      return c.json({ status: "ready" });
    });
}
