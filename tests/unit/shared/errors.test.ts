import { describe, expect, test } from "vitest";
import { AppError, assertNever, isAppError, toAppError } from "../../../shared/errors.ts";

describe("a failure with a code", () => {
  test("keeps its cause and its details apart from its message", () => {
    const cause = new Error("select token from somewhere");
    const error = new AppError("not_found", "There is no such run", { cause, details: { parameter: "runId" } });
    expect(error).toMatchObject({ code: "not_found", message: "There is no such run", cause, name: "AppError" });
    expect(error.details).toEqual({ parameter: "runId" });
  });

  test("is told from other failures, and by its code", () => {
    expect(isAppError(new AppError("internal", "x"))).toBe(true);
    expect(isAppError(new AppError("internal", "x"), "internal")).toBe(true);
    expect(isAppError(new AppError("internal", "x"), "not_found")).toBe(false);
    expect(isAppError(new Error("x"))).toBe(false);
    expect(isAppError({ code: "internal" })).toBe(false);
  });
});

describe("anything thrown", () => {
  test("that has a code stays as it is", () => {
    const error = new AppError("cancelled", "The import was cancelled");
    expect(toAppError(error)).toBe(error);
  });

  test.each([new Error("SQLITE_CORRUPT at /home/someone"), "a text", null, undefined])(
    "that has none becomes internal, its text kept as the cause only",
    (thrown) => {
      const error = toAppError(thrown);
      expect(error).toMatchObject({ code: "internal", message: "Unexpected failure" });
      expect(error.cause).toBe(thrown);
    },
  );
});

test("a case that the types rule out throws", () => {
  // A value that reaches this place despite the types, as one from outside might.
  expect(() => assertNever("surprise" as never)).toThrow('Unexpected case: "surprise"');
});
