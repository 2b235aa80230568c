import { expect, test } from "vitest";
import { hatching } from "../../../../../renderer/features/daily-spending/hatching.ts";

test("every line keeps within its box", () => {
  const box = { left: 40, right: 95, top: 12, bottom: 180 };
  const numbers = [...hatching(box).matchAll(/[ML](\S+) ([\d.]+)/g)];
  expect(numbers.length).toBeGreaterThan(20);
  const xs = numbers.map(([, x]) => Number(x));
  const ys = numbers.map(([, , y]) => Number(y));
  expect(Math.min(...xs)).toBeGreaterThanOrEqual(box.left);
  expect(Math.max(...xs)).toBeLessThanOrEqual(box.right);
  expect(Math.min(...ys)).toBeGreaterThanOrEqual(box.top);
  expect(Math.max(...ys)).toBeLessThanOrEqual(box.bottom);
});
