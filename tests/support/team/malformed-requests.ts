import fc, { type Arbitrary } from "fast-check";

/** A request that no contract allows. `body` is sent as it is. */
export interface MalformedRequest {
  readonly method: string;
  /** With its query, as it is written on the wire: Latin-1, no blank. */
  readonly target: string;
  readonly body: string | null;
  readonly headers: Readonly<Record<string, string>>;
}

const LONE_SURROGATE = "\\ud800";
const DEEP = 20_000;

/** Texts of JSON that are wrong for anything that the contract asks a name, a number, an instant or an object for. */
const nowhereRight = fc.constantFrom(
  "[]",
  "true",
  "{}",
  "1e400",
  "-1e308",
  '"\\u0000"',
  `"${LONE_SURROGATE}"`,
  '"a\\u0000b"',
  '""',
  '" "',
  '{"__proto__":{"polluted":true}}',
  '{"constructor":{"prototype":{"polluted":true}}}',
  `${"[".repeat(DEEP)}${"]".repeat(DEEP)}`,
  `${'{"a":'.repeat(DEEP)}1${"}".repeat(DEEP)}`,
);

const GOOD_RUN = {
  runId: '"run-that-must-not-be"',
  scraperId: '"actor"',
  source: '"fuzz"',
  status: '"SUCCEEDED"',
  costUsd: "0.1",
  itemCount: "1",
  usageDetails: '{"a":1}',
  createdAt: '"2026-11-22T10:00:00Z"',
} as const;

const WRONG_FIELD: Readonly<Record<keyof typeof GOOD_RUN, Arbitrary<string>>> = {
  runId: fc.oneof(nowhereRight, fc.constantFrom("null", "7", `"${"x".repeat(129)}"`, '"a\\nb"')),
  scraperId: fc.oneof(nowhereRight, fc.constantFrom("null", "7", `"${"x".repeat(257)}"`)),
  source: fc.oneof(nowhereRight, fc.constantFrom("null", "7", `"${"x".repeat(65)}"`)),
  status: fc.oneof(nowhereRight, fc.constantFrom("null", "-0", `"${"x".repeat(65)}"`)),
  costUsd: fc.oneof(nowhereRight, fc.constantFrom("-0.000000001", "1000000.01", '"0.1"', "1e308", "NaN", "Infinity")),
  itemCount: fc.oneof(
    nowhereRight,
    fc.constantFrom("-1", "1.5", '"1"', "1e308", "9007199254740993000", "NaN"),
    fc.integer({ max: -1 }).map(String),
  ),
  usageDetails: fc.constantFrom("[]", "1", '"text"', "true", `${'{"a":'.repeat(40)}1${"}".repeat(40)}`),
  createdAt: fc.oneof(
    nowhereRight,
    fc.constantFrom("null", "1732269600000", '"2026-11-22"', '"2026-13-01T00:00:00Z"', '"1999-01-01T00:00:00Z"'),
  ),
};

const textOf = (fields: Readonly<Record<string, string>>): string =>
  `{${Object.entries(fields)
    .map(([name, text]) => `${JSON.stringify(name)}:${text}`)
    .join(",")}}`;

const wrongRun: Arbitrary<string> = fc
  .constantFrom(...(Object.keys(GOOD_RUN) as (keyof typeof GOOD_RUN)[]))
  .chain((field) => WRONG_FIELD[field].map((text) => textOf({ ...GOOD_RUN, [field]: text })));

const wrongBatch: Arbitrary<string> = fc.oneof(
  fc
    .array(wrongRun, { minLength: 1, maxLength: 4 })
    .map((runs) => `{"runs":[${[textOf(GOOD_RUN), ...runs].join(",")}]}`),
  nowhereRight.map((text) => `{"runs":${text === "{}" ? "null" : text}}`),
  fc.constant(`{"runs":[${Array<string>(1_001).fill(textOf(GOOD_RUN)).join(",")}]}`),
);

/** Not JSON, or no object. */
const wrongText: Arbitrary<string> = fc.oneof(
  fc.string({ maxLength: 200 }).filter((text) => !text.trimStart().startsWith("{")),
  fc
    .string({ unit: "binary", maxLength: 50 })
    .map((text) => `{${text}`)
    .filter(isNoJson),
  fc.json().filter((text) => !text.startsWith("{")),
  fc.constantFrom("", "null", "{", "{]", '{"runId":', "\u00ff\u00fe{}", "NaN", "[".repeat(DEEP), "--boundary\r\n"),
);

function isNoJson(text: string): boolean {
  try {
    JSON.parse(text);
    return false;
  } catch {
    return true;
  }
}

/** Of a query: as it stands on the wire. */
const wrongValue = fc.oneof(
  fc.constantFrom("", "%00", "%ED%A0%80", "%", "%zz", "1e308", "NaN", "-1", "1.5", "__proto__", "constructor", "0x10"),
  fc.constantFrom(
    "..%2F..%2Fetc%2Fpasswd",
    "x".repeat(4_000),
    "%F0%9F%92%A9",
    "null",
    "%5B%5D",
    "9".repeat(400),
    "+02:00",
  ),
  fc.string({ maxLength: 30 }).map((text) => `%1F${encodeURIComponent(text)}`),
);

const QUERIES: readonly {
  readonly method: string;
  readonly path: string;
  readonly good: string;
  readonly names: readonly string[];
}[] = [
  { method: "GET", path: "/api/scraper-runs/summary", good: "period=all&tz=UTC", names: ["period", "tz"] },
  {
    method: "GET",
    path: "/api/dashboard/spending-chart",
    good: "timeRange=7d",
    names: ["timeRange", "tz"],
  },
  {
    method: "GET",
    path: "/api/scraper-runs/summary",
    good: "from=2026-11-01&to=2026-11-22",
    names: ["from", "to", "period", "tz"],
  },
  {
    method: "GET",
    path: "/api/dashboard/spending-chart",
    good: "from=2026-11-01",
    names: ["from", "timeRange", "tz"],
  },
  {
    method: "GET",
    path: "/api/scraper-runs",
    good: "limit=10",
    names: ["from", "to", "limit", "offset", "tz", "sort", "order", "after"],
  },
  {
    method: "GET",
    path: "/api/scraper-runs/breakdown",
    good: "by=actor",
    names: ["by", "from", "to", "limit", "tz"],
  },
  {
    method: "GET",
    path: "/api/scraper-runs/export",
    good: "format=csv",
    names: ["format", "decimal", "from", "to", "tz"],
  },
  { method: "POST", path: "/api/scraper-runs/backfill", good: "days=30", names: ["days", "reset"] },
  { method: "GET", path: "/api/reconciliation", good: "", names: ["date"] },
];

const wrongQuery: Arbitrary<MalformedRequest> = fc.constantFrom(...QUERIES).chain(({ method, path, good, names }) =>
  fc.tuple(fc.constantFrom(...names), wrongValue).map(([name, value]) => {
    const others = good.split("&").filter((part) => part !== "" && !part.startsWith(`${name}=`));
    return { method, target: `${path}?${[...others, `${name}=${value}`].join("&")}`, body: null, headers: {} };
  }),
);

const oddSegment = fc.oneof(
  fc.constantFrom(
    "%00",
    "%ED%A0%80",
    "%",
    "%2e%2e%2fetc",
    "..%2f",
    "__proto__",
    "%F0%9F%92%A9",
    "x".repeat(3_000),
    "';drop table",
  ),
  fc.string({ minLength: 1, maxLength: 40 }).map((text) => encodeURIComponent(`~${text}`)),
);

const wrongPath: Arbitrary<MalformedRequest> = fc
  .tuple(
    fc.constantFrom("GET", "POST", "PUT", "PATCH", "DELETE"),
    fc.constantFrom("/api", "/api/scraper-runs/none", "/api/dashboard", "", "/api/webhooks/apify/none", "/api//"),
    oddSegment,
  )
  .map(([method, root, segment]) => ({
    method,
    target: encodeURI(`${root}/${segment}`).replaceAll("%25", "%"),
    body: method === "GET" ? null : "{}",
    headers: {},
  }));

const wrongMethod: Arbitrary<MalformedRequest> = fc
  .tuple(
    fc.constantFrom("PUT", "PATCH", "DELETE", "PROPFIND", "LOCK", "TRACE", "REPORT"),
    fc.constantFrom("/api/scraper-runs", "/api/scraper-runs/summary", "/api/dashboard/spending-chart", "/healthz"),
  )
  .map(([method, target]) => ({ method, target, body: null, headers: {} }));

const wrongBody: Arbitrary<MalformedRequest> = fc
  .oneof(wrongRun, wrongBatch, wrongText)
  .map((body) => ({ method: "POST", target: "/api/scraper-runs", body, headers: {} }));

const json = (fields: Readonly<Record<string, Arbitrary<string>>>): Arbitrary<string> => fc.record(fields).map(textOf);

const wrongConnection: Arbitrary<MalformedRequest> = fc
  .oneof(
    wrongText,
    json({ token: fc.oneof(nowhereRight, fc.constantFrom("null", "7", `"${"x".repeat(513)}"`, '"a b"')) }),
  )
  .map((body) => ({ method: "PUT", target: "/api/apify-connection", body, headers: {} }));

/** What nobody but a device that speaks the protocol may send. */
const wrongDevice: Arbitrary<MalformedRequest> = fc.oneof(
  fc
    .oneof(wrongText, json({ client_id: nowhereRight }), json({ client_id: nowhereRight, scope: nowhereRight }))
    .map((body) => ({ method: "POST", target: "/api/auth/device/code", body, headers: {} })),
  fc
    .oneof(
      wrongText,
      json({ grant_type: nowhereRight, device_code: nowhereRight, client_id: nowhereRight }),
      json({
        grant_type: fc.constant('"urn:ietf:params:oauth:grant-type:device_code"'),
        device_code: fc.oneof(nowhereRight, fc.constant('"unknown"')),
        client_id: fc.constant('"decompte-desktop"'),
      }),
    )
    .map((body) => ({ method: "POST", target: "/api/auth/device/token", body, headers: {} })),
  fc
    .tuple(
      fc.constantFrom("sign-up/email", "sign-in/email", "api-key/create", "update-user", "device/approve"),
      wrongText,
    )
    .map(([endpoint, body]) => ({ method: "POST", target: `/api/auth/${endpoint}`, body, headers: {} })),
);

const wrongForm: Arbitrary<MalformedRequest> = fc
  .tuple(
    fc.constantFrom(
      "application/x-www-form-urlencoded",
      "multipart/form-data; boundary=x",
      "multipart/form-data",
      "text/plain",
    ),
    fc.oneof(
      fc.string({ maxLength: 100 }),
      fc.constantFrom(
        "email=%00&password=%ED%A0%80",
        "email=a%40b.co&password=",
        "=&=&=",
        "--x\r\n\r\n",
        "x".repeat(20_000),
      ),
      fc.tuple(wrongValue, wrongValue).map(([email, password]) => `email=${email}&password=${password}`),
    ),
  )
  .map(([type, body]) => ({
    method: "POST",
    target: "/sign-in",
    body,
    headers: { "content-type": type, "sec-fetch-site": "same-origin" },
  }));

/** Heads that HTTP, or a guard, refuses, around a body that would be recorded. */
const wrongHead: Arbitrary<MalformedRequest> = fc
  .constantFrom<Readonly<Record<string, string>>>(
    { authorization: "" },
    { authorization: "Bearer" },
    { authorization: "Bearer \u00ff\u00fe" },
    { authorization: "Basic YTpi" },
    { authorization: `Bearer ${"x".repeat(8_000)}` },
    { authorization: "Bearer dk_" },
    { authorization: "Bearer dk_unknown" },
    { authorization: "Bearer __proto__" },
    { authorization: "", cookie: "session=\u00ff; __proto__=1; =; ;;" },
    { host: "evil.example" },
    { host: "127.0.0.1:99999" },
    { host: "a b" },
    { host: "" },
    { origin: "https://evil.example" },
    { origin: "null" },
    { "content-length": "-1" },
    { "content-length": "1e3" },
    { "content-length": "99999999999999999999" },
    { "transfer-encoding": "garbage" },
    { "x-large": "x".repeat(20_000) },
    { "bad name": "x" },
    { "x-null": "a\u0000b" },
  )
  .map((headers) => ({ method: "POST", target: "/api/scraper-runs", body: textOf(GOOD_RUN), headers }));

export const malformedRequest: Arbitrary<MalformedRequest> = fc.oneof(
  { weight: 5, arbitrary: wrongBody },
  { weight: 3, arbitrary: wrongQuery },
  { weight: 2, arbitrary: wrongPath },
  { weight: 1, arbitrary: wrongMethod },
  { weight: 2, arbitrary: wrongHead },
  { weight: 1, arbitrary: wrongConnection },
  { weight: 2, arbitrary: wrongDevice },
  { weight: 1, arbitrary: wrongForm },
);
