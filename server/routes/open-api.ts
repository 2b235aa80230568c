import { OPEN_API_PATH } from "../../shared/api/open-api.ts";
import { newRouter } from "./route-context.ts";

/** The contract, told to anyone. Of the team server alone: the desktop's window needs no document, nor its size. */
export function openApiRoutes(document: object) {
  const text = JSON.stringify(document);
  return newRouter().get(OPEN_API_PATH, (c) => c.body(text, 200, { "content-type": "application/json" }));
}
