import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Books, newConcert, nobody, openBooks, sha256 } from "../../../test/support/books.ts";
import { emptyDocument } from "../../contract/concert-draft/documents.ts";
import { concertById } from "../catalog/catalog.ts";
import { createConcert } from "../admin/catalog-changes.ts";
import { createConcertDraft, saveConcertDraft } from "../setup/concert-drafts.ts";
import { raised } from "../connection/raised-codes.ts";
import { claimUnusedImages, forgetImages, keepImage } from "./images.ts";

let books: Books;
let venueId: string;
beforeAll(async () => {
  books = await openBooks();
  ({ venueId } = await newConcert(books));
});
afterAll(() => books.close());

const text = { ko: "가", en: "A" };
const pathOf = (hash: string) => `/images/${hash}/800.webp`;

const keep = (hash: string) =>
  keepImage(books.db, {
    image: { hash, width: 800, height: 600, color: "#000000", alt: text },
    by: nobody,
  });

/** An image that was uploaded and not used for so many days. */
async function newImage(days: number): Promise<string> {
  const hash = sha256(randomUUID());
  expect(await keep(hash)).toMatchObject({ ok: true });
  await age(hash, days);
  return hash;
}

const age = (hash: string, days: number) =>
  books.sql("UPDATE image SET used_at = now() - $2 * interval '1 day' WHERE hash = $1", [
    hash,
    days,
  ]);

async function use(hash: string): Promise<string> {
  const id = randomUUID();
  const about = { title: text, artist: text, description: text, genre: "concert" } as const;
  const limits = { ageLimit: null, runningMinutes: null, currency: "KRW" } as const;
  const concert = { slug: id, venueId, ...about, ...limits, poster: pathOf(hash) };
  expect(await createConcert(books.db, { id, by: nobody, concert })).toMatchObject({ ok: true });
  return id;
}

const claimed = async () => (await claimUnusedImages(books.db, 50)).map(({ hash }) => hash);
const setPoster = (id: string, poster: string) =>
  books.sql("UPDATE concert SET poster = $2 WHERE id = $1", [id, poster]);

/** Another connection, in a transaction of its own. */
async function elsewhere(act: (client: Client) => Promise<unknown>): Promise<void> {
  const client = new Client({ connectionString: books.url });
  await client.connect();
  try {
    await client.query("BEGIN");
    await act(client);
    await client.query("COMMIT");
  } finally {
    await client.end();
  }
}

it("[IG20] an image that nothing has used for seven days is claimed once, and used and younger ones are not", async () => {
  const unused = await newImage(8);
  const young = await newImage(6);
  const [ofConcert, ofDraft] = [await newImage(1), await newImage(1)];
  await use(ofConcert);
  const draftId = randomUUID();
  await createConcertDraft(books.db, { id: draftId, by: nobody, document: emptyDocument() });
  const document = { ...emptyDocument(), poster: pathOf(ofDraft) };
  await saveConcertDraft(books.db, { id: draftId, seen: 1, by: nobody, document });
  for (const hash of [ofConcert, ofDraft]) await age(hash, 30);
  expect(await claimed()).toEqual([unused]);
  expect(await claimed()).toEqual([]);
  const rows = await books.sql("SELECT used_at > now() - interval '1 hour' AS is_new FROM image");
  // Those in use are looked at again in seven days.
  expect(rows.filter((row) => row["is_new"]).length).toBe(2);
  // The deletion was interrupted.
  await books.sql("UPDATE image SET removing_at = now() - interval '2 hours' WHERE hash = $1", [
    unused,
  ]);
  expect(await claimed()).toEqual([unused]);
  await forgetImages(books.db, [unused, young]);
  const left = await books.sql<{ hash: string }>("SELECT hash FROM image ORDER BY hash");
  expect(left.map(({ hash }) => hash)).toEqual([young, ofConcert, ofDraft].sort());
});

it("[IG21] a replaced image is kept for seven days from then on", async () => {
  const [before, after] = [await newImage(1), await newImage(1)];
  const id = await use(before);
  for (const hash of [before, after]) await age(hash, 30);
  await setPoster(id, pathOf(after));
  expect(await claimed()).toEqual([]);
  await age(before, 8);
  expect(await claimed()).toEqual([before]);
});

it("[IG22] an image is not swept while a change that uses it is under way, and not used while it is swept", async () => {
  const hash = await newImage(30);
  const id = await use(await newImage(0));
  await elsewhere(async (client) => {
    await client.query("UPDATE concert SET poster = $2 WHERE id = $1", [id, pathOf(hash)]);
    expect(await claimed()).toEqual([]);
  });
  expect(await claimed()).toEqual([]);
  const other = await newImage(30);
  let using: Promise<unknown> = Promise.resolve();
  await elsewhere(async (client) => {
    const { rows } = await client.query("SELECT hash FROM claim_unused_images(50)");
    expect(rows).toEqual([{ hash: other }]);
    using = use(other).catch((error: unknown) => error);
    await waitingFor("INSERT INTO concert");
  });
  expect(await using).toMatchObject({ code: raised.goneImage });
  expect(await keep(other)).toMatchObject({ ok: false, code: "unavailable" });
  await forgetImages(books.db, [other]);
  expect(await keep(other)).toMatchObject({ ok: true });
});

/** Waits until a statement of another connection waits for a lock. */
async function waitingFor(statement: string): Promise<void> {
  await expect
    .poll(() =>
      books.sql(
        "SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%' || $1 || '%'",
        [statement],
      ),
    )
    .toHaveLength(1);
}

it("[IG23] of a sweep and a use at the same moment one wins, for every image", async () => {
  const hashes: string[] = [];
  while (hashes.length < 20) hashes.push(await newImage(30));
  const uses = hashes.map((hash) =>
    use(hash).then(
      () => true,
      (error: unknown) => {
        expect(error).toMatchObject({ code: raised.goneImage });
        return false;
      },
    ),
  );
  const [swept, used] = await Promise.all([claimed(), Promise.all(uses)]);
  expect(hashes.filter((hash, index) => swept.includes(hash) === used[index])).toEqual([]);
});

const altOf = async (concert: string) =>
  (await concertById(books.db, { concert, now: Date.now() }))?.posterAlt;

it("[IG14] the text of a draft's poster is that of its image, and a concert has it", async () => {
  const hash = await newImage(0);
  const draftId = randomUUID();
  await createConcertDraft(books.db, { id: draftId, by: nobody, document: emptyDocument() });
  const save = (seenRevision: number, posterAlt: typeof text) => {
    const document = { ...emptyDocument(), poster: pathOf(hash), posterAlt };
    return saveConcertDraft(books.db, { id: draftId, seen: seenRevision, by: nobody, document });
  };
  await save(1, { ko: "파란 밤", en: "A blue night" });
  // Half of it is no text for everybody.
  await save(2, { ko: "파란 밤하늘", en: "" });
  expect(await altOf(await use(hash))).toEqual({ ko: "파란 밤", en: "A blue night" });
});

it("[IG16] a save of a draft does not change the text of a concert's poster", async () => {
  const hash = await newImage(0);
  const concertId = await use(hash);
  const id = randomUUID();
  await createConcertDraft(books.db, { id, by: nobody, document: emptyDocument() });
  const posterAlt = { ko: "파란 밤", en: "A blue night" };
  const document = { ...emptyDocument(), poster: pathOf(hash), posterAlt };
  expect(await saveConcertDraft(books.db, { id, seen: 1, by: nobody, document })).toMatchObject({
    ok: true,
  });
  expect(await altOf(concertId)).toEqual(text);
});
