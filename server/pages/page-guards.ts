import { createMiddleware } from "hono/factory";
import { languageDetector } from "hono/language";
import { AppError } from "../../shared/errors.ts";
import { limitBody } from "../routes/limit-body.ts";
import { isFromOurPages } from "../identity/from-our-pages.ts";
import type { PageContext, PageState } from "./page-context.ts";
import { signInPath } from "./return-path.ts";
import { en } from "./words/en.ts";
import { fr } from "./words/fr.ts";

const LONGEST_FORM_BYTES = 16 * 1024;

const POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join("; ");

/** No script at all, no frame around, nothing kept by caches, no address told to other sites. */
export const secured = createMiddleware<PageState>(async (c, next) => {
  await next();
  c.header("Content-Security-Policy", POLICY);
  c.header("X-Content-Type-Options", "nosniff");
  c.header("X-Frame-Options", "DENY");
  c.header("Cross-Origin-Opener-Policy", "same-origin");
  // Without any, browsers would send `Origin: null` with our own forms.
  c.header("Referrer-Policy", "same-origin");
  c.header("Cache-Control", "no-store");
});

export const detectLanguage = languageDetector({
  order: ["header"],
  caches: false,
  supportedLanguages: ["fr", "en"],
  fallbackLanguage: "fr",
});

export const spoken = createMiddleware<PageState>(async (c, next) => {
  c.set("words", c.var.language === "en" ? en : fr);
  c.header("Vary", "Accept-Language", { append: true });
  await next();
});

/** A form of another site is refused: browsers tell whose page sent it. */
export const fromOurPages = (origin: string) =>
  createMiddleware<PageState>(async (c, next) => {
    if (c.req.method !== "GET" && c.req.method !== "HEAD" && !isFromOurPages(c.req.raw.headers, origin)) {
      throw new AppError("forbidden", c.var.words.failures.otherOrigin(origin));
    }
    await next();
  });

export const shortForms = limitBody(LONGEST_FORM_BYTES, "The form is too long");

/** Those who are not signed in do that first and come back; those with a one-time password choose another one first. */
export const signedIn = ({ identity }: PageContext) =>
  createMiddleware<PageState>(async (c, next) => {
    const person = await identity.personOf(c.req.raw);
    const back = c.req.method === "GET" ? `${c.req.path}${new URL(c.req.url).search}` : c.req.path;
    if (person === null) return c.redirect(signInPath("/sign-in", back), 303);
    if (person.mustChangePassword && c.req.path !== "/password") return c.redirect(signInPath("/password", back), 303);
    c.set("person", person);
    await next();
  });
