import { BACKFILL_PATH, backfillQuerySchema, REFRESH_PATH } from "../../shared/api/backfill.ts";
import { parseQuery } from "./parse-input.ts";
import { newRouter, type RouteContext } from "./route-context.ts";

/** `POST` imports and answers at its end, `GET` tells how far it is, `DELETE` cancels it. */
export function backfillRoutes({ importer }: RouteContext) {
  return newRouter()
    .post(BACKFILL_PATH, async (c) => {
      const { days, reset } = parseQuery(c, backfillQuerySchema);
      return c.json(await importer.backfill(c.get("userId"), { days, isReset: reset === "1" }));
    })
    .get(BACKFILL_PATH, async (c) => c.json(await importer.status(c.get("userId"))))
    .delete(BACKFILL_PATH, async (c) => {
      await importer.cancel(c.get("userId"));
      return c.body(null, 204);
    })
    .post(REFRESH_PATH, async (c) => c.json(await importer.refresh(c.get("userId"))));
}
