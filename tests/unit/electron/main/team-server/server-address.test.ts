import { describe, expect, test } from "vitest";
import { serverAddress } from "../../../../../electron/main/team-server/server-address.ts";

test.each([
  ["spend.example.org", "https://spend.example.org"],
  ["  HTTPS://Spend.Example.org/device?user_code=ABCD  ", "https://spend.example.org"],
  ["spend.example.org:8443/", "https://spend.example.org:8443"],
  ["https://spend.example.org:443", "https://spend.example.org"],
  ["http://localhost:4747", "http://localhost:4747"],
  ["localhost:4747", "http://localhost:4747"],
  ["127.0.0.1:4747", "http://127.0.0.1:4747"],
  ["[::1]:4747", "http://[::1]:4747"],
  ["https://127.0.0.1:4747", "https://127.0.0.1:4747"],
])("%s means %s", (typed, origin) => {
  expect(serverAddress(typed)).toBe(origin);
});

describe("is no address", () => {
  test.each([
    "",
    "a b",
    "https://",
    "ftp://spend.example.org",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "https://noa:secret@spend.example.org",
  ])("%j", (typed) => {
    expect(() => serverAddress(typed)).toThrow(expect.objectContaining({ details: { problem: "address" } }));
  });
});

test.each(["http://spend.example.org", "http://127.0.0.1.example.org", "http://localhost.example.org"])(
  "%s would let the token travel in clear",
  (typed) => {
    expect(() => serverAddress(typed)).toThrow(expect.objectContaining({ details: { problem: "insecure" } }));
  },
);
