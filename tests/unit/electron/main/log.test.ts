import { afterEach, beforeEach, describe, expect, type MockInstance, test, vi } from "vitest";
import { log } from "../../../../electron/main/log.ts";
import { AppError } from "../../../../shared/errors.ts";

const TOKEN = "apify_api_canary0000000000000000000000000000";

let write: MockInstance<typeof process.stderr.write>;

beforeEach(() => {
  write = vi.spyOn(process.stderr, "write").mockReturnValue(true);
});
afterEach(() => write.mockRestore());

const written = (): string => write.mock.calls.map(([text]) => String(text)).join("");
const told = (): unknown => JSON.parse(written());

test("an event is one line of JSON with its time", () => {
  log("figures painted", { sinceStartMs: 120, text: "two\nlines" });
  expect(written()).toMatch(/^[^\n]+\n$/);
  expect(told()).toEqual({ at: expect.any(String), event: "figures painted", sinceStartMs: 120, text: "two\nlines" });
});

test("an error is told by its name and words, with those of its causes, and without its stack", () => {
  const cause = new TypeError("fetch failed", { cause: new Error("ECONNREFUSED") });
  log("request failed", { error: new AppError("apify_unreachable", "Apify can't be reached", { cause }) });
  expect(told()).toMatchObject({
    error: "AppError: Apify can't be reached (TypeError: fetch failed (Error: ECONNREFUSED))",
  });
  expect(written()).not.toContain("log.test.ts");
});

describe("no token is written", () => {
  test.each([
    ["a text", TOKEN],
    ["a text around it", `https://api.apify.test/?token=${TOKEN}&x=1`],
    ["a header", `Authorization: Bearer ${TOKEN}`],
    ["a header of another token", "authorization: bearer canary.of.another-kind"],
    ["an error", new Error(`${TOKEN} is no header value`)],
    ["an error's cause", new Error("failed", { cause: new Error(`Bearer ${TOKEN}`) })],
  ])("from %s", (_, value) => {
    log("call failed", { value });
    expect(written()).toContain("[secret]");
    expect(written()).not.toContain("canary");
  });
});
