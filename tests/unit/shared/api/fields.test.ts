import { describe, expect, test } from "vitest";
import { timeZoneSchema, wholeNumberParameter } from "../../../../shared/api/fields.ts";

describe("a time zone parameter", () => {
  test("is UTC when it is left out", () => {
    expect(timeZoneSchema.parse(undefined)).toBe("UTC");
  });

  test("says what it expects", () => {
    const result = timeZoneSchema.safeParse("Mars/Olympus");
    expect(result.error?.issues[0]?.message).toBe('must be an IANA time zone such as "Europe/Paris"');
  });
});

describe("a whole-number parameter", () => {
  const schema = wholeNumberParameter(1, 365);

  test.each([
    ["1", 1],
    ["365", 365],
    ["007", 7],
  ])("takes %j", (text, value) => {
    expect(schema.parse(text)).toBe(value);
  });

  test.each(["0", "366", "-1", "1.5", "1e2", "", " 1", "1\n", "0x10", "NaN", "99999999999999999999", "٣"])(
    "refuses %j and names its bounds",
    (text) => {
      const { error } = schema.safeParse(text);
      expect(error?.issues.map(({ message }) => message)).toContain("must be a whole number from 1 to 365");
    },
  );
});
