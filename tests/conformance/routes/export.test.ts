import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { exportRuns } from "../../../server/services/runs/export-runs.ts";
import { exportQuerySchema } from "../../../shared/api/export.ts";
import { scraperRunSchema } from "../../../shared/api/scraper-runs.ts";
import {
  anyAskedFilter,
  anyAskedRuns,
  ASKED_NOW,
  type AskedRun,
  keepRuns,
  passing,
  queryOf,
  sumsOf,
} from "../../support/ledger/asked-runs.ts";
import { createTestApp, type TestApp } from "../../support/ledger/test-app.ts";
import { examples, openTestLedger, type TestLedger } from "../../support/ledger/test-ledger.ts";
import { readCsv } from "../../support/read-csv.ts";

const EXPORT = "/api/scraper-runs/export";

let temporary: TestLedger;
let app: TestApp;
let users = 0;

beforeAll(async () => {
  temporary = await openTestLedger(() => ASKED_NOW);
  app = createTestApp({ ledger: temporary.ledger, now: () => ASKED_NOW });
});

afterAll(() => temporary.remove());

const many = (count: number, first = 0): readonly AskedRun[] =>
  Array.from({ length: count }, (_, index) => ({
    runId: `run-${first + index}`,
    scraperId: "actor",
    source: "scraping",
    status: "SUCCEEDED",
    origin: null,
    costNanoUsd: 1n,
    createdAtMs: ASKED_NOW - (first + index) * 1_000,
  }));

/** The exact amount that a decimal writing names. */
function nanoUsdOf(decimal: string): bigint | null {
  if (decimal === "") return null;
  const [whole = "", fraction = ""] = decimal.split(".");
  return BigInt(whole + fraction.padEnd(9, "0"));
}

test("both files hold the runs of the filter, each once and to the last digit", async () => {
  await fc.assert(
    fc.asyncProperty(anyAskedRuns, fc.array(anyAskedFilter, { minLength: 1, maxLength: 3 }), async (runs, filters) => {
      const userId = `alice-${(users += 1)}`;
      await keepRuns(temporary.ledger, userId, runs);
      await keepRuns(temporary.ledger, `bob-${users}`, runs.toReversed());
      for (const filter of filters) {
        const expected = new Map(passing(runs, filter).map((run) => [run.runId, run.costNanoUsd]));
        const csv = await app.get(`${EXPORT}?${queryOf({ ...filter, format: "csv" })}`, userId);
        const [header = [], ...records] = readCsv(csv.text);
        const [id, cost] = [header.indexOf("runId"), header.indexOf("costUsd (decimal point)")];
        expect(header).toContain(`startedAt (${filter.tz})`);
        expect(records).toHaveLength(expected.size);
        expect(new Map(records.map((record) => [record[id], nanoUsdOf(record[cost] ?? "")]))).toEqual(expected);
        const sums = sumsOf(passing(runs, filter));
        expect(csv.headers.get("x-total-cost-nano-usd")).toBe(String(sums.costNanoUsd));
        expect(csv.headers.get("x-total-runs")).toBe(String(sums.runs));

        const json = await app.get(`${EXPORT}?${queryOf({ ...filter, format: "json" })}`, userId);
        const list = await app.get(`/api/scraper-runs?${queryOf({ ...filter, limit: 1_000 })}`, userId);
        expect(json.body).toEqual(z.object({ runs: z.unknown() }).parse(list.body).runs);
      }
    }),
    { numRuns: examples(16) },
  );
});

test("a text that a spreadsheet would calculate is none, and quotes, lines and commas stay in their field", async () => {
  const texts = ["=1+1", "+1", "-1", "@SUM(A1)", 'say "no", twice', "one;two", "émoji 🗺️ مستخرج", "＝1", "a,b"];
  const run = { source: "scraping", status: "SUCCEEDED", costUsd: 0.1 };
  const runs = texts.map((text, index) => ({ ...run, runId: `run-${index}`, scraperId: text }));
  await app.send("POST", "/api/scraper-runs", { body: { runs }, as: "eve" });
  const title = '=HYPERLINK("https://evil.example")\r\n\tline';
  await temporary.ledger.saveActors("eve", [{ actorId: "a,b", actor: { name: "\t=1", title } }], ASKED_NOW);
  const { text } = await app.get(`${EXPORT}?format=csv`, "eve");
  const records = readCsv(text).slice(1);
  const scrapers = records.map((record) => record[3]);
  expect(new Set(scrapers)).toEqual(new Set(texts.map((each) => (/^[=+\-@＝]/.test(each) ? `'${each}` : each))));
  expect(records.find((record) => record[3] === "a,b")?.slice(1, 3)).toEqual(["'\t=1", `'${title}`]);
  expect(records.flat().filter((field) => /^[=+\-@\t\r]/.test(field))).toEqual([]);
});

test("a file says its zone and how its decimals are written", async () => {
  const body = {
    runId: "r",
    scraperId: "a",
    source: "s",
    status: "FAILED",
    costUsd: 1234.5,
    createdAt: "2026-07-01T22:30:00Z",
  };
  await app.send("POST", "/api/scraper-runs", { body, as: "dora" });
  await app.send("POST", "/api/scraper-runs", { body: { ...body, runId: "unknown", costUsd: null }, as: "dora" });
  const { text, headers } = await app.get(`${EXPORT}?format=csv&decimal=comma&tz=Europe/Paris`, "dora");
  const [header = [], ...records] = readCsv(text, ";");
  const costs = records.map((record) => record[header.indexOf("costUsd (decimal comma)")]);
  expect(new Set(costs)).toEqual(new Set(["", "1234,5"]));
  expect(records[0]?.[header.indexOf("startedAt (Europe/Paris)")]).toBe("2026-07-02 00:30:00");
  expect(records[0]?.[header.indexOf("startedAt (UTC)")]).toBe("2026-07-01T22:30:00.000Z");
  expect(headers.get("content-disposition")).toBe('attachment; filename="decompte-2026-11-22.csv"');
  expect(headers.get("content-type")).toBe("text/csv; charset=utf-8; header=present");
});

test("what is nobody's is a header alone, and an empty array", async () => {
  expect(readCsv((await app.get(`${EXPORT}?format=csv`, "nobody")).text)).toHaveLength(1);
  expect((await app.get(`${EXPORT}?format=json`, "nobody")).body).toEqual([]);
});

test("runs that arrive, change and go meanwhile appear once or, when they are new or gone, not at all", async () => {
  await keepRuns(temporary.ledger, "frank", many(900));
  const query = exportQuerySchema.parse({ format: "json" });
  const { parts, totals } = await exportRuns(temporary, { userId: "frank", query });
  let text = "";
  let step = 0;
  for await (const part of parts) {
    text += part;
    step += 1;
    await keepRuns(
      temporary.ledger,
      "frank",
      many(1, -step).map((run) => ({ ...run, runId: `new-${step}` })),
    );
    // As the import does with a run that its feature told of at its end.
    await temporary.byHand.setStart("frank", `run-${step}`, ASKED_NOW - 890_500 - step);
    await temporary.byHand.setCost("frank", `run-${600 + step}`, 7n);
    await temporary.byHand.remove("frank", `run-${880 + step}`);
  }
  const ids = z
    .array(scraperRunSchema)
    .parse(JSON.parse(text))
    .map(({ runId }) => runId);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((id) => id.startsWith("new"))).toEqual([]);
  expect(ids.length).toBeGreaterThan(900 - step);
  expect(totals.runs).toBe(900);
});

test("an export that fails half-way is cut off, and told", async () => {
  await keepRuns(temporary.ledger, "grace", many(300));
  const failing = { ...temporary.ledger, pageOfRuns: () => Promise.reject(new Error("the disk is gone")) };
  const broken = createTestApp({ ledger: failing, now: () => ASKED_NOW });
  await expect(broken.get(`${EXPORT}?format=csv`, "grace")).rejects.toThrow();
  expect(broken.unexpected).toMatchObject([{ error: { code: "internal" } }]);
});

test.each([
  ["", "format"],
  ["format=xlsx", "format"],
  ["format=csv&decimal=dot", "decimal"],
  ["format=csv&from=2026-11-22&to=2026-11-21", "from"],
])("a wrong question is refused by its parameter's name: %s", async (query, parameter) => {
  const { status, body } = await app.get(`${EXPORT}?${query}`);
  expect([status, body]).toMatchObject([400, { error: { details: { parameter } } }]);
});
