import fc from "fast-check";
import pg from "pg";
import { expect, onTestFinished, test } from "vitest";
import { writtenBytes } from "../../../shared/domain/written-size.ts";
import { createTestDatabase } from "../../support/postgres/test-database.ts";

const ODD_NUMBERS = [0, -0, 1e308, -1.5e308, 5e-324, -1.25e-7, 1e-6, 1e20, 1e21, 123_456_789e20, 0.1, 2 ** 53];

/** What jsonb can't hold is refused before anything is written. */
const text = fc.string({ unit: "grapheme" }).filter((each) => !each.includes("\0"));
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, true, false, ...ODD_NUMBERS),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    text,
    fc.array(tie("any"), { maxLength: 5 }),
    fc.dictionary(text, tie("any"), { maxKeys: 5 }),
  ),
})).any;

test("what a JSON value takes as it is written is counted to the byte as Postgres writes it", async () => {
  const { url, remove } = await createTestDatabase();
  const pool = new pg.Pool({ connectionString: url });
  onTestFinished(async () => {
    await pool.end();
    await remove();
  });
  const values = [...ODD_NUMBERS, [], {}, ['\u0001\t\n"\\/\u007f é 日 💩'], ...fc.sample(value, 2_000)];
  const { rows } = await pool.query<{ bytes: number }>(
    "select octet_length(value::text) as bytes from unnest($1::jsonb[]) with ordinality as each (value, place) order by place",
    [values.map((each) => JSON.stringify(each))],
  );
  expect(values.map(writtenBytes)).toEqual(rows.map(({ bytes }) => bytes));
});
