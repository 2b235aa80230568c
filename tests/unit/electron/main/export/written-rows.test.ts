import { expect, test } from "vitest";
import { createRowCounter } from "../../../../../electron/main/export/written-rows.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

test("CSV's runs are counted without the header, and without the line ends within a name", () => {
  const count = createRowCounter("csv");
  expect(count(bytes("runId,actor\r\n"))).toBe(0);
  expect(count(bytes('one,"a ""quoted""\r\nname"\r\ntwo,'))).toBe(1);
  expect(count(bytes("plain\r\n"))).toBe(2);
});

test("a part may end anywhere, also between two quotes", () => {
  const count = createRowCounter("csv");
  for (const part of ["h", '\r\n"x"', '"y\r\n', '",1\r', "\n"]) count(bytes(part));
  expect(count(bytes("last,2\r\n"))).toBe(2);
});

test("JSON's runs are counted by their lines", () => {
  const count = createRowCounter("json");
  expect(count(bytes("["))).toBe(0);
  expect(count(bytes('\n{"a":"\\n"},\n{"a":"\\""}'))).toBe(1);
  expect(count(bytes("\n]\n"))).toBe(3);
});
