import { expect, test } from "vitest";
import { apifyBaseUrl } from "../../../../electron/main/apify-address.ts";
import { AppError } from "../../../../shared/errors.ts";

test.each([
  [undefined, "https://api.apify.com"],
  ["", "https://api.apify.com"],
  ["https://proxy.example", "https://proxy.example"],
  ["https://proxy.example/apify//", "https://proxy.example/apify"],
  ["http://localhost:8080", "http://localhost:8080"],
  ["http://127.0.0.1:8080/", "http://127.0.0.1:8080"],
  ["http://[::1]:8080", "http://[::1]:8080"],
])("%j leads to %s", (configured, address) => {
  expect(apifyBaseUrl(configured)).toBe(address);
});

test.each([
  "http://proxy.example",
  "http://localhost.proxy.example",
  "http://127.0.0.1.proxy.example",
  "http://localhost@proxy.example",
  "ftp://localhost",
  "file:///tmp/apify",
  "javascript:alert(1)",
  "proxy.example",
  "//proxy.example",
])("the token is not sent to %s", (configured) => {
  expect(() => apifyBaseUrl(configured)).toThrow(AppError);
});
