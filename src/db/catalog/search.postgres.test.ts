import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Books, newSchedule, nobody, openBooks } from "../../../test/support/books.ts";
import { createVenue } from "../setup/venues.ts";
import { createConcert } from "../admin/catalog-changes.ts";
import { listConcerts } from "./catalog.ts";
import { type ConcertFilter, citiesToCome } from "./search.ts";
import { suggest } from "./suggestions.ts";

let books: Books;
const now = Date.parse("2027-01-01T00:00:00Z");
const added: Record<string, string> = {};

beforeAll(async () => {
  books = await openBooks();
  await add(
    "waves",
    { ko: "파랑주의보 〈높은 파도〉", en: "High Waves" },
    { ko: "부산", en: "Busan" },
  );
  await add(
    "letter",
    { ko: "서이안 콘서트 〈느린 편지〉", en: "A Slow Letter" },
    { ko: "서울", en: "Seoul" },
  );
});
afterAll(() => books.close());

/** A concert of that title with a date to come; the plan belongs to another venue, so its date is moved here. */
async function add(
  name: string,
  title: { ko: string; en: string },
  city: { ko: string; en: string },
) {
  const venueId = randomUUID();
  const text = { ko: `${city.ko}홀`, en: `${city.en} Hall` };
  const venue = { name: text, city, address: text, timeZone: "Asia/Seoul" };
  await createVenue(books.db, { id: venueId, by: nobody, venue });
  const id = randomUUID();
  const about = {
    artist: title,
    description: title,
    genre: "indie" as const,
    poster: "/posters/p.svg",
  };
  const terms = { ageLimit: null, runningMinutes: null, currency: "KRW" as const };
  const concert = { slug: `${name}-${id}`, venueId, title, ...about, ...terms };
  await createConcert(books.db, { id, by: nobody, concert });
  const { scheduleId } = await newSchedule(books);
  await books.sql("UPDATE schedule SET concert_id = $1 WHERE id = $2", [id, scheduleId]);
  added[name] = id;
}

async function found(filter: ConcertFilter): Promise<string[]> {
  const listed = await listConcerts(books.db, { after: null, limit: 100, now, filter });
  const ids = listed.ok ? listed.value.items.map(({ id }) => id) : [];
  return Object.entries(added).flatMap(([name, id]) => (ids.includes(id) ? [name] : []));
}

it("[V62] a search finds a title by its first consonants, by half a syllable, and despite a typo", async () => {
  expect(await found({ text: "ㅍㄹㅈㅇㅂ" })).toEqual(["waves"]);
  expect(await found({ text: "높은파" })).toEqual(["waves"]);
  expect(await found({ text: "콘ㅅ" })).toEqual(["letter"]);
  expect(await found({ text: "느린펴" })).toEqual(["letter"]);
  expect(await found({ text: "파랑주으보" })).toEqual(["waves"]);
  expect(await found({ text: "slow let" })).toEqual(["letter"]);
  expect(await found({ text: "ㅅㄱㅁ" })).toEqual([]);
});

it.each([
  ["slwo letter", "letter"],
  ["a solw leter", "letter"],
  ["slow lettre", "letter"],
  ["lettter", "letter"],
  ["solw", "letter"],
  ["hihg waves", "waves"],
  ["higwaves", "waves"],
  ["hgih wavse", "waves"],
  ["느릔 편지", "letter"],
  ["느린 펀지", "letter"],
  ["느른편디", "letter"],
  ["서이얀", "letter"],
  ["파량주의보", "waves"],
  ["파랑쥬이보", "waves"],
  ["노픈 파도", "waves"],
  ["부삼홀", "waves"],
  ["busna hall", "waves"],
])("[V450] a search finds names with one or two typos: %s", async (text, name) => {
  expect(await found({ text })).toEqual([name]);
});

it.each([
  ["three slips in a word", "slaw ledder"],
  ["two slips in a short word", "wvea"],
  ["three letters", "sow"],
  ["another end", "느린 기차"],
  ["another beginning", "빠른 편지"],
  ["one word of two", "letter from home"],
  ["the middle of a word", "ettir"],
  ["letters in another order", "retlet wols"],
])("[V450] and nothing further away: %s", async (_, text) => {
  expect(await found({ text })).toEqual([]);
});

it("[V96] a search ignores punctuation, and finds concerts by the name or city of the venue", async () => {
  expect(await found({ text: "%" })).toEqual([]);
  expect(await found({ text: "_____" })).toEqual([]);
  expect(await found({ text: "부산" })).toEqual(["waves"]);
  expect(await found({ text: "' OR true --" })).toEqual([]);
});

it("[V63] Genre, city and dates narrow a list, and dates follow the venue's calendar", async () => {
  expect(await found({ genre: "musical" })).toEqual([]);
  expect(await found({ genre: "indie", city: "busan" })).toEqual(["waves"]);
  // 2099-01-16 18:00 in Seoul.
  expect(await found({ fromDay: "2099-01-16", toDay: "2099-01-16" })).toEqual(["waves", "letter"]);
  expect(await found({ fromDay: "2099-01-17" })).toEqual([]);
  expect(await found({ toDay: "2099-01-15" })).toEqual([]);
  const cities = (await citiesToCome(books.db, now)).map(({ en }) => en);
  expect(cities).toEqual(expect.arrayContaining(["Busan", "Seoul"]));
});

it("[V310] while a fan types, the search suggests concerts, and the artists and venues whose names begin with the text, with their numbers of upcoming concerts", async () => {
  const named = async (text: string) => {
    const { concerts, artists, venues } = await suggest(books.db, { text, now });
    return [
      concerts.map(({ title }) => title.en),
      artists.map(({ name, concerts: total }) => `${name.en} ${total}`),
      venues.map(({ name, city, concerts: total }) => `${name.en}, ${city.en} ${total}`),
    ];
  };
  expect(await named("ㅍㄹㅈ")).toEqual([["High Waves"], ["High Waves 1"], []]);
  expect(await named("부산")).toEqual([["High Waves"], [], ["Busan Hall, Busan 1"]]);
  expect(await named("seoul h")).toEqual([["A Slow Letter"], [], ["Seoul Hall, Seoul 1"]]);
  // The one that begins so comes first, though the other is found by its city.
  expect((await named("서"))[0]).toEqual(["A Slow Letter"]);
  expect(await named("nobody at all")).toEqual([[], [], []]);
});

it("[V451] an exact match hides near matches", async () => {
  await add("waver", { ko: "흔들림", en: "High Waver" }, { ko: "대구", en: "Daegu" });
  expect(await found({ text: "high waves" })).toEqual(["waves"]);
  expect(await found({ text: "high waver" })).toEqual(["waver"]);
  expect(await found({ text: "high wavet" })).toEqual(["waves", "waver"]);
  const { concerts } = await suggest(books.db, { text: "ihgh waver", now });
  expect(concerts.map(({ title }) => title.en)).toEqual(["High Waver", "High Waves"]);
});
