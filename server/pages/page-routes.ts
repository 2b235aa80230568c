import { toAppError } from "../../shared/errors.ts";
import { statusOf } from "../routes/error-answer.ts";
import { newRouter, type Router } from "../routes/route-context.ts";
import { accountRoutes } from "./account-routes.ts";
import { deviceRoutes } from "./device-routes.ts";
import { newPageRouter, type PageContext, type PageRequest } from "./page-context.ts";
import { detectLanguage, fromOurPages, secured, shortForms, signedIn, spoken } from "./page-guards.ts";
import { HOME } from "./return-path.ts";
import { signInRoutes } from "./sign-in-routes.ts";
import { STYLE_PATH, STYLE_SHEET } from "./style-sheet.ts";
import { failureView } from "./views/failure-view.ts";
import { ICON, ICON_PATH } from "./views/mark.ts";
import { fr } from "./words/fr.ts";

const OPEN = ["/sign-in", "/sign-out"];
const SIGNED_IN = ["/password", "/device", "/account", "/account/*"];
const KEPT_FOR_EVER = { "Cache-Control": "public, max-age=31536000, immutable" };
const KEPT_FOR_A_DAY = { "Cache-Control": "public, max-age=86400" };

/** The pages for people: signing in, letting a device in, one's account. To be joined at the root. */
export function pageRoutes(context: PageContext): Router {
  const { identity, onUnexpectedError } = context;
  const router = newPageRouter();
  // One by one: what is used for all paths of a router that is joined at the root is used for the whole server.
  for (const path of [...OPEN, ...SIGNED_IN]) {
    router.use(path, secured, detectLanguage, spoken, fromOurPages(identity.origin), shortForms);
  }
  for (const path of SIGNED_IN) router.use(path, signedIn(context));

  router.get("/", (c) => c.redirect(HOME, 303));
  router.get(STYLE_PATH, (c) =>
    c.body(STYLE_SHEET, 200, { "Content-Type": "text/css; charset=utf-8", ...KEPT_FOR_EVER }),
  );
  router.get(ICON_PATH, (c) => c.body(ICON, 200, { "Content-Type": "image/svg+xml", ...KEPT_FOR_A_DAY }));
  router.route("/", signInRoutes(context));
  router.route("/", deviceRoutes(context));
  router.route("/", accountRoutes(context));

  router.onError((error, c) => {
    const failure = toAppError(error);
    const status = statusOf(failure.code);
    if (status >= 500) onUnexpectedError(failure, c.get("requestId"));
    return c.html(failureView({ words: wordsOf(c), text: textOf(failure.code, failure.message, c) }), status);
  });
  return newRouter().route("/", router);
}

/** Before they are known, French. */
const wordsOf = (c: PageRequest) => (c.var.words as PageRequest["var"]["words"] | undefined) ?? fr;

function textOf(code: string, message: string, c: PageRequest): string {
  const { failures } = wordsOf(c);
  switch (code) {
    case "forbidden":
      return message;
    case "invalid_request":
      return failures.wrongForm;
    case "payload_too_large":
      return failures.tooLarge;
    case "ledger_unavailable":
      return failures.unavailable;
    default:
      return failures.unexpected;
  }
}
