import { describe, expect, test } from "vitest";
import type { ActorName } from "../../../../../server/ledger/ledger.ts";
import { lookUpActors } from "../../../../../server/services/actors/look-up-actors.ts";
import type { Actor } from "../../../../../server/sources/apify/answers.ts";
import { AppError, type ErrorCode } from "../../../../../shared/errors.ts";

const NOW = Date.parse("2026-11-22T10:00:00Z");
const DAY_MS = 86_400_000;

const actor = (id: string, title: string | null = `Title of ${id}`): Actor => ({
  id,
  username: "team",
  name: id,
  title,
});
const nameOf = (id: string): ActorName => ({ name: `team/${id}`, title: `Title of ${id}` });
const failure = (code: ErrorCode) => new AppError(code, "No");

/** A ledger and an Apify in memory. What Apify answers is an Actor, none, or a failure. */
function bench(options: {
  readonly unnamed: readonly string[];
  readonly pages?: readonly (readonly Actor[] | AppError)[];
  readonly single?: (actorId: string) => Actor | null | AppError;
}) {
  const { unnamed, pages = [[]], single = () => null } = options;
  const saved = new Map<string, ActorName | null>();
  const asked: string[] = [];
  const retriedBefore: number[] = [];
  const answer = <Value>(value: Value | AppError): Value => {
    if (value instanceof AppError) throw value;
    return value;
  };
  const lookUp = () =>
    lookUpActors({
      userId: "alice",
      now: () => NOW,
      ledger: {
        unnamedActorIds: async (_, retryBeforeMs) => {
          retriedBefore.push(retryBeforeMs);
          return unnamed;
        },
        saveActors: async (_, actors) => {
          for (const found of actors) saved.set(found.actorId, found.actor);
        },
      },
      client: {
        listActors: async (offset) => {
          asked.push(`page ${offset}`);
          const isLast = offset >= pages.length - 1;
          return { actors: answer(pages[offset] ?? []), nextOffset: isLast ? null : offset + 1 };
        },
        readActor: async (actorId) => {
          asked.push(actorId);
          return answer(single(actorId));
        },
      },
    });
  return { lookUp, saved, asked, retriedBefore };
}

describe("the names of Actors", () => {
  test("cost no request when all are known", async () => {
    const { lookUp, asked, retriedBefore } = bench({ unnamed: [] });
    await lookUp();
    expect(asked).toEqual([]);
    expect(retriedBefore).toEqual([NOW - 7 * DAY_MS]);
  });

  test("come from the account's list, page by page, until all are found", async () => {
    const { lookUp, saved, asked } = bench({
      unnamed: ["a", "b"],
      pages: [[actor("a"), actor("unknown")], [actor("b")], [actor("c")]],
    });
    await lookUp();
    expect([...saved]).toEqual([
      ["a", nameOf("a")],
      ["b", nameOf("b")],
    ]);
    expect(asked).toEqual(["page 0", "page 1"]);
  });

  test("that the list lacks are asked for one by one; one that Apify does not show is remembered", async () => {
    const { lookUp, saved, asked } = bench({
      unnamed: ["a", "gone", "shared"],
      pages: [[actor("a", "")]],
      single: (id) => (id === "gone" ? null : actor(id)),
    });
    await lookUp();
    expect(asked).toEqual(["page 0", "gone", "shared"]);
    expect(Object.fromEntries(saved)).toEqual({
      a: { name: "team/a", title: null },
      gone: null,
      shared: nameOf("shared"),
    });
  });

  test("are asked for one by one at most 20 times", async () => {
    const { lookUp, saved } = bench({ unnamed: Array.from({ length: 50 }, (_, index) => `actor-${index}`) });
    await lookUp();
    expect(saved.size).toBe(20);
  });

  test.each(["apify_forbidden", "apify_bad_answer"] as const)(
    "are asked for one by one where the list ends as %s",
    async (code) => {
      const { lookUp, saved } = bench({ unnamed: ["a", "b"], pages: [[actor("a")], failure(code)], single: actor });
      await lookUp();
      expect([...saved]).toEqual([
        ["a", nameOf("a")],
        ["b", nameOf("b")],
      ]);
    },
  );

  test("do not wait behind one that can't be understood, which is remembered", async () => {
    const single = (id: string) => (id === "a" ? failure("apify_bad_answer") : actor(id));
    const { lookUp, saved } = bench({ unnamed: ["a", "b"], single });
    await lookUp();
    expect([...saved]).toEqual([
      ["a", null],
      ["b", nameOf("b")],
    ]);
  });
});

describe("a failure", () => {
  test.each(["apify_unreachable", "apify_rate_limited", "cancelled"] as const)(
    "%s ends the lookup without a word, and what was found stays",
    async (code) => {
      const { lookUp, saved, asked } = bench({
        unnamed: ["a", "b", "c", "d"],
        pages: [[actor("a")]],
        single: (id) => (id === "c" ? failure(code) : actor(id)),
      });
      await lookUp();
      expect([...saved.keys()]).toEqual(["a", "b"]);
      expect(asked).toEqual(["page 0", "b", "c"]);
    },
  );

  test.each(["apify_token_refused", "ledger_unavailable"] as const)("%s is told", async (code) => {
    const onPage = bench({ unnamed: ["a"], pages: [failure(code)] });
    await expect(onPage.lookUp()).rejects.toMatchObject({ code });
    const onActor = bench({ unnamed: ["a"], single: () => failure(code) });
    await expect(onActor.lookUp()).rejects.toMatchObject({ code });
  });
});
