import { expect, test, vi } from "vitest";
import { restartable } from "../../../../electron/main/restartable.ts";

test("work that succeeds is done once, however often it is asked for", async () => {
  const work = vi.fn<() => Promise<void>>(() => Promise.resolve());
  const ask = restartable(work);
  await Promise.all([ask(), ask()]);
  await ask();
  expect(work).toHaveBeenCalledTimes(1);
});

test("work that failed is tried again by the next who asks, and those who waited are told", async () => {
  const work = vi.fn<() => Promise<void>>().mockRejectedValueOnce(new Error("locked")).mockResolvedValue();
  const ask = restartable(work);
  await Promise.all([expect(ask()).rejects.toThrow("locked"), expect(ask()).rejects.toThrow("locked")]);
  await ask();
  expect(work).toHaveBeenCalledTimes(2);
});
