import { z } from "zod";
import { isAppError } from "../../shared/errors.ts";
import { newPageRouter, setCookies, type PageContext, type PageRequest } from "./page-context.ts";
import { parseForm } from "./parse-form.ts";
import { passwordProblem } from "./password-problem.ts";
import { accountView, type AccountViewOptions } from "./views/account-view.ts";

const idForm = z.object({ id: z.string().min(1).max(200) });
const keyForm = z.object({ name: z.string() });
const passwordForm = z.object({
  current_password: z.string(),
  next_password: z.string(),
  repeated_password: z.string(),
});

type Extra = Pick<AccountViewOptions, "done" | "newKey" | "keyError" | "passwordError">;

export function accountRoutes({ identity, now }: PageContext) {
  const router = newPageRouter();

  async function show(c: PageRequest, extra: Extra = {}) {
    const { words, person } = c.var;
    const [sessions, keys] = await Promise.all([
      identity.sessions.list(person.accountId),
      identity.keys.list(person.accountId),
    ]);
    return accountView({ words, person, sessions, keys, nowMs: now(), ...extra });
  }

  router.get("/account", async (c) => {
    const { done } = c.var.words;
    const what = c.req.query("done") ?? "";
    return c.html(await show(c, isDone(what) ? { done: done[what] } : {}));
  });

  router.post("/account/sessions", async (c) => {
    const { id } = await parseForm(c, idForm);
    await identity.sessions.revoke(c.var.person.accountId, id);
    return c.redirect("/account?done=session", 303);
  });

  router.post("/account/keys", async (c) => {
    const { name } = await parseForm(c, keyForm);
    try {
      const { key } = await identity.keys.create(c.var.person.accountId, name);
      return c.html(await show(c, { newKey: { name: name.trim(), key } }));
    } catch (error) {
      if (!isAppError(error, "invalid_request")) throw error;
      return c.html(await show(c, { keyError: c.var.words.account.keyRefused }), 400);
    }
  });

  router.post("/account/keys/delete", async (c) => {
    const { id } = await parseForm(c, idForm);
    await identity.keys.revoke(c.var.person.accountId, id);
    return c.redirect("/account?done=key", 303);
  });

  router.post("/account/password", async (c) => {
    const { words, person } = c.var;
    const form = await parseForm(c, passwordForm);
    if (form.next_password !== form.repeated_password) {
      return c.html(await show(c, { passwordError: words.passwordProblems.different }), 400);
    }
    const change = { current: form.current_password, next: form.next_password };
    const result = await identity.browser.changePassword(c.req.raw, person, change);
    if (result.state !== "changed") {
      const { text, status } = passwordProblem(c, result);
      return c.html(await show(c, { passwordError: text }), status);
    }
    setCookies(c, result.cookies);
    return c.redirect("/account?done=password", 303);
  });

  return router;
}

const DONE = ["session", "key", "password"] as const;
const isDone = (what: string): what is (typeof DONE)[number] => (DONE as readonly string[]).includes(what);
