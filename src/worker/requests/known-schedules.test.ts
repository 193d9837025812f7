import { expect, it } from "vitest";
import { KnownIds } from "./known-schedules.ts";

/** Books with these ids, which count their queries. */
function booksOf(ids: string[]) {
  const asked = { one: 0, all: 0 };
  const has = async (id: string) => {
    asked.one++;
    return ids.includes(id);
  };
  const all = async () => {
    asked.all++;
    return ids;
  };
  return { asked, has, all };
}
const guesses = (count: number) => Array.from({ length: count }, (_, n) => `guess-${n}`);

it("[P43] a known id is looked up once, and an unknown one again only after ten seconds", async () => {
  const ids = new KnownIds();
  const books = booksOf(["a"]);
  const answers = [];
  for (const nowMs of [0, 5_000, 9_999])
    answers.push(await ids.has(books, "a", nowMs), await ids.has(books, "b", nowMs));
  expect(answers).toEqual([true, false, true, false, true, false]);
  expect(books.asked).toEqual({ one: 2, all: 0 });
  expect(await ids.has(booksOf(["a", "b"]), "b", 10_000)).toBe(true);
});

it("[P43] guesses at ids cost the books at most twenty queries and one list in ten seconds", async () => {
  const ids = new KnownIds();
  const books = booksOf(["a", "b"]);
  const found = await Promise.all(guesses(3_000).map((id) => ids.has(books, id, 1_000)));
  expect(found).not.toContain(true);
  expect(books.asked).toEqual({ one: 20, all: 1 });
  // Meanwhile existing ids are not refused.
  expect([await ids.has(books, "a", 2_000), await ids.has(books, "b", 2_000)]).toEqual([
    true,
    true,
  ]);
  expect(books.asked).toEqual({ one: 20, all: 1 });
});

it("[P43] a crowd that asks for one id at once is one question, and no guessing", async () => {
  const ids = new KnownIds();
  const books = booksOf(["a"]);
  // An earlier guess loaded the list, which lacks ids created since.
  await Promise.all(guesses(30).map((id) => ids.has(booksOf([]), id, 0)));
  const later = 10_000;
  const crowd = await Promise.all(guesses(2_000).map(() => ids.has(books, "a", later)));
  expect(crowd).not.toContain(false);
  expect(books.asked).toEqual({ one: 1, all: 0 });
});

it("[P43] an id that was made meanwhile is known at once where it was made", async () => {
  const ids = new KnownIds();
  const books = booksOf([]);
  for (const id of ["new", ...guesses(50)]) expect(await ids.has(books, id, 0)).toBe(false);
  ids.add("new");
  expect(await ids.has(books, "new", 1)).toBe(true);
});

it("[P43] many ids that exist at once are no guessing", async () => {
  const ids = new KnownIds();
  const all = guesses(100);
  const books = booksOf(all);
  for (const id of all) expect(await ids.has(books, id, 0)).toBe(true);
  expect(books.asked).toEqual({ one: 100, all: 0 });
});
