import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { z } from "@hono/zod-openapi";
import { emptyDocument } from "../../../contract/concert-draft/documents.ts";
import { AdminCategories } from "../../../contract/admin/categories.ts";
import { operatorId } from "../../../contract/admin/organizations.ts";
import { askedCorrection } from "../../../../test/support/worker/people.ts";
import { Staff } from "../../../contract/admin/staff.ts";
import { connect } from "../../../db/connection/connect.ts";
import { flagPayment } from "../../../db/money/card-payments.ts";
import { awaited } from "../../../../test/support/worker/gateway.ts";
import {
  answer,
  bought,
  call,
  holding,
  openShop,
  person,
  planOf,
  testEnv,
} from "../../../../test/support/worker/shop.ts";
import { counterActs, unlogged } from "../../../../test/support/worker/counter/counter-acts.ts";
import {
  accessiblePlace,
  drafted,
  identity,
  readyAt,
  setIdentity,
} from "../../../../test/support/worker/concert-drafts.ts";
import {
  owedByHand,
  plannedJob,
  refundable,
  refundAsked,
} from "../../../../test/support/worker/refunds.ts";
import { stockActs } from "../../../../test/support/worker/stock-acts.ts";
import {
  emptyImport,
  imageForm,
  reportActs,
  worker,
} from "../../../../test/support/worker/staff.ts";

const Document = z.object({
  paths: z.record(z.string(), z.record(z.string(), z.object({ operationId: z.string() }))),
});
const text = { ko: "가", en: "A" };
const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
/** An act: its operation, its address, its body and its headers. */
type Act = [
  operation: string,
  what: string,
  body?: object | null,
  headers?: Record<string, string>,
];

/** A draft's saves are its own history, with who made them. A heartbeat and reading a file change nothing that lasts. */
const ownHistory = [
  "savePlanDraft",
  "restorePlanVersion",
  "holdPlanDraft",
  "readPlanFile",
  "previewImport",
  "previewStock",
  "readSeatFile",
  "readGuestFile",
  ...unlogged,
];

async function changesOfDocument(): Promise<string[]> {
  const { paths } = Document.parse(await (await call("GET /openapi.json")).json());
  return Object.entries(paths).flatMap(([path, of]) =>
    Object.entries(of).flatMap(([method, { operationId }]) =>
      path.startsWith("/api/v1/admin/") && method !== "get" ? [operationId] : [],
    ),
  );
}

it("[OR32] every operation for staff that changes something leaves an act with its request", async () => {
  const as = await person("admin");
  const { venueId, concertId, scheduleId, planHash } = await openShop(as, 1);
  const coming = await openShop(as, 1, { saleOpensAt: inHours(48) });
  const fan = await person();
  const payment = await awaited(fan, await holding(fan, scheduleId, [0]));
  await flagPayment(connect(testEnv), { paymentId: payment.id, issue: "look", record: null });
  const { id: orderId } = await bought(await person(), scheduleId, [5]);
  const message = { subject: text, body: text };
  const other = await person();
  const correctionId = await askedCorrection(fan, await person("admin"));
  const member = await worker("scanner");
  const { items } = await answer(call("GET /admin/staff", { as }), 200, Staff);
  const staffId = items.find(({ account }) => account.id === member.id)?.id ?? "";
  const code = () => `ACT-${crypto.randomUUID().slice(0, 8)}`;
  const added = async (path: string, body: object) =>
    (await answer(call(`POST /admin/${path}`, { as, body }), 201, z.object({ id: z.uuid() }))).id;
  const early = { name: text, opensAt: inHours(1), closesAt: inHours(2) };
  const later = await openShop(as, 1, { saleOpensAt: inHours(48) });
  const presaleId = await added(`schedules/${later.scheduleId}/presales`, early);
  const couponId = await added("coupons", { code: code(), name: text, cut: { percent: 10 } });
  const email = `${crypto.randomUUID()}@example.com`;
  const invitationId = await added("invitations", { email, role: "scanner" });
  const listed = await answer(call("GET /admin/categories", { as }), 200, AdminCategories);
  const importId = await emptyImport(operatorId, { concertId, scheduleId });
  const emptyVenue = { name: text, city: text, address: text };
  const emptyVenueId = await added("venues", emptyVenue);
  const draftId = await added("plan-drafts", { venueId, plan: planOf(5) });
  const read = await call("GET /admin/organization", { as });
  const own = (await read.json()) as { name: object; identity: object | null };
  const ofSchedule = `/admin/schedules/${scheduleId}`;
  const about = {
    title: text,
    artist: text,
    description: text,
    genre: "concert",
    poster: "/posters/p.svg",
  };
  const first = { "if-match": '"1"' };
  const second = { "if-match": '"2"' };
  const times = { startsAt: inHours(24), saleOpensAt: inHours(1), saleClosesAt: inHours(2) };
  const zones = [{ id: "r", priceMinor: 1 }];
  const begun = call("POST /admin/concert-drafts", { as, body: {} });
  const { id: concertDraftId } = await answer(begun, 201, z.looseObject({ id: z.uuid() }));
  await setIdentity(identity);
  const finished = await drafted(as, readyAt(await accessiblePlace(as)));
  const newKey = () => ({ "idempotency-key": crypto.randomUUID() });
  const ofDraft = `/admin/concert-drafts/${concertDraftId}`;
  const refunded = await refundable(as, scheduleId, 1);
  const keptOut = await refundable(as, scheduleId, 2);
  const owed = await owedByHand(refunded.orderId);
  const job = { selection: { orders: [keptOut.orderId] }, ...refundAsked("kept-out") };
  const planned = await plannedJob(as, (await refundable(as, scheduleId, 3)).orderId);
  const acts: Act[] = [
    ["createRefundJob", "POST /admin/refund-jobs", job, newKey()],
    ["controlRefundJob", `POST /admin/refund-jobs/${planned}/acts`, { act: "stop" }, second],
    [
      "makeStaffRefund",
      `POST /admin/orders/${refunded.orderId}/refunds`,
      refundAsked("sale"),
      { "if-match": refunded.seen, "idempotency-key": crypto.randomUUID() },
    ],
    [
      "makeStaffRefund",
      `POST /admin/orders/${keptOut.orderId}/refunds`,
      refundAsked("kept-out"),
      { "if-match": keptOut.seenKept, "idempotency-key": crypto.randomUUID() },
    ],
    [
      "releaseKeptSeats",
      `POST /admin/orders/${keptOut.orderId}/kept-seats/release`,
      { seats: keptOut.seats },
    ],
    [
      "payRefundByHand",
      `POST /admin/orders/${refunded.orderId}/refunds/${owed}/payout`,
      { hand: "bank-transfer" },
    ],
    [
      "saveCategories",
      "PUT /admin/categories",
      { items: listed.items.map(({ concerts: ___, ...category }) => category) },
      { "if-match": `"${listed.revision}"` },
    ],
    ...(await reportActs(operatorId, as.id)),
    ["commitImport", `POST /admin/imports/${importId}/commit`, { isPartial: false }],
    ...(await counterActs(as, member)),
    ["createVenue", "POST /admin/venues", emptyVenue],
    [
      "changeVenue",
      `PUT /admin/venues/${emptyVenueId}`,
      {
        ...emptyVenue,
        timeZone: "Asia/Seoul",
        transit: null,
        access: null,
        position: null,
        gates: [],
        capacity: 100,
        contact: null,
      },
      { "if-match": '"1"' },
    ],
    ["archiveVenue", `POST /admin/venues/${emptyVenueId}/archive`],
    ["restoreVenue", `POST /admin/venues/${emptyVenueId}/restore`],
    ["createPlan", "POST /admin/plans", { venueId, plan: planOf(3) }],
    ["createPlanDraft", "POST /admin/plan-drafts", { venueId, plan: planOf(4) }],
    ["moveSchedulePlan", `POST ${ofSchedule}/plan`, { revision: 2, prices: [], isDryRun: false }],
    ["publishPlanDraft", `POST /admin/plan-drafts/${draftId}/publication`, { version: 0 }],
    ["createConcertDraft", "POST /admin/concert-drafts", {}],
    [
      "saveConcertDraft",
      `PUT ${ofDraft}`,
      { ...emptyDocument(), title: text },
      { "if-match": '"1"' },
    ],
    [
      "publishConcertDraft",
      `POST /admin/concert-drafts/${finished}/publication`,
      null,
      { "if-match": '"2"' },
    ],
    ["removeConcertDraft", `DELETE ${ofDraft}`, null, { "if-match": '"2"' }],
    ["deletePlanDraft", `DELETE /admin/plan-drafts/${draftId}?version=0`],
    ["createConcert", "POST /admin/concerts", { slug: code().toLowerCase(), venueId, ...about }],
    ["createSchedule", "POST /admin/schedules", { concertId, planHash, zones, ...times }],
    ["changeConcert", `PATCH /admin/concerts/${concertId}`, { ageLimit: 7 }, first],
    ["changeDate", `PATCH /admin/schedules/${coming.scheduleId}`, { holdMs: 60_000 }, first],
    [
      "moveDate",
      `POST /admin/schedules/${coming.scheduleId}/move`,
      {
        startsAt: inHours(200),
        doorsAt: null,
        saleClosesAt: inHours(199),
        reason: text,
        refundUntil: inHours(48).slice(0, 10),
        isDryRun: false,
      },
      { "if-match": '"2"' },
    ],
    [
      "createPresale",
      `POST /admin/schedules/${coming.scheduleId}/presales`,
      { name: text, opensAt: inHours(1), closesAt: inHours(2) },
    ],
    ...(await stockActs(as, ofSchedule)),
    ["changeSale", `POST ${ofSchedule}/sale`, { action: "pause" }],
    ["extendAllHolds", `POST ${ofSchedule}/holds/extension`, { minutes: 1 }],
    ["changeTerms", `POST ${ofSchedule}/terms`, { depositMinutes: 60 }],
    ["createCoupon", "POST /admin/coupons", { code: code(), name: text, cut: { percent: 10 } }],
    ["changePresale", `PATCH /admin/presales/${presaleId}`, { isPaused: true }, second],
    ["changeCoupon", `PATCH /admin/coupons/${couponId}`, { isPaused: true }, first],
    ["closeCoupon", `DELETE /admin/coupons/${couponId}`],
    ["createVouchers", "POST /admin/vouchers", { count: 1, amount: 1_000 }],
    ["setTier", `PUT /admin/accounts/${fan.id}/tier`, { tier: "gold" }],
    ["lookAtPerson", `POST /admin/people/${fan.id}/look`, { reason: "the fan called" }],
    [
      "askCorrection",
      `POST /admin/people/${fan.id}/corrections`,
      { amountMinor: 1_000, currency: "KRW", reason: "a promise" },
      { "idempotency-key": crypto.randomUUID() },
    ],
    ["saveTierRules", "PUT /admin/tier-rules", { rules: [] }],
    [
      "decideCorrection",
      `POST /admin/people/${fan.id}/corrections/${correctionId}/decision`,
      { isApproved: false },
    ],
    ["suspendPerson", `POST /admin/people/${other.id}/suspension`, { reason: "resells" }],
    ["restorePerson", `POST /admin/people/${other.id}/restoration`, { reason: "a mistake" }],
    ["closeIssue", `POST /admin/payments/${payment.id}/issue-closing`, { note: "seen" }],
    ["resolvePayment", `POST /admin/payments/${payment.id}/resolution`, {}],
    ["noteOrder", `POST /admin/orders/${orderId}/notes`, { note: "call" }],
    ["resendOrder", `POST /admin/orders/${orderId}/resend`],
    ["nameVisitor", `PUT /admin/orders/${orderId}/visitor`, { seat: 5, visitor: "a" }],
    ["lookAtBuyer", `POST /admin/orders/${orderId}/look`, { reason: "entry" }],
    ["testBuyerMessage", `POST /admin/concerts/${concertId}/messages/test`, message],
    [
      "sendBuyerMessage",
      `POST /admin/concerts/${concertId}/messages`,
      { id: crypto.randomUUID(), ...message },
    ],
    ["cancelSchedule", `POST ${ofSchedule}/cancellation`, { reason: "비", isDryRun: false }],
    ["continueCancellation", `POST ${ofSchedule}/cancellation/continuation`, {}],
    [
      "changeConcertState",
      `POST /admin/concerts/${coming.concertId}/state`,
      { state: "unlisted" },
      { "if-match": '"1"' },
    ],
    ["reconcile", "POST /admin/reconciliation", {}],
    [
      "changeOrganization",
      "PUT /admin/organization",
      { name: own.name, identity: own.identity },
      { "if-match": read.headers.get("etag") ?? "" },
    ],
    ["inviteStaff", "POST /admin/invitations", { email, role: "scanner" }],
    ["revokeInvitation", `DELETE /admin/invitations/${invitationId}`],
    ["changeStaff", `PATCH /admin/staff/${staffId}`, { role: "auditor" }, { "if-match": '"1"' }],
    ["removeStaff", `DELETE /admin/staff/${staffId}`, null, { "if-match": '"2"' }],
    ["uploadImage", "POST /admin/images", await imageForm()],
    ["createOrganization", "POST /admin/organizations", { name: text }],
  ];
  const missing = (await changesOfDocument()).filter(
    (name) => !ownHistory.includes(name) && !acts.some(([each]) => each === name),
  );
  expect(missing).toEqual([]);
  for (const [operation, what, body, headers = {}] of acts) {
    const requestId = crypto.randomUUID();
    const asked = { as, headers: { ...headers, "x-request-id": requestId } };
    const response = await call(what, body ? { ...asked, body } : asked);
    const said = await response.text();
    expect([operation, response.status < 300 ? "done" : said]).toEqual([operation, "done"]);
    const { rows } = await connect(testEnv).execute(
      sql`SELECT DISTINCT actor_id AS by, organization_id IS NOT NULL AS "isOf" FROM audit_log
        WHERE request_id = ${requestId}`,
    );
    expect([operation, rows]).toEqual([operation, [{ by: as.id, isOf: true }]]);
  }
});
