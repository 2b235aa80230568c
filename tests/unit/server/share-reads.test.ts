import { expect, test } from "vitest";
import { shareReads } from "../../../server/share-reads.ts";

/** Of the event loop. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Reads that end when the test says, each with the number of reads that began before it. */
function heldReads({ mostAtOnce = 2 } = {}) {
  const ends: ((answer: string | Error) => void)[] = [];
  const read = shareReads(
    (key: string) =>
      new Promise<string>((resolve, reject) => {
        ends.push((answer) => (answer instanceof Error ? reject(answer) : resolve(`${key} ${answer}`)));
      }),
    { mostAtOnce },
  );
  const begun = async (count: number) => {
    while (ends.length < count) await turn();
  };
  return { read, ends, begun };
}

test("those who ask together share one read", async () => {
  const { read, ends, begun } = heldReads();
  const answers = Promise.all([read("a"), read("a"), read("a")]);
  await begun(1);
  ends[0]?.("first");
  expect(await answers).toEqual(["a first", "a first", "a first"]);
  expect(ends).toHaveLength(1);
});

test("whoever asks while a read runs gets the answer of another one, which begins after the question", async () => {
  const { read, ends, begun } = heldReads();
  const early = read("a");
  await begun(1);
  const late = Promise.all([read("a"), read("a")]);
  await begun(2);
  ends[1]?.("after the change");
  expect(await late).toEqual(["a after the change", "a after the change"]);
  ends[0]?.("before the change");
  expect(await early).toBe("a before the change");
});

test("while two reads run, all who ask wait for the next one, which begins as soon as one of them has ended", async () => {
  const { read, ends, begun } = heldReads();
  const first = read("a");
  await begun(1);
  const second = read("a");
  await begun(2);
  const late = Promise.all([read("a"), read("a")]);
  await turn();
  expect(ends).toHaveLength(2);
  ends[1]?.("second");
  expect(await second).toBe("a second");
  await begun(3);
  ends[2]?.("third");
  expect(await late).toEqual(["a third", "a third"]);
  ends[0]?.("first");
  expect(await first).toBe("a first");
});

test("where one at once is the most, the next one begins when it has ended", async () => {
  const { read, ends, begun } = heldReads({ mostAtOnce: 1 });
  const first = read("a");
  await begun(1);
  const second = read("a");
  await turn();
  expect(ends).toHaveLength(1);
  ends[0]?.("first");
  expect(await first).toBe("a first");
  await begun(2);
  ends[1]?.("second");
  expect(await second).toBe("a second");
});

test("different keys do not wait for each other", async () => {
  const { read, ends, begun } = heldReads();
  const first = read("a");
  const second = read("b");
  await begun(2);
  ends[1]?.("second");
  expect(await second).toBe("b second");
  ends[0]?.("first");
  expect(await first).toBe("a first");
});

test("a failure is told to those who shared it, and the next read goes on", async () => {
  const { read, ends, begun } = heldReads();
  const failing = Promise.allSettled([read("a"), read("a")]);
  await begun(1);
  const next = read("a");
  ends[0]?.(new Error("away"));
  expect((await failing).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  await begun(2);
  ends[1]?.("back");
  expect(await next).toBe("a back");
});

test("an answer is not kept", async () => {
  const { read, ends, begun } = heldReads();
  const first = read("a");
  await begun(1);
  ends[0]?.("old");
  await first;
  const second = read("a");
  await begun(2);
  ends[1]?.("new");
  expect(await second).toBe("a new");
});
