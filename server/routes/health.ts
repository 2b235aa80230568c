import { newRouter, type RouteContext } from "./route-context.ts";

export function healthRoutes({ ledger }: RouteContext) {
  return newRouter()
    .get("/healthz", (c) => c.json({ status: "ok" }))
    .get("/readyz", async (c) => {
      await ledger.check();
      return c.json({ status: "ready" });
    });
}
