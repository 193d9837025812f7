import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Books, newFan, nobody, openBooks } from "../../../test/support/books.ts";
import { type ConcertDocument, emptyDocument } from "../../contract/concert-draft/documents.ts";
import {
  concertDraftById,
  createConcertDraft,
  listConcertDrafts,
  removeConcertDraft,
  saveConcertDraft,
} from "./concert-drafts.ts";

let books: Books;
beforeAll(async () => {
  books = await openBooks();
});
afterAll(() => books.close());

const organizationId = nobody.scope.organizationId;
const another = { ...nobody, scope: { organizationId: randomUUID(), concertIds: null } };
const titled = (ko: string): ConcertDocument => ({ ...emptyDocument(), title: { ko, en: "" } });

async function newDraft(document = emptyDocument()) {
  const id = randomUUID();
  await createConcertDraft(books.db, { id, by: nobody, document });
  return id;
}

const save = (id: string, seen: number, document: ConcertDocument, by: typeof nobody = nobody) =>
  saveConcertDraft(books.db, { id, seen, by, document });

it("[CD4] of two saves of one revision at the same moment one is kept, and the other is refused and changes nothing", async () => {
  const id = await newDraft();
  const saves = await Promise.all(["달", "별"].map((title) => save(id, 1, titled(title))));
  const kept = saves.findIndex(({ ok }) => ok);
  expect(saves.map((each) => (each.ok ? each.value.revision : each.code)).sort()).toEqual([
    2,
    "changed-meanwhile",
  ]);
  const draft = await concertDraftById(books.db, id);
  expect(draft).toMatchObject({ revision: 2, document: titled(["달", "별"][kept] ?? "") });
  expect(await save(id, 2, draft?.document ?? emptyDocument())).toMatchObject({
    value: { revision: 2, updatedAt: draft?.updatedAt },
  });
  expect(await save(id, 2, titled("해"), another)).toMatchObject({ code: "not-found" });
  expect(await save(randomUUID(), 1, titled("해"))).toMatchObject({ code: "not-found" });
});

it("[CD5] the audit log keeps the parts of a draft that a save changed, and never a presale's codes or addresses", async () => {
  const id = await newDraft();
  const presale = {
    id: "fans",
    name: { ko: "팬", en: "Fans" },
    opensAt: null,
    closesAt: null,
    seatsMax: null,
    phaseIds: null,
    codes: [{ code: "MOON2027", usesMax: 1 }],
    emails: ["fan@example.com", "moon@example.com"],
  };
  await save(id, 1, { ...titled("달"), presales: [presale] });
  const log = await books.sql<{ action: string; before: object; after: object }>(
    "SELECT action, before, after FROM audit_log WHERE subject = $1 ORDER BY id",
    [id],
  );
  expect(log[1]).toEqual({
    action: "concert-draft.save",
    before: { id, revision: 1, title: { ko: "", en: "" }, presales: [] },
    after: {
      id,
      revision: 2,
      title: { ko: "달", en: "" },
      presales: [{ ...presale, codes: 1, emails: 2 }],
    },
  });
  expect(JSON.stringify(log)).not.toMatch(/MOON2027|@/);
});

it("[CD6] a draft is removed by who has seen its last save, and not after another save", async () => {
  const id = await newDraft();
  await save(id, 1, titled("달"));
  const remove = (seen: number, by: typeof nobody = nobody) =>
    removeConcertDraft(books.db, { id, seen, by });
  expect(await remove(1)).toMatchObject({ code: "changed-meanwhile", detail: "2" });
  expect(await remove(2, another)).toMatchObject({ code: "not-found" });
  expect(await remove(2)).toMatchObject({ ok: true });
  expect(await concertDraftById(books.db, id)).toBeNull();
  expect(await remove(2)).toMatchObject({ code: "not-found" });
});

it("[CD7] the list has an organization's drafts once each across its pages, the newest save first", async () => {
  const list = await openBooks();
  const by = { ...nobody, accountId: await newFan(list) };
  const ids: string[] = [];
  for (const title of ["가", "나", "다"]) {
    const id = randomUUID();
    await createConcertDraft(list.db, { id, by, document: titled(title) });
    ids.push(id);
  }
  const [first = ""] = ids;
  await list.sql("UPDATE concert_draft SET updated_at = now() + interval '1 h' WHERE id = $1", [
    first,
  ]);
  const page = async (after: string | null) => {
    const read = await listConcertDrafts(list.db, { organizationId, after, limit: 2 });
    if (!read.ok) throw new Error(read.code);
    return read.value;
  };
  const one = await page(null);
  const two = await page(one.nextCursor);
  expect(two.nextCursor).toBeNull();
  expect([...one.items, ...two.items].map(({ id }) => id)).toHaveLength(3);
  expect(new Set([...one.items, ...two.items].map(({ id }) => id))).toEqual(new Set(ids));
  expect(one.items[0]).toMatchObject({
    id: first,
    title: { ko: "가", en: "" },
    dateCount: 0,
    firstStart: null,
    updatedBy: { id: by.accountId, name: "김하늘" },
  });
  const others = { organizationId: another.scope.organizationId, after: null, limit: 9 };
  expect(await listConcertDrafts(list.db, others)).toMatchObject({ value: { items: [] } });
  await list.close();
});
