import { z } from "zod";
import type { Throttled } from "../identity/browser-sign-in.ts";
import { newPageRouter, type PageContext, type PageRequest } from "./page-context.ts";
import { minutesOf, parseForm } from "./parse-form.ts";
import { approveView, decidedView, typeCodeView } from "./views/device-view.ts";

const LONGEST_CODE = 20;

const decisionForm = z.object({ user_code: z.string().max(LONGEST_CODE), decision: z.enum(["approve", "deny"]) });

export function deviceRoutes({ identity, addressOf, now }: PageContext) {
  const router = newPageRouter();
  const visit = (c: PageRequest) => ({ request: c.req.raw, person: c.var.person, address: addressOf(c) });

  function refuse(c: PageRequest, code: string, result: Throttled | { readonly state: "unknown" }) {
    const { words, person } = c.var;
    const common = { words, email: person.email, code };
    if (result.state === "unknown") return c.html(typeCodeView({ ...common, error: words.device.unknown }), 404);
    c.header("Retry-After", String(result.retryAfterSeconds));
    return c.html(typeCodeView({ ...common, error: words.throttled(minutesOf(result.retryAfterSeconds)) }), 429);
  }

  router.get("/device", async (c) => {
    const { words, person } = c.var;
    const code = (c.req.query("user_code") ?? "").slice(0, LONGEST_CODE);
    if (code.trim() === "") return c.html(typeCodeView({ words, email: person.email, code: "" }));
    const found = await identity.devices.find(visit(c), code);
    if (found.state !== "found") return refuse(c, code, found);
    return c.html(approveView({ words, email: person.email, request: found.request, nowMs: now() }));
  });

  router.post("/device", async (c) => {
    const { words, person } = c.var;
    const { user_code: code, decision } = await parseForm(c, decisionForm);
    const isApproved = decision === "approve";
    const result = await identity.devices.decide(visit(c), code, isApproved);
    if (result.state !== "decided") return refuse(c, code, result);
    return c.html(decidedView({ words, email: person.email, isApproved }));
  });

  return router;
}
