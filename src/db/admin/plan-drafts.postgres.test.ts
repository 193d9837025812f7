import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  type Books,
  hall,
  hallHash,
  newConcert,
  newFan,
  nobody,
  openBooks,
} from "../../../test/support/books.ts";
import type { PlanOperation } from "../../contract/plan/editing/operation-schema.ts";
import {
  createPlanDraft,
  deletePlanDraft,
  holdPlanDraft,
  planDraftById,
  publishPlanDraft,
  savePlanDraft,
} from "./plan-drafts.ts";

let books: Books;
beforeAll(async () => {
  books = await openBooks();
});
afterAll(() => books.close());

const operations: PlanOperation[] = [{ kind: "frame" }];
const by = (accountId: string) => ({ ...nobody, accountId });

async function newDraft(baseHash: string | null = null, venueId?: string) {
  const venue = venueId ?? (await newConcert(books)).venueId;
  const id = randomUUID();
  const wanted = { id, venueId: venue, baseHash, plan: hall, seatCount: 200, by: nobody };
  return { id, made: await createPlanDraft(books.db, wanted) };
}

const saveAs = (accountId: string, id: string, version: number) =>
  savePlanDraft(books.db, {
    id,
    version,
    operations,
    plan: hall,
    seatCount: 200,
    by: by(accountId),
  });

it("[PL60] a draft begins from a revision of its own venue, and another plan or an unknown venue is refused as not found", async () => {
  const { made } = await newDraft(hallHash);
  expect(made).toMatchObject({ ok: true, value: { version: 0, seatCount: 200 } });
  expect((await newDraft("0".repeat(64))).made).toMatchObject({ ok: false, code: "not-found" });
  expect((await newDraft(null, randomUUID())).made).toMatchObject({ code: "not-found" });
});

it("[PL61] each save of a draft is stored under the next version, and of two saves for one version one is refused", async () => {
  const editor = await newFan(books, 0);
  const { id } = await newDraft();
  const saved = await Promise.all([saveAs(editor, id, 0), saveAs(editor, id, 0)]);
  expect(saved.map((each) => (each.ok ? each.value : each.code))).toEqual(
    expect.arrayContaining([{ version: 1, seatCount: 200 }, "conflict"]),
  );
  expect(await saveAs(editor, id, 1)).toMatchObject({ ok: true, value: { version: 2 } });
  const rows = await books.sql(
    "SELECT version, operations, saved_by FROM plan_draft_save WHERE draft_id = $1 ORDER BY version",
    [id],
  );
  expect(rows).toEqual([1, 2].map((version) => ({ version, operations, saved_by: editor })));
  await expect(books.sql("DELETE FROM plan_draft_save")).rejects.toMatchObject({ code: "23001" });
  await expect(books.sql("DELETE FROM plan_revision")).rejects.toMatchObject({ code: "23001" });
});

it("[PL62] while a person edits a draft, no other person can save it, until it is taken over or the editor has left", async () => {
  const [one, other] = [await newFan(books, 0), await newFan(books, 0)];
  const { id } = await newDraft();
  const hold = (accountId: string, takesOver = false) =>
    holdPlanDraft(books.db, { id, takesOver, by: by(accountId) });
  expect(await hold(one)).toMatchObject({ ok: true, value: { accountId: one } });
  expect(await hold(other)).toMatchObject({ ok: true, value: { accountId: one } });
  expect(await saveAs(other, id, 0)).toMatchObject({ ok: false, code: "conflict" });
  expect(await planDraftById(books.db, id)).toMatchObject({
    version: 0,
    editor: { accountId: one },
  });
  expect(await hold(other, true)).toMatchObject({ value: { accountId: other } });
  expect(await saveAs(one, id, 0)).toMatchObject({ code: "conflict" });
  await books.sql("UPDATE plan_draft SET editor_until = now() WHERE id = $1", [id]);
  expect(await planDraftById(books.db, id)).toMatchObject({ editor: null });
  expect(await saveAs(one, id, 0)).toMatchObject({ ok: true });
  expect(await hold(other)).toMatchObject({ value: { accountId: one } });
  const gone = { id: randomUUID(), takesOver: false, by: by(one) };
  expect(await holdPlanDraft(books.db, gone)).toMatchObject({ code: "not-found" });
});

it("[PV11] a draft is kept whole at every 25th version, and after each megabyte of operations", async () => {
  const editor = await newFan(books, 0);
  const { id } = await newDraft();
  const save = (version: number, name: string) => {
    const long: PlanOperation[] = [{ kind: "rename", id: name, as: name }];
    const wanted = { id, version, operations: long, plan: hall, seatCount: 200, by: by(editor) };
    return savePlanDraft(books.db, wanted);
  };
  for (let version = 0; version < 26; version++)
    expect(await save(version, version < 8 ? "x".repeat(150_000) : "x")).toMatchObject({
      ok: true,
    });
  const kept = await books.sql(
    "SELECT version FROM plan_draft_snapshot WHERE draft_id = $1 ORDER BY version",
    [id],
  );
  expect(kept.map(({ version }) => version)).toEqual([0, 4, 8, 25]);
});

it("[PV9] a save at the moment of a publication comes wholly before or after it", async () => {
  const editor = await newFan(books, 0);
  const publish = (id: string) =>
    publishPlanDraft(books.db, {
      id,
      version: 0,
      hash: "c".repeat(64),
      plan: hall,
      seatCount: 200,
      by: by(editor),
    });
  const first = (await newDraft()).id;
  expect(await publish(first)).toMatchObject({ ok: true, value: { revision: 2 } });
  expect(await saveAs(editor, first, 0)).toMatchObject({ ok: true, value: { version: 1 } });
  const second = (await newDraft()).id;
  expect(await saveAs(editor, second, 0)).toMatchObject({ ok: true });
  expect(await publish(second)).toMatchObject({ ok: false, code: "conflict", detail: "version 1" });
  for (let round = 0; round < 8; round++) {
    const { id } = await newDraft();
    const [saved, published] = await Promise.all([saveAs(editor, id, 0), publish(id)]);
    expect(saved).toMatchObject({ ok: true, value: { version: 1 } });
    const [row] = await books.sql<{ published: string }>(
      `SELECT count(*) AS published FROM plan_revision r JOIN plan_draft d ON d.venue_id = r.venue_id
        WHERE d.id = $1 AND r.plan_hash = $2`,
      [id, "c".repeat(64)],
    );
    expect([published.ok, Number(row?.published)]).toEqual([published.ok, published.ok ? 1 : 0]);
  }
});

it("[PV10] a deleted draft cannot be saved, edited or published, and one that somebody edits is not deleted", async () => {
  const [one, other] = [await newFan(books, 0), await newFan(books, 0)];
  const { id } = await newDraft();
  await saveAs(one, id, 0);
  const remove = (accountId: string) =>
    deletePlanDraft(books.db, { id, version: 1, by: by(accountId) });
  expect(await remove(other)).toMatchObject({ ok: false, code: "conflict" });
  expect(await remove(one)).toMatchObject({ ok: true });
  const gone = { ok: false, code: "not-found" };
  expect(await saveAs(one, id, 1)).toMatchObject(gone);
  expect(await holdPlanDraft(books.db, { id, takesOver: true, by: by(one) })).toMatchObject(gone);
  const wanted = { id, version: 1, hash: "d".repeat(64), plan: hall, seatCount: 200, by: by(one) };
  expect(await publishPlanDraft(books.db, wanted)).toMatchObject(gone);
  expect(await planDraftById(books.db, id)).toBeNull();
});
