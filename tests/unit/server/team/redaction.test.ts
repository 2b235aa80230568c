import { Writable } from "node:stream";
import { expect, test } from "vitest";
import { createLogger } from "../../../../server/team/logging.ts";

const CANARY = "canary-5f2c9a";

function logging() {
  const lines: string[] = [];
  const destination = new Writable({
    write(chunk: Buffer, _, done) {
      lines.push(chunk.toString("utf8"));
      done();
    },
  });
  return { logger: createLogger("debug", destination), text: () => lines.join("") };
}

test.each([
  ["authorization", { authorization: `Bearer ${CANARY}` }],
  ["a header of any case", { headers: { Authorization: CANARY, COOKIE: CANARY } }],
  ["Headers", { headers: new Headers({ "Set-Cookie": CANARY, "X-Api-Key": CANARY }) }],
  ["a password", { body: { user: { password: CANARY, newPassword: CANARY } } }],
  ["tokens", { session: [{ token: CANARY, accessToken: CANARY, access_token: CANARY }] }],
  ["secrets", { secret: CANARY, clientSecret: CANARY, webhookSecret: { of: CANARY } }],
  ["keys", { key: CANARY, apiKey: CANARY, encryption_key: CANARY, keys: [CANARY] }],
  ["codes", { credentials: CANARY, device_code: CANARY, userCode: CANARY }],
  ["a token of Apify in a text", { text: `failed for apify_api_${CANARY.replaceAll("-", "")}` }],
  ["a bearer header in a text", { text: `authorization: bearer ${CANARY}` }],
  ["a key of ours in a text", { text: `dk_${CANARY} was refused` }],
  ["a webhook's secret in a path", { path: `/api/webhooks/apify/whk_${CANARY}` }],
  ["an address with a password", { text: `postgres://user:${CANARY}@host/database` }],
  ["an error's text and cause", new Error("failed", { cause: new Error(`Bearer ${CANARY}`) })],
  [
    "an error's own fields",
    { error: Object.assign(new Error("failed"), { config: { url: CANARY }, parameters: [CANARY] }) },
  ],
  ["a query's parameters", { error: new Error(`Failed query: insert into keys values ($1)\nparams: ${CANARY}`) }],
])("%s leaves nothing of itself in the log", (_, fields) => {
  const { logger, text } = logging();
  logger.info(fields, "event");
  expect(text()).toContain('"msg":"event"');
  expect(text()).not.toContain(CANARY);
  expect(text()).not.toContain(CANARY.replaceAll("-", ""));
});

test("what is told in the message is held back too", () => {
  const { logger, text } = logging();
  logger.error(`apify_api_${CANARY.replaceAll("-", "")} and Bearer ${CANARY}`);
  expect(text()).not.toContain("canary");
  expect(text()).toContain("[redacted]");
});

test("a line is JSON with what helps: time, level, the error's code, its causes and where it came from", () => {
  const { logger, text } = logging();
  const cause = Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:5432"), { code: "ECONNREFUSED" });
  logger.error({ error: new Error("away", { cause }), requestId: "r-1", runs: 3n, nothing: null }, "failed");
  const line: unknown = JSON.parse(text());
  expect(line).toMatchObject({
    level: "error",
    msg: "failed",
    requestId: "r-1",
    runs: "3",
    nothing: null,
    error: { message: "away", cause: { code: "ECONNREFUSED", message: "connect ECONNREFUSED 127.0.0.1:5432" } },
  });
  expect(text()).toContain("redaction.test.ts");
});

test("no form of a line makes the log fail", () => {
  const { logger, text } = logging();
  const round: Record<string, unknown> = {};
  round["self"] = round;
  logger.info({ round, symbol: Symbol("s"), made: () => 1, not: undefined }, "odd");
  expect(text()).toContain('"msg":"odd"');
});
