import { afterEach, beforeAll, expect, it, vi } from "vitest";
import { readyDocument } from "../../../../test/support/concert-draft.ts";
import { holdBack } from "../../../../test/support/worker/held-back.ts";
import {
  accessiblePlace,
  drafted,
  identity,
  type Place,
  readyAt,
  setIdentity,
} from "../../../../test/support/worker/concert-drafts.ts";
import { Concert } from "../../../contract/catalog/concerts.ts";
import { emptyDocument } from "../../../contract/concert-draft/documents.ts";
import {
  ConcertDraft,
  ConcertPreview,
  DraftReadiness,
  PublishedConcert,
} from "../../../contract/concert-draft/drafts.ts";
import { Turn } from "../../../contract/sale/queue.ts";
import {
  answer,
  call,
  person,
  type Person,
  refused,
} from "../../../../test/support/worker/shop.ts";

let admin: Person;
let place: Place;
beforeAll(async () => {
  admin = await person("admin");
  place = await accessiblePlace(admin);
});

afterEach(() => vi.restoreAllMocks());

const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
const publish = (id: string, revision = 2) =>
  call(`POST /admin/concert-drafts/${id}/publication`, {
    as: admin,
    headers: { "if-match": `"${revision}"` },
  });

it("[CD70] a draft that is not ready is refused with everything that blocks it, and nothing is published", async () => {
  const id = await drafted(admin, { ...emptyDocument(), ...place });
  await setIdentity(null);
  const problem = await refused(publish(id), "draft-not-ready");
  expect(problem.errors).toEqual([
    { pointer: "/title", detail: "title-missing" },
    { pointer: "/category", detail: "category-missing" },
    { pointer: "/dates/rows", detail: "no-dates" },
    { pointer: "/priceLists/0/zones", detail: "zone-unpriced count=1 seats=20" },
    { pointer: "/sale/opensAt", detail: "opening-missing" },
    { pointer: "", detail: "identity-missing" },
  ]);
  const checked = call(`GET /admin/concert-drafts/${id}/readiness`, { as: admin });
  const { findings } = await answer(checked, 200, DraftReadiness);
  expect(findings.filter(({ level }) => level === "blocks")).toHaveLength(6);
  const draft = call(`GET /admin/concert-drafts/${id}`, { as: admin });
  expect(await answer(draft, 200, ConcertDraft)).toMatchObject({ concertId: null, revision: 2 });
});

it("[CD71] a published draft is a concert with its seller, and a repeat answers the same concert", async () => {
  await setIdentity(identity);
  const id = await drafted(admin, readyAt(place));
  const made = await answer(publish(id), 200, PublishedConcert);
  const concert = await answer(call(`GET /concerts/${made.slug}`), 200, Concert);
  expect(concert).toMatchObject({ id: made.concertId, seller: identity, isListed: true });
  expect(await answer(publish(id), 200, PublishedConcert)).toEqual(made);
  await refused(publish(await drafted(admin, readyAt(place)), 1), "changed-meanwhile");
  const remove = { as: admin, headers: { "if-match": '"3"' } };
  await refused(call(`DELETE /admin/concert-drafts/${id}`, remove), "conflict");
});

it("[CD74] a draft saved while it is being checked is not published, even if the publication names the new revision", async () => {
  await setIdentity(identity);
  const id = await drafted(admin, readyAt(place));
  const surroundings = holdBack("AS categories");
  const publishing = publish(id, 3);
  await surroundings.asked();
  const saved = call(`PUT /admin/concert-drafts/${id}`, {
    as: admin,
    body: { ...emptyDocument(), ...place },
    headers: { "if-match": '"2"' },
  });
  expect((await saved).status).toBe(200);
  surroundings.letGo();
  await refused(publishing, "changed-meanwhile");
  const draft = call(`GET /admin/concert-drafts/${id}`, { as: admin });
  expect(await answer(draft, 200, ConcertDraft)).toMatchObject({ concertId: null, revision: 3 });
});

it("[CD72] fans line up for a published draft at its opening, and for one with a time to appear only then", async () => {
  await setIdentity(identity);
  const fan = await person();
  const sale = { ...readyDocument().sale, opensAt: inHours(0.25) };
  const open = await answer(
    publish(await drafted(admin, readyAt(place, { sale }))),
    200,
    PublishedConcert,
  );
  const join = (scheduleId = "") => call(`POST /schedules/${scheduleId}/queue`, { as: fan });
  expect((await answer(join(open.scheduleIds[0]), 201, Turn)).state).toBe("waiting");
  const publishAt = inHours(0.2);
  const later = await drafted(admin, readyAt(place, { sale, publishAt }));
  const hidden = await answer(publish(later), 200, PublishedConcert);
  expect(hidden).toMatchObject({ state: "scheduled", publishAt });
  await refused(join(hidden.scheduleIds[0]), "not-found");
  await refused(call(`GET /concerts/${hidden.slug}`), "not-found");
});

it("[CD73] the preview of a draft is what fans see after its publication", async () => {
  await setIdentity(identity);
  const id = await drafted(admin, readyAt(place));
  const path = `GET /admin/concert-drafts/${id}/preview`;
  const preview = await answer(call(path, { as: admin }), 200, ConcertPreview);
  const { slug, concertId } = await answer(publish(id), 200, PublishedConcert);
  const concert = await answer(call(`GET /concerts/${slug}`), 200, Concert);
  expect({ ...preview.concert, slug, id: concertId, isListed: true }).toEqual(concert);
  const response = await call(`GET /concerts/${slug}/schedules`);
  const { items } = (await response.json()) as { items: { id: string }[] };
  const known = preview.schedules.map((schedule, at) => ({
    ...schedule,
    concertId,
    id: items[at]?.id,
  }));
  expect(known).toEqual(items);
  const begun = call("POST /admin/concert-drafts", { as: admin, body: {} });
  const empty = await answer(begun, 201, ConcertDraft);
  const bare = call(`GET /admin/concert-drafts/${empty.id}/preview`, { as: admin });
  expect((await answer(bare, 200, ConcertPreview)).schedules).toEqual([]);
});
