import { z } from "zod";
import { newPageRouter, setCookies, type PageContext, type PageRequest } from "./page-context.ts";
import { minutesOf, parseForm } from "./parse-form.ts";
import { passwordProblem } from "./password-problem.ts";
import { returnPath, signInPath } from "./return-path.ts";
import { choosePasswordView } from "./views/password-view.ts";
import { signInView } from "./views/sign-in-view.ts";

const signInForm = z.object({ email: z.string(), password: z.string(), next: z.string().optional() });
const chosenForm = z.object({ next_password: z.string(), repeated_password: z.string(), next: z.string().optional() });

export function signInRoutes({ identity, addressOf }: PageContext) {
  const router = newPageRouter();

  router.get("/sign-in", async (c) => {
    const next = returnPath(c.req.query("next"));
    const person = await identity.personOf(c.req.raw);
    if (person !== null) return c.redirect(person.mustChangePassword ? signInPath("/password", next) : next, 303);
    return c.html(signInView({ words: c.var.words, next, isSignedOut: c.req.query("signed_out") === "1" }));
  });

  router.post("/sign-in", async (c) => {
    const { email, password, next: asked } = await parseForm(c, signInForm);
    const next = returnPath(asked);
    const { words } = c.var;
    const result = await identity.browser.signIn(c.req.raw, { email, password, address: addressOf(c) });
    switch (result.state) {
      case "signed_in":
        setCookies(c, result.cookies);
        return c.redirect(result.mustChangePassword ? signInPath("/password", next) : next, 303);
      case "throttled":
        c.header("Retry-After", String(result.retryAfterSeconds));
        return c.html(
          signInView({ words, next, email, error: words.throttled(minutesOf(result.retryAfterSeconds)) }),
          429,
        );
      case "refused":
      case "expired":
        return c.html(signInView({ words, next, email, error: words.signIn[result.state] }), 401);
    }
  });

  router.post("/sign-out", async (c) => {
    setCookies(c, await identity.browser.signOut(c.req.raw));
    return c.redirect("/sign-in?signed_out=1", 303);
  });

  const choose = (c: PageRequest, next: string, error?: string) =>
    choosePasswordView({
      words: c.var.words,
      next,
      email: c.var.person.email,
      ...(error !== undefined && { error }),
    });

  router.get("/password", (c) => {
    const next = returnPath(c.req.query("next"));
    return c.var.person.mustChangePassword ? c.html(choose(c, next)) : c.redirect(next, 303);
  });

  router.post("/password", async (c) => {
    const form = await parseForm(c, chosenForm);
    const next = returnPath(form.next);
    if (!c.var.person.mustChangePassword) return c.redirect(next, 303);
    if (form.next_password !== form.repeated_password) {
      return c.html(choose(c, next, c.var.words.passwordProblems.different), 400);
    }
    const change = { current: "", next: form.next_password };
    const result = await identity.browser.changePassword(c.req.raw, c.var.person, change);
    if (result.state !== "changed") {
      const { text, status } = passwordProblem(c, result);
      return c.html(choose(c, next, text), status);
    }
    setCookies(c, result.cookies);
    return c.redirect(next, 303);
  });

  return router;
}
