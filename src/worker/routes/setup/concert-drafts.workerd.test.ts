import { beforeAll, expect, it } from "vitest";
import { emptyDocument } from "../../../contract/concert-draft/documents.ts";
import {
  ConcertDraft,
  ConcertDrafts,
  SavedConcertDraft,
} from "../../../contract/concert-draft/drafts.ts";
import {
  answer,
  call,
  openShop,
  person,
  type Person,
  refused,
} from "../../../../test/support/worker/shop.ts";
import { newOrganization } from "../../../../test/support/worker/staff.ts";

let admin: Person;
beforeAll(async () => {
  admin = await person("admin");
});

const begin = () =>
  answer(call("POST /admin/concert-drafts", { as: admin, body: {} }), 201, ConcertDraft);
const save = (id: string, revision: number, body: unknown) =>
  call(`PUT /admin/concert-drafts/${id}`, {
    as: admin,
    body,
    headers: { "if-match": `"${revision}"` },
  });
const titled = (ko: string, en: string) => ({ ...emptyDocument(), title: { ko, en } });

it("[CD8] a draft can be begun, saved, read, listed and removed over HTTP", async () => {
  const draft = await begin();
  expect(draft).toMatchObject({ revision: 1, document: emptyDocument(), concertId: null });
  const response = await save(draft.id, 1, titled("달", "Moon"));
  expect(response.headers.get("etag")).toBe('"2"');
  expect(await answer(response, 200, SavedConcertDraft)).toMatchObject({ revision: 2 });
  const path = `/admin/concert-drafts/${draft.id}`;
  const read = await answer(call(`GET ${path}`, { as: admin }), 200, ConcertDraft);
  expect(read).toMatchObject({ revision: 2, document: titled("달", "Moon") });
  expect(read.updatedBy?.id).toBe(admin.id);
  const list = () =>
    answer(call("GET /admin/concert-drafts?limit=100", { as: admin }), 200, ConcertDrafts);
  expect((await list()).items.map(({ id }) => id)).toContain(draft.id);
  const headers = { "if-match": '"2"' };
  expect((await call(`DELETE ${path}`, { as: admin, headers })).status).toBe(204);
  expect((await list()).items.map(({ id }) => id)).not.toContain(draft.id);
  await refused(call(`GET ${path}`, { as: admin }), "not-found");
});

it("[CD9] a save of a draft that another person saved meanwhile names the parts that changed and who changed them", async () => {
  const { id } = await begin();
  await answer(save(id, 1, titled("달", "Moon")), 200, SavedConcertDraft);
  const problem = await refused(save(id, 1, titled("별", "Star")), "changed-meanwhile");
  expect(problem.errors).toEqual([
    { pointer: "/title", detail: '{"en":"Moon","ko":"달"} (Haneul)' },
  ]);
  await refused(
    call(`PUT /admin/concert-drafts/${id}`, { as: admin, body: emptyDocument() }),
    "if-match-missing",
  );
});

it("[CD10] a draft is refused if it has a part too many, more dates than the limit, or more bytes than are taken", async () => {
  const { id } = await begin();
  const document = emptyDocument();
  const problem = await refused(save(id, 1, { ...document, isFree: true }), "invalid-request");
  expect(problem.errors).toHaveLength(1);
  const row = { key: "a", ruleStart: null, start: "2027-09-03T19:30", note: "" };
  const rest = { priceListId: null, phaseId: null, castIds: null, isSold: true };
  const rows = Array.from({ length: 10_000 }, (_, at) => ({ ...row, ...rest, key: `d-${at}` }));
  const dates = { rule: "", rows, removed: [] };
  await refused(save(id, 1, { ...document, dates }), "invalid-request");
  const vast = { ...document, description: { ko: "가".repeat(1_000_000), en: "" } };
  await refused(save(id, 1, vast), "body-too-large");
  const unstorable = { ...document, notice: { ko: "\u0000", en: "" } };
  await refused(save(id, 1, unstorable), "invalid-request");
  const read = call(`GET /admin/concert-drafts/${id}`, { as: admin });
  expect(await answer(read, 200, ConcertDraft)).toMatchObject({ revision: 1, document });
});

it("[CD82] a draft can begin as a copy of another draft or of a concert, and of nothing that another organization has", async () => {
  const { concertId } = await openShop(admin, 1);
  const copy = (as: Person, body: object) => call("POST /admin/concert-drafts", { as, body });
  const ofConcert = await answer(
    copy(admin, { fromConcertId: concertId, shiftDays: 7 }),
    201,
    ConcertDraft,
  );
  expect(ofConcert.document).toMatchObject({ slug: null, category: "concert" });
  expect(ofConcert.document.dates.rows).toHaveLength(1);
  expect(ofConcert.document.priceLists[0]?.zones).toEqual([
    { id: "r", priceMinor: 10_000, feeMinor: 1_000 },
  ]);
  const ofDraft = await answer(copy(admin, { fromDraftId: ofConcert.id }), 201, ConcertDraft);
  expect(ofDraft.document.dates.rows).toEqual([]);
  expect(ofDraft.document.title).toEqual(ofConcert.document.title);
  const { owner } = await newOrganization();
  await refused(copy(owner, { fromConcertId: concertId }), "not-found");
  await refused(copy(owner, { fromDraftId: ofDraft.id }), "not-found");
  const both = { fromConcertId: concertId, fromDraftId: ofDraft.id };
  await refused(copy(admin, both), "invalid-request");
});
