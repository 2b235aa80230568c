import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import {
  recordRunAnswerSchema,
  recordRunsAnswerSchema,
  scraperRunsAnswerSchema,
} from "../../../shared/api/scraper-runs.ts";
import { errorAnswerSchema } from "../../../shared/api/error.ts";
import { importRuns } from "../../support/ledger/ledger-model.ts";
import { makeImportedRun, makeProvisionalRun } from "../../support/ledger/make-imported-run.ts";
import { readRows } from "../../support/ledger/row-oracle.ts";
import { openTestLedger, type TestLedger } from "../../support/ledger/test-ledger.ts";
import { createTestApp, type TestApp } from "../../support/ledger/test-app.ts";

const NOW = Date.parse("2026-11-22T10:00:00Z");
const RUNS = "/api/scraper-runs";

const body = {
  runId: "run-1",
  scraperId: "apify/instagram-scraper",
  source: "scraping",
  status: "SUCCEEDED",
  costUsd: 0.1,
};

async function open(): Promise<{ temporary: TestLedger; app: TestApp }> {
  const temporary = await openTestLedger(() => NOW);
  onTestFinished(() => temporary.remove());
  return { temporary, app: createTestApp({ ledger: temporary.ledger, now: () => NOW }) };
}

describe("recording a run", () => {
  test("answers it as the ledger holds it", async () => {
    const { app } = await open();
    const full = {
      ...body,
      itemCount: 12,
      usageDetails: { results: { pages: [1, 2] } },
      createdAt: "2026-11-22T11:30:00+02:00",
    };
    const answer = await app.send("POST", RUNS, { body: full });
    expect(answer.status).toBe(201);
    expect(recordRunAnswerSchema.parse(answer.body)).toEqual({
      isNew: true,
      run: {
        ...full,
        costNanoUsd: "100000000",
        createdAt: "2026-11-22T09:30:00.000Z",
        finishedAt: null,
        costReadAt: null,
        settledAt: null,
        repriced: null,
        isGone: false,
        origin: null,
        actor: null,
      },
    });
    expect((await app.get(`${RUNS}/run-1`)).body).toEqual({
      ...recordRunAnswerSchema.parse(answer.body).run,
      costReadings: [],
    });
  });

  test("starts it now when it is not told when", async () => {
    const { app } = await open();
    const { body: answer } = await app.send("POST", RUNS, { body });
    expect(answer).toMatchObject({
      run: { createdAt: "2026-11-22T10:00:00.000Z", itemCount: null, usageDetails: null },
    });
  });

  test("takes failures like successes", async () => {
    const { app } = await open();
    const { status } = await app.send("POST", RUNS, { body: { ...body, status: "FAILED", costUsd: 0.31 } });
    expect(status).toBe(201);
    expect((await app.get(`${RUNS}/summary?period=all`)).body).toMatchObject({ totalCostUsd: 0.31, totalRuns: 1 });
  });

  test("is done once, however often it is sent", async () => {
    const { app, temporary } = await open();
    const answers = await Promise.all(Array.from({ length: 20 }, () => app.send("POST", RUNS, { body })));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(19);
    expect(await readRows(temporary.sql)).toHaveLength(1);
    expect((await app.get(`${RUNS}/summary?period=all`)).body).toMatchObject({ totalCostUsd: 0.1, totalRuns: 1 });
  });

  test("brings a known run up to date, at the start that it had", async () => {
    const { app } = await open();
    await app.send("POST", RUNS, {
      body: { ...body, status: "RUNNING", costUsd: null, createdAt: "2026-11-20T08:00:00Z" },
    });
    const { status, body: answer } = await app.send("POST", RUNS, { body: { ...body, costUsd: 0.25, itemCount: 4 } });
    expect(status).toBe(200);
    expect(answer).toMatchObject({
      isNew: false,
      run: { status: "SUCCEEDED", costUsd: 0.25, itemCount: 4, createdAt: "2026-11-20T08:00:00.000Z" },
    });
  });

  test("never loses a known cost to an unknown one", async () => {
    const { app } = await open();
    await app.send("POST", RUNS, { body: { ...body, itemCount: 3, usageDetails: { a: 1 } } });
    const { body: answer } = await app.send("POST", RUNS, { body: { ...body, costUsd: null } });
    expect(answer).toMatchObject({ run: { costUsd: 0.1, itemCount: 3, usageDetails: { a: 1 } } });
  });

  test("of what the import recorded takes the feature's source, and leaves what Apify said of the cost", async () => {
    const { app, temporary } = await open();
    const imported = makeImportedRun({
      runId: "run-1",
      scraperId: "shu8hvrXbJbY3Eb9W",
      costNanoUsd: 5n,
      createdAtMs: NOW - 5000,
      finishedAtMs: NOW - 4000,
      costReadAtMs: NOW,
    });
    await importRuns(temporary.ledger, "alice", [imported]);
    const { status, body: answer } = await app.send("POST", RUNS, { body: { ...body, status: "RUNNING", costUsd: 9 } });
    expect(status).toBe(200);
    expect(answer).toMatchObject({
      isNew: false,
      run: { source: "scraping", scraperId: "apify/instagram-scraper", status: "SUCCEEDED", costNanoUsd: "5" },
    });
  });

  test("that the import meets again keeps the feature's source and takes Apify's cost and status", async () => {
    const { app, temporary } = await open();
    await app.send("POST", RUNS, { body: { ...body, status: "RUNNING", costUsd: 0.05 } });
    const imported = makeImportedRun({
      runId: "run-1",
      scraperId: "shu8hvrXbJbY3Eb9W",
      costNanoUsd: 70_000_000n,
      createdAtMs: NOW - 5000,
      finishedAtMs: NOW - 4000,
      costReadAtMs: NOW,
    });
    await importRuns(temporary.ledger, "alice", [imported]);
    expect((await app.get(`${RUNS}/run-1`)).body).toMatchObject({
      source: "scraping",
      scraperId: "apify/instagram-scraper",
      status: "SUCCEEDED",
      costUsd: 0.07,
    });
  });

  test("of the same id by two users makes two runs", async () => {
    const { app } = await open();
    await app.send("POST", RUNS, { body });
    const { status } = await app.send("POST", RUNS, { body: { ...body, costUsd: 3 }, as: "bob" });
    expect(status).toBe(201);
    expect((await app.get(`${RUNS}/run-1`)).body).toMatchObject({ costUsd: 0.1 });
    expect((await app.get(`${RUNS}/run-1`, "bob")).body).toMatchObject({ costUsd: 3 });
  });

  test("keeps any text as it is", async () => {
    const { app } = await open();
    const runId = "'; drop table scraper_runs; -- é日本?/#%";
    await app.send("POST", RUNS, { body: { ...body, runId } });
    expect((await app.get(`${RUNS}/${encodeURIComponent(runId)}`)).body).toMatchObject({ runId });
  });
});

describe("recording many runs", () => {
  const many = (count: number) => Array.from({ length: count }, (_, index) => ({ ...body, runId: `run-${index}` }));

  test("answers each as recording it alone would, in the order in which they were sent", async () => {
    const { app } = await open();
    await app.send("POST", RUNS, { body: { ...body, runId: "known" } });
    const runs = [
      { ...body, runId: "second" },
      { ...body, runId: "known", costUsd: 0.5 },
      { ...body, runId: "first" },
    ];
    const { status, body: answer } = await app.send("POST", RUNS, { body: { runs } });
    expect(status).toBe(201);
    const recorded = recordRunsAnswerSchema.parse(answer).runs;
    expect(recorded.map(({ run, isNew }) => [run.runId, run.costUsd, isNew])).toEqual([
      ["second", 0.1, true],
      ["known", 0.5, false],
      ["first", 0.1, true],
    ]);
    expect((await app.get(`${RUNS}/second`)).body).toMatchObject({ ...recorded[0]?.run });
  });

  test("takes a thousand at once, and the same again changes nothing", async () => {
    const { app, temporary } = await open();
    expect((await app.send("POST", RUNS, { body: { runs: many(1_000) } })).status).toBe(201);
    const rows = await readRows(temporary.sql);
    expect(rows).toHaveLength(1_000);
    const { status, body: answer } = await app.send("POST", RUNS, { body: { runs: many(1_000) } });
    expect(status).toBe(200);
    expect(recordRunsAnswerSchema.parse(answer).runs.every(({ isNew }) => !isNew)).toBe(true);
    expect(await readRows(temporary.sql)).toEqual(rows);
    expect((await app.get(`${RUNS}/summary?period=all`)).body).toMatchObject({ totalCostUsd: 100, totalRuns: 1_000 });
  });

  test("of which one is told of twice makes one row, as if the two had come one after the other", async () => {
    const { app, temporary } = await open();
    const started = { ...body, status: "RUNNING", costUsd: null, itemCount: 3, createdAt: "2026-11-20T08:00:00Z" };
    const { body: answer } = await app.send("POST", RUNS, {
      body: { runs: [started, body, { ...body, costUsd: null }] },
    });
    const [first, second, third] = recordRunsAnswerSchema.parse(answer).runs;
    expect([first?.isNew, second?.isNew, third?.isNew]).toEqual([true, false, false]);
    expect(first?.run).toMatchObject({ status: "SUCCEEDED", costUsd: 0.1, itemCount: 3 });
    expect(first?.run.createdAt).toBe("2026-11-20T08:00:00.000Z");
    expect([second?.run, third?.run]).toEqual([first?.run, first?.run]);
    expect(await readRows(temporary.sql)).toHaveLength(1);
  });

  test.each([
    ["a wrong cost", { ...body, costUsd: -1 }, "runs.2.costUsd", 'Field "runs.2.costUsd" must not be negative'],
    [
      "no id",
      { ...body, runId: undefined },
      "runs.2.runId",
      'Field "runs.2.runId" must be 1 to 128 printable characters',
    ],
    ["no run at all", "run", "runs.2", 'Field "runs.2" must be a JSON object'],
    ["nothing", null, "runs.2", 'Field "runs.2" must be a JSON object'],
  ])("of which one has %s records none, and names it", async (_, wrong, parameter, message) => {
    const { app, temporary } = await open();
    const runs: unknown[] = many(4);
    runs[2] = wrong;
    const { status, body: answer } = await app.send("POST", RUNS, { body: { runs } });
    expect(status).toBe(400);
    expect(answer).toMatchObject({ error: { code: "invalid_request", message, details: { parameter } } });
    expect(await readRows(temporary.sql)).toEqual([]);
  });

  test.each([
    ["none", []],
    ["more than a thousand", many(1_001)],
    ["something else than runs", "all of them"],
  ])("of %s is refused", async (_, runs) => {
    const { app, temporary } = await open();
    const { status, body: answer } = await app.send("POST", RUNS, { body: { runs } });
    expect(status).toBe(400);
    const message = 'Field "runs" must be an array of 1 to 1000 runs';
    expect(answer).toMatchObject({ error: { message, details: { parameter: "runs" } } });
    expect(await readRows(temporary.sql)).toEqual([]);
  });

  test("may be larger than a single run, and not without end", async () => {
    const { app } = await open();
    const text = (kibibytes: number) => ({ text: "x".repeat(kibibytes * 1024) });
    const large = many(100).map((run) => ({ ...run, usageDetails: text(60) }));
    expect((await app.send("POST", RUNS, { body: { runs: large } })).status).toBe(201);
    const tooLarge = many(100).map((run) => ({ ...run, usageDetails: text(90) }));
    expect((await app.send("POST", RUNS, { body: { runs: tooLarge } })).status).toBe(413);
  });
});

describe("an imported run", () => {
  const imported = makeImportedRun({
    runId: "run-1",
    scraperId: "shu8hvrXbJbY3Eb9W",
    costNanoUsd: 100_000_000n,
    createdAtMs: NOW - 7_200_000,
    finishedAtMs: NOW - 3_600_000,
    costReadAtMs: NOW - 1_000,
  });

  test("is answered with when its cost was read and settled, and its Actor's name", async () => {
    const { app, temporary } = await open();
    await importRuns(temporary.ledger, "alice", [imported]);
    const actor = { name: "apify/instagram-scraper", title: "Instagram Scraper" };
    await temporary.ledger.saveActors("alice", [{ actorId: imported.scraperId, actor }], NOW);
    const expected = {
      source: "import",
      scraperId: imported.scraperId,
      costNanoUsd: "100000000",
      finishedAt: "2026-11-22T09:00:00.000Z",
      costReadAt: "2026-11-22T09:59:59.000Z",
      settledAt: "2026-11-22T09:59:59.000Z",
      repriced: null,
      isGone: false,
      actor,
    };
    expect((await app.get(`${RUNS}/run-1`)).body).toMatchObject(expected);
    expect((await app.get(RUNS)).body).toMatchObject({ runs: [expected] });
  });

  test("whose cost is provisional is answered as such", async () => {
    const { app, temporary } = await open();
    await importRuns(temporary.ledger, "alice", [makeProvisionalRun(imported, NOW)]);
    expect((await app.get(`${RUNS}/run-1`)).body).toMatchObject({ costUsd: 0.1, settledAt: null, actor: null });
  });

  test("tells what was read of its cost, oldest first", async () => {
    const { app, temporary } = await open();
    const first = makeProvisionalRun(
      { ...imported, status: "RUNNING", costReadAtMs: NOW - 9_000, settling: { costReadNanoUsd: 7n } },
      NOW,
    );
    await importRuns(temporary.ledger, "alice", [first]);
    await importRuns(temporary.ledger, "alice", [imported]);
    await importRuns(temporary.ledger, "bob", [{ ...imported, costReadAtMs: NOW }]);
    expect((await app.get(`${RUNS}/run-1`)).body).toMatchObject({
      costReadings: [
        { readAt: "2026-11-22T09:59:51.000Z", status: "RUNNING", costUsd: 7e-9, costNanoUsd: "7" },
        { readAt: "2026-11-22T09:59:59.000Z", status: "SUCCEEDED", costUsd: 0.1, costNanoUsd: "100000000" },
      ],
    });
  });

  test("that Apify prices anew, and deletes, is answered at its settled cost with the other price beside it", async () => {
    const { app, temporary } = await open();
    const settling = { ...imported.settling, repriced: { costNanoUsd: 250_000_000n, readAtMs: NOW } };
    await importRuns(temporary.ledger, "alice", [{ ...imported, settling, goneAtMs: NOW }]);
    expect((await app.get(`${RUNS}/run-1`)).body).toMatchObject({
      costUsd: 0.1,
      repriced: { costUsd: 0.25, costNanoUsd: "250000000", readAt: "2026-11-22T10:00:00.000Z" },
      isGone: true,
    });
    expect((await app.get(`${RUNS}/summary?period=all`)).body).toMatchObject({ totalCostUsd: 0.1 });
  });
});

describe("a run that can't be recorded", () => {
  const refused: readonly (readonly [string, string, string])[] = [
    ["a negative cost", JSON.stringify({ ...body, costUsd: -0.01 }), "costUsd"],
    ["a cost without end", JSON.stringify(body).replace("0.1", "1e999"), "costUsd"],
    ["a cost above a million", JSON.stringify({ ...body, costUsd: 1_000_000.000_001 }), "costUsd"],
    ["a cost in text", JSON.stringify({ ...body, costUsd: "0.1" }), "costUsd"],
    ["no cost at all", JSON.stringify({ ...body, costUsd: undefined }), "costUsd"],
    ["no id", JSON.stringify({ ...body, runId: undefined }), "runId"],
    ["a blank source", JSON.stringify({ ...body, source: " " }), "source"],
    ["a long scraper", JSON.stringify({ ...body, scraperId: "x".repeat(257) }), "scraperId"],
    ["half an item", JSON.stringify({ ...body, itemCount: 1.5 }), "itemCount"],
    ["a date for a start", JSON.stringify({ ...body, createdAt: "2026-11-22" }), "createdAt"],
    ["a start in another age", JSON.stringify({ ...body, createdAt: "1999-01-01T00:00:00Z" }), "createdAt"],
    ["more items than can be counted", JSON.stringify({ ...body, itemCount: 2_147_483_648 }), "itemCount"],
    ["details that are no object", JSON.stringify({ ...body, usageDetails: [1] }), "usageDetails"],
    ["long details", JSON.stringify({ ...body, usageDetails: { text: "x".repeat(65_536) } }), "usageDetails"],
    [
      "details that a ledger writes out at length",
      JSON.stringify({ ...body, usageDetails: { a: Array(250).fill(1e308) } }),
      "usageDetails",
    ],
  ];

  test.each(refused)("for %s is refused by its field's name, and nothing is written", async (_, text, field) => {
    const { app, temporary } = await open();
    const { status, body: answer } = await app.send("POST", RUNS, { raw: { body: text } });
    expect(status).toBe(400);
    const { error } = errorAnswerSchema.parse(answer);
    expect(error).toMatchObject({ code: "invalid_request", details: { parameter: field } });
    expect(error.message).toMatch(new RegExp(`^Field "${field}" must `));
    expect(await readRows(temporary.sql)).toEqual([]);
  });

  test.each([
    ["null", "The body must be a JSON object"],
    ["[]", "The body must be a JSON object"],
    ['"text"', "The body must be a JSON object"],
    ["{", "The body must be JSON"],
    ["", "The body must be JSON"],
    ["costUsd=1", "The body must be JSON"],
  ])("for a body of %j is refused", async (text, message) => {
    const { app } = await open();
    const { status, body: answer } = await app.send("POST", RUNS, { raw: { body: text } });
    expect(status).toBe(400);
    expect(answer).toMatchObject({ error: { code: "invalid_request", message } });
  });

  test("for details nested beyond reason is refused, not a failure of ours", async () => {
    const { app } = await open();
    const deep = `${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`;
    const text = JSON.stringify({ ...body, usageDetails: {} }).replace('"usageDetails":{}', `"usageDetails":${deep}`);
    const { status, body: answer } = await app.send("POST", RUNS, { raw: { body: text } });
    expect(status).toBe(400);
    expect(answer).toMatchObject({ error: { code: "invalid_request", details: { parameter: "usageDetails" } } });
    expect(app.unexpected).toEqual([]);
  });
});

test("the largest run that may be recorded is answered as it was sent", async () => {
  const { app } = await open();
  // Not far below 64 KiB once Postgres has written the numbers out.
  const usageDetails = { a: [...Array<number>(209).fill(-1e307), 1e20, 5e-324] };
  const largest = { ...body, itemCount: 2_147_483_647, usageDetails };
  expect((await app.send("POST", RUNS, { body: largest })).status).toBe(201);
  expect((await app.get(`${RUNS}/run-1`)).body).toMatchObject(largest);
});

describe("a body above 1 MiB is refused", () => {
  const large = JSON.stringify({ ...body, usageDetails: { text: "x".repeat(1024 * 1024) } });
  const streamed = () =>
    new ReadableStream<Uint8Array>({
      start(controller) {
        const bytes = new TextEncoder().encode(large);
        for (let at = 0; at < bytes.length; at += 65_536) controller.enqueue(bytes.subarray(at, at + 65_536));
        controller.close();
      },
    });

  test.each([
    ["whose length is told", () => ({ body: large, headers: { "content-length": String(large.length) } })],
    ["whose length is not told", () => ({ body: streamed(), duplex: "half" as const })],
    [
      "that comes in chunks",
      () => ({ body: streamed(), duplex: "half" as const, headers: { "transfer-encoding": "chunked" } }),
    ],
  ])("%s", async (_, raw) => {
    const { app, temporary } = await open();
    const { status, body: answer } = await app.send("POST", RUNS, { raw: raw() });
    expect(status).toBe(413);
    const message = "The body must be at most 1 MiB, or 8 MiB for many runs";
    expect(answer).toMatchObject({ error: { code: "payload_too_large", message } });
    expect(await readRows(temporary.sql)).toEqual([]);
    expect(app.unexpected).toEqual([]);
  });

  test("and one just below is taken, told or not", async () => {
    const { app } = await open();
    const text = JSON.stringify(body).padEnd(1024 * 1024);
    expect((await app.send("POST", RUNS, { raw: { body: text } })).status).toBe(201);
    expect(
      (await app.send("POST", RUNS, { raw: { body: text, headers: { "content-length": String(text.length) } } }))
        .status,
    ).toBe(200);
  });
});

describe("one run", () => {
  test.each(["run-1", "unknown", "%E0%A4%A", "..%2F..%2Fetc"])(
    "that is another user's or nobody's is not there: %s",
    async (id) => {
      const { app } = await open();
      await app.send("POST", RUNS, { body, as: "bob" });
      const { status, body: answer } = await app.get(`${RUNS}/${id}`);
      expect(status).toBe(404);
      expect(answer).toMatchObject({ error: { code: "not_found", message: "There is no such run" } });
    },
  );
});

describe("the list of runs", () => {
  let temporary: TestLedger;
  let app: TestApp;

  beforeAll(async () => {
    temporary = await openTestLedger(() => NOW);
    app = createTestApp({ ledger: temporary.ledger, now: () => NOW });
    const runs = [
      ["paris-midnight", "2026-11-19T23:00:00Z", 1, "scraping", "actor-a", "SUCCEEDED"],
      ["before-paris-midnight", "2026-11-19T22:59:59.999Z", 2, "enrich", "actor-b", "FAILED"],
      ["utc-midnight", "2026-11-20T00:00:00Z", 4, "scraping", "actor-b", "SUCCEEDED"],
      ["last-of-paris-day", "2026-11-20T22:59:59.999Z", 8, "enrich", "actor-a", "SUCCEEDED"],
      ["next-paris-day", "2026-11-20T23:00:00Z", 16, "scraping", "actor-a", "SUCCEEDED"],
      ["unknown", "2026-11-21T12:00:00Z", null, "scraping", "actor-a", "RUNNING"],
      ["same-instant", "2026-11-21T12:00:00Z", 32, "scraping", "actor-a", "SUCCEEDED"],
    ] as const;
    for (const [runId, createdAt, costUsd, source, scraperId, status] of runs) {
      await app.send("POST", RUNS, { body: { runId, createdAt, costUsd, source, scraperId, status } });
    }
  });

  afterAll(() => temporary.remove());

  const list = async (query: string) => {
    const answer = await app.get(`${RUNS}?${query}`);
    expect(answer.status).toBe(200);
    const { runs, ...totals } = scraperRunsAnswerSchema.parse(answer.body);
    return { ids: runs.map(({ runId }) => runId), ...totals };
  };

  test("is newest first, with the totals of all", async () => {
    expect(await list("")).toEqual({
      ids: [
        "same-instant",
        "unknown",
        "next-paris-day",
        "last-of-paris-day",
        "utc-midnight",
        "paris-midnight",
        "before-paris-midnight",
      ],
      totalCostUsd: 63,
      totalCostNanoUsd: "63000000000",
      totalRuns: 7,
      runsWithoutCost: 1,
      next: null,
    });
  });

  test.each([
    ["from=2026-11-20&to=2026-11-20", ["next-paris-day", "last-of-paris-day", "utc-midnight"]],
    ["from=2026-11-20&to=2026-11-20&tz=Europe/Paris", ["last-of-paris-day", "utc-midnight", "paris-midnight"]],
    [
      "from=2026-11-19&to=2026-11-20&tz=Europe/Paris",
      ["last-of-paris-day", "utc-midnight", "paris-midnight", "before-paris-midnight"],
    ],
    ["from=2026-11-21", ["same-instant", "unknown"]],
    ["to=2026-11-19", ["paris-midnight", "before-paris-midnight"]],
    ["from=2026-11-19T23:00:00Z&to=2026-11-20T00:00:00Z", ["utc-midnight", "paris-midnight"]],
    ["from=2026-11-20T00:00:00Z&to=2026-11-20T00:00:00Z", ["utc-midnight"]],
    ["from=2026-11-20T01:00:00%2B01:00&to=2026-11-20", ["next-paris-day", "last-of-paris-day", "utc-midnight"]],
    ["source=enrich", ["last-of-paris-day", "before-paris-midnight"]],
    ["scraperId=actor-b", ["utc-midnight", "before-paris-midnight"]],
    ["status=RUNNING", ["unknown"]],
    ["source=scraping&scraperId=actor-b&status=SUCCEEDED", ["utc-midnight"]],
    ["source=nothing", []],
    ["from=2027-01-01", []],
  ])("with %s holds both ends and no more", async (query, ids) => {
    expect((await list(query)).ids).toEqual(ids);
  });

  test("in pages tells the totals of the whole filter each time", async () => {
    const pages = [
      await list("limit=3"),
      await list("limit=3&offset=3"),
      await list("limit=3&offset=6"),
      await list("limit=3&offset=999999999"),
    ];
    expect(pages.map(({ ids }) => ids.length)).toEqual([3, 3, 1, 0]);
    expect(new Set(pages.flatMap(({ ids }) => ids)).size).toBe(7);
    expect(pages.map(({ totalRuns, totalCostUsd }) => [totalRuns, totalCostUsd])).toEqual(pages.map(() => [7, 63]));
  });

  test.each([
    ["limit=0", "limit", "must be a whole number from 1 to 1000"],
    ["limit=1001", "limit", "must be a whole number from 1 to 1000"],
    ["limit=ten", "limit", "must be a whole number from 1 to 1000"],
    ["offset=-1", "offset", "must be a whole number from 0 to 999999999"],
    ["tz=Nowhere", "tz", 'must be an IANA time zone such as "Europe/Paris"'],
    ["from=2026-02-30", "from", "must be an ISO date or instant such as 2025-02-01 or 2025-02-01T12:00:00Z"],
    ["to=tomorrow", "to", "must be an ISO date or instant such as 2025-02-01 or 2025-02-01T12:00:00Z"],
    ["from=2026-11-21&to=2026-11-20", "from", 'must not lie after "to"'],
    ["from=2026-11-20T00:00:00.001Z&to=2026-11-20T00:00:00Z", "from", 'must not lie after "to"'],
    ["from=2026-11-20T23:00:00Z&to=2026-11-20&tz=Europe/Paris", "from", 'must not lie after "to"'],
    ["source=", "source", "must be 1 to 64 printable characters"],
  ])("refuses %s and says why", async (query, parameter, rule) => {
    const { status, body: answer } = await app.get(`${RUNS}?${query}`);
    expect(status).toBe(400);
    expect(answer).toMatchObject({
      error: { code: "invalid_request", message: `Parameter "${parameter}" ${rule}`, details: { parameter } },
    });
  });

  test("of a date that the zone skipped is empty, not wrong", async () => {
    expect((await list("from=2011-12-30&to=2011-12-30&tz=Pacific/Apia")).ids).toEqual([]);
  });

  test("takes the widest dates that there are", async () => {
    expect((await list("from=0001-01-01&to=9999-12-31&tz=Pacific/Apia")).totalRuns).toBe(7);
  });

  test("ignores what it does not know", async () => {
    expect((await list("page=2&sort=cost&userId=bob")).totalRuns).toBe(7);
  });
});
