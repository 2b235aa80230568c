import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { boundTime } from "../../../../../server/team/guards/bounds.ts";
import { answerFailures } from "../../../../../server/routes/error-answer.ts";
import { identifyRequests } from "../../../../../server/routes/request-id.ts";
import { newRouter } from "../../../../../server/routes/route-context.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function newApp() {
  const failures: string[] = [];
  const app = newRouter().use(identifyRequests()).use(boundTime);
  const late = async () => new Promise<Response>((answer) => setTimeout(() => answer(new Response("late")), 90_000));
  app.get("/api/slow", late);
  app.post("/api/scraper-runs/backfill", late);
  app.get("/api/fast", (c) => c.text("fast"));
  answerFailures(app, ({ code }) => failures.push(code));
  return { app, failures };
}

test("what never comes to an end is answered for within a minute", async () => {
  const { app, failures } = newApp();
  const answer = app.request("/api/slow");
  await vi.advanceTimersByTimeAsync(60_000);
  expect((await answer).status).toBe(503);
  expect(failures).toEqual(["ledger_unavailable"]);
});

test("an import is waited for as long as it takes", async () => {
  const { app } = newApp();
  const answer = app.request("/api/scraper-runs/backfill", { method: "POST" });
  await vi.advanceTimersByTimeAsync(90_000);
  expect(await (await answer).text()).toBe("late");
});

test("what is answered leaves no timer behind", async () => {
  const { app } = newApp();
  expect(await (await app.request("/api/fast")).text()).toBe("fast");
  expect(vi.getTimerCount()).toBe(0);
});
