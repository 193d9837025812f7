import { afterAll, beforeAll, expect, it } from "vitest";
import { type Books, newSchedule, openBooks } from "../../../test/support/books.ts";
import { sweep } from "../service/sweeping.ts";

let books: Books;
beforeAll(async () => {
  books = await openBooks();
});
afterAll(() => books.close());

const countOf = async (table: string) =>
  (await books.sql<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`))[0]?.n;

it("[SW10] an import is deleted with its rows a day after its preview", async () => {
  const { concertId, scheduleId } = await newSchedule(books);
  await books.sql(
    `INSERT INTO data_import (id, organization_id, concert_id, kind, target_id, sound_rows, faulty_rows, created_at)
    SELECT gen_random_uuid(), c.organization_id, c.id, 'emails', $2, 1, 0, now() - n * interval '1 hour'
    FROM concert c, unnest(ARRAY[23, 25, 26]) n WHERE c.id = $1`,
    [concertId, scheduleId],
  );
  await books.sql(
    `INSERT INTO data_import_row (import_id, line, value, effect)
    SELECT id, 2, '{"email": "fan@frontrow.test"}', 'add' FROM data_import`,
  );
  const swept = [1, 1, 0];
  for (const imports of swept)
    expect(await sweep(books.db, { limit: 1 })).toMatchObject({ imports });
  expect(await countOf("data_import")).toBe(1);
  expect(await countOf("data_import_row")).toBe(1);
});
