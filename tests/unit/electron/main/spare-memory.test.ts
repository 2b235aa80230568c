import { expect, test, vi } from "vitest";
import { createMemorySparing } from "../../../../electron/main/spare-memory.ts";
import { SPARE_MEMORY_CHANNEL } from "../../../../shared/ipc/spare-memory.ts";

function sparing(isDestroyed = false) {
  const waiting = new Set<() => void>();
  const schedule = (callback: () => void) => {
    waiting.add(callback);
    return () => waiting.delete(callback);
  };
  const send = vi.fn<(channel: string) => void>();
  const rest = vi.fn<() => void>();
  const collect = vi.fn<() => void>();
  let touch = () => {};
  const on = vi.fn<(event: string, listener: () => void) => never>((event, listener) => {
    if (event === "input-event") touch = listener;
    return undefined as never;
  });
  const spareMemory = createMemorySparing({ isDestroyed: () => isDestroyed, on, send }, schedule, rest, collect);
  return {
    spareMemory,
    send,
    rest,
    collect,
    waiting,
    touch: () => touch(),
    pass: () => waiting.forEach((callback) => callback()),
  };
}

test("the page and main free what they can once it is quiet, not at once", () => {
  const { spareMemory, send, rest, collect, pass } = sparing();
  spareMemory();
  expect(rest).not.toHaveBeenCalled();
  expect(send).not.toHaveBeenCalled();
  expect(collect).not.toHaveBeenCalled();
  pass();
  expect(send).toHaveBeenCalledExactlyOnceWith(SPARE_MEMORY_CHANNEL);
  expect(rest).toHaveBeenCalledOnce();
  expect(collect).toHaveBeenCalledOnce();
});

test("asked for again before it was quiet, it is done once", () => {
  const { spareMemory, collect, waiting, pass } = sparing();
  spareMemory();
  spareMemory();
  expect(waiting.size).toBe(1);
  pass();
  expect(collect).toHaveBeenCalledOnce();
});

test("whoever scrolls or types meanwhile is not held up, and has nothing collected that was not asked for", () => {
  const { spareMemory, collect, waiting, touch, pass } = sparing();
  touch();
  expect(waiting.size).toBe(0);
  spareMemory();
  const [first] = waiting;
  touch();
  expect([...waiting]).not.toContain(first);
  expect(waiting.size).toBe(1);
  pass();
  expect(collect).toHaveBeenCalledOnce();
});

test("main frees what it can without a page too", () => {
  const { spareMemory, send, collect, pass } = sparing(true);
  spareMemory();
  pass();
  expect(send).not.toHaveBeenCalled();
  expect(collect).toHaveBeenCalledOnce();
});

test("the collection is one that V8 knows", () => {
  const waiting: (() => void)[] = [];
  const schedule = (callback: () => void) => {
    waiting.push(callback);
    return () => {};
  };
  const spareMemory = createMemorySparing(
    { isDestroyed: () => true, on: vi.fn<() => never>(), send: () => {} },
    schedule,
    () => {},
  );
  spareMemory();
  expect(() => waiting.forEach((callback) => callback())).not.toThrow();
  expect(globalThis).not.toHaveProperty("gc");
});
