import { createRoute, z } from "@hono/zod-openapi";
import { Created } from "../../contract/admin.ts";
import { Coupons, CreateCoupon, CreateVouchers } from "../../contract/discounts.ts";
import { Id, Time } from "../../contract/ids.ts";
import { PageQuery } from "../../contract/paging.ts";
import {
  AdminPayments,
  GatewayMethod,
  PaymentStatus,
  PaymentStory,
  Reconciliation,
} from "../../contract/payments.ts";
import { CancelShow, SaleTerms, ShowCancellation, TermsChange } from "../../contract/refunds.ts";
import { logAct } from "../../db/audit.ts";
import { closeCoupon, createCoupon, listCoupons } from "../../db/coupons.ts";
import { listPayments, paymentStory } from "../../db/payment-history.ts";
import { lastReconciliation } from "../../db/reconciliation.ts";
import { changeTerms } from "../../db/sale-terms.ts";
import { beginShowCancellation, previewShowCancellation } from "../../db/show-cancellation.ts";
import { createVouchers } from "../../db/vouchers.ts";
import { booksOf, found, writer } from "../books.ts";
import { forgetTerms } from "../buying/pricing.ts";
import { newVoucherCodes } from "../buying/voucher-codes.ts";
import { doAgain } from "../each-minute.ts";
import { createRouter, json, jsonBody } from "../hono.ts";
import { forAdmins } from "../identity/session.ts";
import { reconcile } from "../payment/reconcile.ts";
import { refusals, unwrap } from "../problem.ts";

const tags = ["Admin: money"];
const usual = [
  "invalid-request",
  "unauthenticated",
  "token-expired",
  "session-ended",
  "forbidden",
] as const;
const refused = refusals(...usual, "not-found", "conflict", "outcome-unknown");
const ofSchedule = z.strictObject({ scheduleId: Id });

const paymentList = createRoute({
  method: "get",
  path: "/admin/payments",
  tags,
  summary: "All payments, newest first; by e-mail, order number, id or the company's key",
  ...forAdmins,
  request: {
    query: PageQuery.extend({
      search: z.string().trim().min(1).max(200).optional(),
      status: PaymentStatus.optional(),
      method: GatewayMethod.optional(),
      flagged: z.enum(["true", "false"]).optional(),
      since: Time.optional(),
      until: Time.optional(),
    }),
  },
  responses: { 200: json("A page of payments", AdminPayments), ...refused },
});

const paymentOne = createRoute({
  method: "get",
  path: "/admin/payments/{paymentId}",
  tags,
  summary: "A payment with all that happened to it, and what the company said last",
  ...forAdmins,
  request: { params: z.strictObject({ paymentId: Id }) },
  responses: { 200: json("The payment's story", PaymentStory), ...refused },
});

const reconciliation = createRoute({
  method: "get",
  path: "/admin/reconciliation",
  tags,
  summary: "What comparing books, schedules and payment company has found last",
  ...forAdmins,
  responses: { 200: json("The last comparison", Reconciliation), ...refused },
});

const compare = createRoute({
  method: "post",
  path: "/admin/reconciliation",
  tags,
  summary: "Do what is due, and compare now",
  ...forAdmins,
  responses: { 200: json("What was found", Reconciliation), ...refused },
});

const terms = createRoute({
  method: "post",
  path: "/admin/schedules/{scheduleId}/terms",
  tags,
  summary:
    "Change discounts, refund rules or the time for deposits; orders made before keep theirs",
  ...forAdmins,
  request: { params: ofSchedule, ...jsonBody(TermsChange) },
  responses: { 200: json("The terms as they are now", SaleTerms), ...refused },
});

const cancelShow = createRoute({
  method: "post",
  path: "/admin/schedules/{scheduleId}/cancellation",
  tags,
  summary: "Cancel a show and refund everybody, or see beforehand what that means",
  ...forAdmins,
  request: { params: ofSchedule, ...jsonBody(CancelShow) },
  responses: { 200: json("How far it is", ShowCancellation), ...refused },
});

const addCoupon = createRoute({
  method: "post",
  path: "/admin/coupons",
  tags,
  summary: "Add a coupon",
  ...forAdmins,
  request: jsonBody(CreateCoupon),
  responses: { 201: json("The coupon's id", Created), ...refused },
});

const coupons = createRoute({
  method: "get",
  path: "/admin/coupons",
  tags,
  summary: "All coupons, newest first",
  ...forAdmins,
  request: { query: PageQuery },
  responses: { 200: json("A page of coupons", Coupons), ...refused },
});

const endCoupon = createRoute({
  method: "delete",
  path: "/admin/coupons/{couponId}",
  tags,
  summary: "Take a coupon out of use",
  ...forAdmins,
  request: { params: z.strictObject({ couponId: Id }) },
  responses: { 204: { description: "Nobody can use it any more" }, ...refused },
});

const addVouchers = createRoute({
  method: "post",
  path: "/admin/vouchers",
  tags,
  summary: "Make vouchers; their codes are told only now",
  ...forAdmins,
  request: jsonBody(CreateVouchers),
  responses: {
    201: json("The codes", z.strictObject({ codes: z.array(z.string()) }).openapi("Vouchers")),
    ...refused,
  },
});

export const adminMoney = createRouter()
  .openapi(paymentList, async (c) => {
    const { cursor, limit, search = null, status = null, flagged, ...more } = c.req.valid("query");
    const { method = null, since = null, until = null } = more;
    const isFlagged = flagged === "true";
    const wanted = { search, status, method, isFlagged, since, until, limit };
    return c.json(
      unwrap(await listPayments(booksOf(c), { ...wanted, after: cursor ?? null })),
      200,
    );
  })
  .openapi(paymentOne, async (c) =>
    c.json(found(await paymentStory(booksOf(c), c.req.valid("param").paymentId)), 200),
  )
  .openapi(reconciliation, async (c) => c.json(found(await lastReconciliation(booksOf(c))), 200))
  .openapi(compare, async (c) => {
    const db = booksOf(c);
    await logAct(db, { by: writer(c), action: "reconciliation.run", subject: "books", after: {} });
    await doAgain(c.env, db);
    await reconcile(c.env, db);
    return c.json(found(await lastReconciliation(db)), 200);
  })
  .openapi(terms, async (c) => {
    const { scheduleId } = c.req.valid("param");
    const change = c.req.valid("json");
    const changed = unwrap(await changeTerms(booksOf(c), { scheduleId, by: writer(c), change }));
    forgetTerms(scheduleId);
    return c.json(changed, 200);
  })
  .openapi(cancelShow, async (c) => {
    const { scheduleId } = c.req.valid("param");
    const { isDryRun, reason, compensationPercent } = c.req.valid("json");
    const db = booksOf(c);
    const asked = { scheduleId, compensationPercent };
    if (isDryRun) return c.json(unwrap(await previewShowCancellation(db, asked)), 200);
    const begun = unwrap(await beginShowCancellation(db, { ...asked, by: writer(c), reason }));
    // From now on nobody can buy; the cron refunds those who have.
    unwrap(await c.env.SCHEDULE.getByName(scheduleId).refresh());
    return c.json(begun, 200);
  })
  .openapi(addCoupon, async (c) => {
    const wanted = { id: crypto.randomUUID(), by: writer(c), coupon: c.req.valid("json") };
    return c.json(unwrap(await createCoupon(booksOf(c), wanted)), 201);
  })
  .openapi(coupons, async (c) => {
    const { cursor, limit } = c.req.valid("query");
    return c.json(unwrap(await listCoupons(booksOf(c), { after: cursor ?? null, limit })), 200);
  })
  .openapi(endCoupon, async (c) => {
    const { couponId } = c.req.valid("param");
    unwrap(await closeCoupon(booksOf(c), { couponId, by: writer(c) }));
    return c.body(null, 204);
  })
  .openapi(addVouchers, async (c) => {
    const { count, amount: amountMinor, expiresAt } = c.req.valid("json");
    const codes = newVoucherCodes(count);
    const vouchers = { codes, amountMinor, currency: "KRW", expiresAt } as const;
    unwrap(await createVouchers(booksOf(c), { ...vouchers, by: writer(c) }));
    return c.json({ codes }, 201);
  });
