import { RECONCILIATION_PATH, reconciliationQuerySchema } from "../../shared/api/reconciliation.ts";
import { parseQuery } from "./parse-input.ts";
import { newRouter, type RouteContext } from "./route-context.ts";

export function reconciliationRoutes({ reconciler }: RouteContext) {
  return newRouter().get(RECONCILIATION_PATH, async (c) => {
    const { date } = parseQuery(c, reconciliationQuerySchema);
    return c.json(await reconciler.read(c.get("userId"), date));
  });
}
