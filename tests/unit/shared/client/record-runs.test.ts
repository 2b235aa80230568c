import { describe, expect, test } from "vitest";
import {
  createRunRecorder,
  RecordingError,
  type RecordingFailure,
  type RunToRecord,
} from "../../../../shared/client/record-runs.ts";

const NOW = Date.parse("2026-11-22T10:00:00Z");
const KEY = "dk_canary0000000000000000000000000000";

const run = (runId: string, more: Partial<RunToRecord> = {}): RunToRecord => ({
  runId,
  scraperId: "apify/instagram-scraper",
  source: "scraping",
  status: "SUCCEEDED",
  costUsd: 0.1,
  ...more,
});
const many = (count: number) => Array.from({ length: count }, (_, index) => run(`run-${index}`));
const refusal = (status: number, code: string, details?: object, headers?: Record<string, string>) =>
  Response.json(
    { error: { code, message: `About ${code}`, requestId: "r", details } },
    { status, ...(headers && { headers }) },
  );
const taken = () => Response.json({ runs: [] }, { status: 201 });

/** A recorder whose requests a function answers; its clock moves by what it waits, and it waits for nothing. */
function recorderOver(
  answer: (attempt: number, body: { runs: RunToRecord[] }, init: RequestInit) => Response | Promise<Response>,
  timeLimitMs = 60_000,
) {
  const bodies: { runs: RunToRecord[] }[] = [];
  const inits: RequestInit[] = [];
  const waitsMs: number[] = [];
  const told: RecordingFailure[] = [];
  let nowMs = NOW;
  const recorder = createRunRecorder({
    baseUrl: "https://decompte.test/",
    apiKey: KEY,
    timeLimitMs,
    onFailure: (failure) => told.push(failure),
    fetch: async (url, init) => {
      expect(url).toBe("https://decompte.test/api/scraper-runs");
      const body = (await new Request(url, init).json()) as { runs: RunToRecord[] };
      bodies.push(body);
      inits.push(init);
      return answer(bodies.length, body, init);
    },
    clock: {
      now: () => nowMs,
      random: () => 1,
      sleep: async (delayMs, signal) => {
        signal?.throwIfAborted();
        waitsMs.push(delayMs);
        nowMs += delayMs;
      },
    },
  });
  return { recorder, bodies, inits, waitsMs, told };
}

const gone = (): never => {
  throw new TypeError("fetch failed");
};

describe("a recording", () => {
  test("sends the run with the key, follows no redirect, and tells that it is recorded", async () => {
    const { recorder, bodies, inits, told } = recorderOver(taken);
    expect(await recorder.record(run("one"))).toEqual({ recorded: ["one"], failures: [] });
    expect(bodies).toEqual([{ runs: [run("one")] }]);
    expect(inits[0]).toMatchObject({ method: "POST", redirect: "error" });
    expect(new Headers(inits[0]?.headers).get("authorization")).toBe(`Bearer ${KEY}`);
    expect(told).toEqual([]);
  });

  test("of nothing asks nothing", async () => {
    const { recorder, bodies } = recorderOver(taken);
    expect(await recorder.recordMany([])).toEqual({ recorded: [], failures: [] });
    expect(bodies).toEqual([]);
  });

  test.each([
    ["no answer", gone],
    ["a 500", () => refusal(500, "internal")],
    ["a 503 of something between", () => new Response("<h1>Bad gateway</h1>", { status: 503 })],
    ["a 429", () => refusal(429, "rate_limited")],
  ])("that gets %s is tried again, with growing waits, until it is taken", async (_, fail) => {
    const { recorder, bodies, waitsMs, told } = recorderOver((attempt) => (attempt < 4 ? fail() : taken()));
    expect(await recorder.record(run("one"))).toEqual({ recorded: ["one"], failures: [] });
    expect(bodies).toHaveLength(4);
    expect(waitsMs).toEqual([250, 500, 1_000]);
    expect(told).toEqual([]);
  });

  test.each([
    ["in seconds", "7", 7_000],
    ["as a date", new Date(NOW + 9_000).toUTCString(), 9_000],
  ])("waits as long as a Retry-After %s says", async (_, header, waitedMs) => {
    const { recorder, waitsMs } = recorderOver((attempt) =>
      attempt === 1 ? refusal(429, "rate_limited", undefined, { "retry-after": header }) : taken(),
    );
    await recorder.record(run("one"));
    expect(waitsMs).toEqual([waitedMs]);
  });

  test("does not wait for a Retry-After beyond its time limit", async () => {
    const { recorder, bodies, waitsMs } = recorderOver(() =>
      refusal(429, "rate_limited", undefined, { "retry-after": "61" }),
    );
    const { failures } = await recorder.record(run("one"));
    expect(failures).toMatchObject([{ code: "rate_limited", status: 429, isPassing: true, runIds: ["one"] }]);
    expect([bodies.length, waitsMs]).toEqual([1, []]);
  });

  test("gives up after six attempts, or when its time is used up", async () => {
    const patient = recorderOver(gone);
    expect((await patient.recorder.record(run("one"))).failures).toMatchObject([{ code: "unreachable", status: null }]);
    expect(patient.bodies).toHaveLength(6);
    const hurried = recorderOver(gone, 1_000);
    await hurried.recorder.record(run("one"));
    expect(hurried.waitsMs).toEqual([250, 500]);
  });

  test.each([400, 401, 403, 404, 409, 413])("that gets a %i is not tried again", async (status) => {
    const { recorder, bodies, told } = recorderOver(() =>
      refusal(status, "invalid_request", { parameter: "runs.0.costUsd" }),
    );
    const { recorded, failures } = await recorder.record(run("one"));
    expect(recorded).toEqual([]);
    expect(failures).toMatchObject([{ status, parameter: "runs.0.costUsd", isPassing: false, runIds: ["one"] }]);
    expect(bodies).toHaveLength(1);
    expect(told).toEqual(failures);
  });

  test("throws where that is asked for, and tells what was recorded all the same", async () => {
    const { recorder } = recorderOver((_, { runs }) =>
      runs[0]?.runId === "run-0" ? taken() : refusal(401, "unauthorized"),
    );
    const failure = await recorder.recordMany(many(1_500), { shouldThrow: true }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(RecordingError);
    expect((failure as RecordingError).recording.recorded).toHaveLength(1_000);
    expect((failure as RecordingError).message).toBe("About unauthorized");
  });

  test("that its caller aborts ends at once and is not tried again", async () => {
    const abort = new AbortController();
    const { recorder, bodies } = recorderOver(() => {
      abort.abort();
      return gone();
    });
    const { failures } = await recorder.record(run("one"), { signal: abort.signal });
    expect(failures).toMatchObject([{ code: "aborted", runIds: ["one"] }]);
    expect(bodies).toHaveLength(1);
  });

  test("of what no JSON can hold fails for that run alone", async () => {
    const { recorder } = recorderOver(taken);
    const wrong = run("wrong", { usageDetails: { big: 1n } });
    const { recorded, failures } = await recorder.recordMany([run("one"), wrong, run("two")]);
    expect(recorded).toEqual(["one", "two"]);
    expect(failures).toMatchObject([{ code: "invalid_request", runIds: ["wrong"] }]);
  });

  test("tells nothing of the key, whatever fails", async () => {
    const { recorder, told } = recorderOver(() => {
      throw new TypeError(`Headers of ${KEY} are wrong`);
    });
    const recording = await recorder.record(run("one"));
    expect(JSON.stringify([recording, told])).not.toContain(KEY);
  });

  test("survives a listener that throws", async () => {
    const recorder = createRunRecorder({
      baseUrl: "https://decompte.test",
      apiKey: KEY,
      fetch: async () => refusal(400, "invalid_request"),
      onFailure: () => {
        throw new Error("the listener's own");
      },
    });
    expect((await recorder.record(run("one"))).failures).toHaveLength(1);
  });
});

describe("many runs", () => {
  test("go in requests of a thousand, in their order", async () => {
    const { recorder, bodies } = recorderOver(taken);
    const { recorded } = await recorder.recordMany(many(2_500));
    expect(bodies.map(({ runs }) => runs.length)).toEqual([1_000, 1_000, 500]);
    expect(recorded).toEqual(many(2_500).map(({ runId }) => runId));
  });

  test("go in bodies that the server reads, however long they are", async () => {
    const sizes: number[] = [];
    const { recorder } = recorderOver(async (_, __, init) => {
      sizes.push((await new Request("https://decompte.test", init).arrayBuffer()).byteLength);
      return taken();
    });
    const large = many(40).map((each) => ({ ...each, usageDetails: { text: "é".repeat(200_000) } }));
    expect((await recorder.recordMany(large)).recorded).toHaveLength(40);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(8 * 1024 * 1024);
    expect(sizes).toHaveLength(2);
  });

  test("of which one request is refused are recorded but for that one", async () => {
    const { recorder } = recorderOver((attempt) => (attempt === 2 ? refusal(400, "invalid_request") : taken()));
    const { recorded, failures } = await recorder.recordMany(many(2_500));
    expect(recorded).toHaveLength(1_500);
    expect(failures).toHaveLength(1);
    expect(failures[0]?.runIds).toEqual(
      many(2_000)
        .slice(1_000)
        .map(({ runId }) => runId),
    );
  });

  test("of which most are wrong are not asked for one by one without end", async () => {
    const { recorder, bodies } = recorderOver(() => refusal(400, "invalid_request", { parameter: "runs.0.costUsd" }));
    const { recorded, failures } = await recorder.recordMany(many(200));
    expect(recorded).toEqual([]);
    expect(bodies).toHaveLength(51);
    expect(failures.flatMap(({ runIds }) => runIds)).toEqual(many(200).map(({ runId }) => runId));
    expect(failures).toHaveLength(51);
  });

  test.each(["runs.3.costUsd", "runs.x", "runs", "costUsd", "runs.-1.costUsd"])(
    "of which the server names none that was sent are refused together: %s",
    async (parameter) => {
      const { recorder, bodies } = recorderOver(() => refusal(400, "invalid_request", { parameter }));
      const { failures } = await recorder.recordMany(many(3));
      expect(failures).toMatchObject([{ parameter, runIds: ["run-0", "run-1", "run-2"] }]);
      expect(bodies).toHaveLength(1);
    },
  );

  test("are not sent again without the wrong one once the time is used up", async () => {
    const { recorder, bodies } = recorderOver(
      (attempt) =>
        attempt === 1
          ? refusal(503, "internal", undefined, { "retry-after": "59" })
          : attempt === 2
            ? refusal(400, "invalid_request", { parameter: "runs.1.costUsd" })
            : refusal(503, "internal", undefined, { "retry-after": "2" }),
      60_000,
    );
    const { failures } = await recorder.recordMany(many(3));
    expect(failures).toMatchObject([
      { status: 400, runIds: ["run-1"] },
      { status: 503, runIds: ["run-0", "run-2"] },
    ]);
    expect(bodies).toHaveLength(3);
  });

  test("end where the server can't be reached any more, and the rest is told as not recorded", async () => {
    const { recorder, bodies } = recorderOver((attempt) => (attempt === 1 ? taken() : gone()));
    const { recorded, failures } = await recorder.recordMany(many(3_500));
    expect(recorded).toHaveLength(1_000);
    expect(failures).toHaveLength(1);
    expect(failures[0]?.runIds).toHaveLength(2_500);
    expect(bodies).toHaveLength(1 + 6);
  });
});

describe("tracked work", () => {
  const tracked = { scraperId: "apify/instagram-scraper", source: "scraping" };

  test("is recorded as Apify's run tells, and its answer is handed on", async () => {
    const { recorder, bodies } = recorderOver(taken);
    const answer = {
      id: "HG7ML7M8z78YcAPEB",
      actId: "shu8hvrXbJbY3Eb9W",
      status: "SUCCEEDED",
      startedAt: new Date("2026-11-22T09:58:00Z"),
      usageTotalUsd: 0.012,
    };
    expect(await recorder.track(tracked, async () => answer)).toBe(answer);
    const expected = { runId: answer.id, status: "SUCCEEDED", costUsd: 0.012, createdAt: "2026-11-22T09:58:00.000Z" };
    expect(bodies).toEqual([{ runs: [{ ...tracked, ...expected }] }]);
  });

  test.each([undefined, null, 0])(
    "whose cost is %s just after its end is recorded without one",
    async (usageTotalUsd) => {
      const { recorder, bodies } = recorderOver(taken);
      await recorder.track(tracked, async () => ({ id: "one", status: "FAILED", usageTotalUsd }));
      expect(bodies[0]?.runs[0]).toMatchObject({ runId: "one", status: "FAILED", costUsd: null });
    },
  );

  test("is recorded as its own description says", async () => {
    const { recorder, bodies } = recorderOver(taken);
    const own = (items: readonly string[]) => ({ runId: "mine", costUsd: 0.5, itemCount: items.length });
    await recorder.track({ ...tracked, describe: own }, async () => ["a", "b"]);
    expect(bodies[0]?.runs[0]).toMatchObject({ runId: "mine", costUsd: 0.5, itemCount: 2, status: "SUCCEEDED" });
  });

  test("that tells of no run is recorded from when it began, under an id of its own", async () => {
    const { recorder, bodies } = recorderOver(taken);
    await recorder.track(tracked, async () => "done");
    await recorder.track(tracked, async () => "done");
    const [first, second] = bodies.map(({ runs }) => runs[0]);
    expect(first).toMatchObject({
      ...tracked,
      status: "SUCCEEDED",
      costUsd: null,
      createdAt: new Date(NOW).toISOString(),
    });
    expect(first?.runId).toMatch(/^untold-[0-9a-f-]{36}$/);
    expect(second?.runId).not.toBe(first?.runId);
  });

  test.each([
    ["rejects", () => Promise.reject(new RangeError("secret text"))],
    [
      "throws at once",
      () => {
        throw new RangeError("secret text");
      },
    ],
  ])("that %s is recorded as failed, without the failure's text, and throws its own failure", async (_, work) => {
    const { recorder, bodies } = recorderOver(taken);
    await expect(recorder.track(tracked, work)).rejects.toThrow(new RangeError("secret text"));
    expect(bodies[0]?.runs[0]).toMatchObject({
      status: "FAILED",
      costUsd: null,
      usageDetails: { error: "RangeError" },
    });
    expect(JSON.stringify(bodies)).not.toContain("secret");
  });

  test("neither fails nor changes its failure when the recording does", async () => {
    const { recorder, told } = recorderOver(() => refusal(401, "unauthorized"));
    expect(await recorder.track(tracked, async () => 7)).toBe(7);
    const failure = new Error("the work's own");
    await expect(recorder.track(tracked, () => Promise.reject(failure))).rejects.toBe(failure);
    expect(told).toHaveLength(2);
  });

  test("whose description throws answers all the same", async () => {
    const { recorder, told } = recorderOver(taken);
    const wrong = (): never => {
      throw new TypeError("no such field");
    };
    expect(await recorder.track({ ...tracked, describe: wrong }, async () => 7)).toBe(7);
    expect(told).toMatchObject([{ code: "invalid_request", message: "The run can't be described (TypeError)" }]);
  });
});
