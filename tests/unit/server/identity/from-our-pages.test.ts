import { expect, test } from "vitest";
import { isFromOurPages } from "../../../../server/identity/from-our-pages.ts";

const OURS = "https://spend.example.com";

test.each([
  [{ origin: OURS }, true],
  [{ origin: OURS, "sec-fetch-site": "same-origin" }, true],
  [{ origin: "null", "sec-fetch-site": "same-origin" }, true],
  [{ origin: "http://localhost:4747", "sec-fetch-site": "same-origin" }, true],
  [{}, false],
  [{ origin: "null" }, false],
  [{ origin: "" }, false],
  [{ origin: "https://evil.example" }, false],
  [{ origin: `${OURS}.evil.example` }, false],
  [{ origin: "http://spend.example.com" }, false],
  [{ origin: OURS, "sec-fetch-site": "cross-site" }, false],
  [{ origin: OURS, "sec-fetch-site": "same-site" }, false],
  [{ origin: OURS, "sec-fetch-site": "none" }, false],
])("%j: %s", (headers: Record<string, string>, isOurs) => {
  expect(isFromOurPages(new Headers(headers), OURS)).toBe(isOurs);
});
