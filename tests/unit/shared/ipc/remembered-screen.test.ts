import { describe, expect, test } from "vitest";
import { isScreenElement } from "../../../../shared/ipc/remembered-screen.ts";

const plain = { name: "div", attributes: {}, style: {}, children: [] };
const nested = (depth: number): object => (depth === 0 ? plain : { ...plain, children: [nested(depth - 1)] });

test("what the window shows is let through", () => {
  const curve = {
    ...plain,
    name: "path",
    attributes: { d: "M40,133.792C48.391,128.561-1e-7,0Z", fill: "url(#curve)" },
  };
  const stripes = "repeating-linear-gradient(-45deg, currentcolor 0px, currentcolor 2px, transparent 5px)";
  const svg = { ...plain, name: "svg", attributes: { viewBox: "0 0 24 24" }, children: [curve] };
  const bar = { ...plain, style: { width: "52.5%", "background-image": stripes } };
  const words = { ...plain, name: "span", attributes: { class: "text-[2.5rem] sm:p-6" }, children: ["17.57 $ <3"] };
  expect(isScreenElement({ ...plain, children: [svg, bar, words] })).toBe(true);
});

describe("what it never is, is refused", () => {
  test.each([
    "script",
    "style",
    "a",
    "img",
    "iframe",
    "form",
    "input",
    "button",
    "use",
    "image",
    "foreignObject",
    "DIV",
  ])("%s", (name) => expect(isScreenElement({ ...plain, name })).toBe(false));

  test.each(["onclick", "onload", "href", "xlink:href", "src", "style", "action", "data-x", "nonce", "tabindex"])(
    "the attribute %s",
    (name) => expect(isScreenElement({ ...plain, attributes: { [name]: "x" } })).toBe(false),
  );

  test.each([
    "url(https://example.com/x)",
    'url("//example.com")',
    "url(data:text/css,x)",
    "url(#a) url(b)",
    "var(--a, url(b))",
    "1px; color: red",
    "1px} * {",
    "</style>",
    "image-set(x)",
    "expression(x)",
    "1px\n2px",
  ])("the value %s", (value) => {
    expect(isScreenElement({ ...plain, attributes: { fill: value } })).toBe(false);
    expect(isScreenElement({ ...plain, style: { width: value } })).toBe(false);
    expect(isScreenElement({ ...plain, style: { "background-image": value } })).toBe(false);
  });

  test.each([
    ["no element", null],
    ["a text alone", "x"],
    ["an array", []],
    ["a number among the children", { ...plain, children: [1] }],
    ["a value that is no text", { ...plain, attributes: { width: 1 } }],
    ["a missing part", { name: "div", attributes: {}, children: [] }],
    ["another part", { ...plain, html: "<b>" }],
    ["a property of no look", { ...plain, style: { position: "fixed" } }],
    ["a class of other than letters and marks", { ...plain, attributes: { class: "a\u0000b" } }],
    ["a text without end", { ...plain, children: ["x".repeat(1_001)] }],
    ["a tree without end", nested(60)],
    ["a crowd", { ...plain, children: Array.from({ length: 2_001 }, () => "x") }],
  ])("%s", (_, value) => expect(isScreenElement(value)).toBe(false));
});
