import { sql } from "drizzle-orm";
import { operatorId } from "../../../src/contract/admin/organizations.ts";
import type { ConcertDocument } from "../../../src/contract/concert-draft/documents.ts";
import { ConcertDraft, SavedConcertDraft } from "../../../src/contract/concert-draft/drafts.ts";
import { connect } from "../../../src/db/connection/connect.ts";
import { draftDate, readyDocument } from "../concert-draft.ts";
import { answer, call, openShop, type Person, planOf, testEnv } from "./shop.ts";

export type Place = { venueId: string; planHash: string };

export const identity = {
  legalName: "Moon Ltd.",
  representative: "Kim",
  businessNumber: "123-45-67890",
  mailOrderNumber: null,
  address: "Seoul",
  email: "moon@example.com",
  phone: "02-000-0000",
};

/** Who the operator's organization is in law. */
export const setIdentity = (to: object | null) =>
  connect(testEnv).execute(
    sql`UPDATE organization SET identity = ${to && JSON.stringify(to)}::jsonb WHERE id = ${operatorId}`,
  );

/** A venue with twenty seats in one zone, two of them for wheelchairs. */
export async function accessiblePlace(as: Person): Promise<Place> {
  const plan = planOf(2);
  const flags = [{ kind: "accessible", row: "1", seats: [0, 2] }];
  const sections = plan.sections.map((section) => ({ ...section, flags }));
  const { venueId, planHash } = await openShop(as, 2, {}, { ...plan, sections });
  return { venueId, planHash };
}

/** A document of one date at this place with nothing left to do. */
export const readyAt = (place: Place, more: Partial<ConcertDocument> = {}): ConcertDocument => ({
  ...readyDocument(place),
  priceLists: [
    {
      id: "basic",
      name: { ko: "기본", en: "Standard" },
      zones: [{ id: "r", priceMinor: 50_000, feeMinor: 1_000 }],
    },
  ],
  dates: { rule: "", rows: [draftDate("2098-09-03T19:30")], removed: [] },
  ...more,
});

/** A draft with this document, as its second revision. */
export async function drafted(as: Person, document: ConcertDocument): Promise<string> {
  const begun = call("POST /admin/concert-drafts", { as, body: {} });
  const { id } = await answer(begun, 201, ConcertDraft);
  const headers = { "if-match": '"1"' };
  const saved = call(`PUT /admin/concert-drafts/${id}`, { as, body: document, headers });
  await answer(saved, 200, SavedConcertDraft);
  return id;
}
