import { randomUUID } from "node:crypto";
import { nobody, sha256, purchaseOf } from "../books.ts";
import { cardEnd, cardPurchaseOf, newCoupon } from "./money.ts";
import { listActs } from "../../../src/db/admin/activity-log.ts";
import { bookFacts } from "../../../src/db/admin/metrics.ts";
import { adminOverview } from "../../../src/db/admin/overview.ts";
import { closeIssue, keepNotice } from "../../../src/db/admin/payments.ts";
import { listReconciliations } from "../../../src/db/admin/reconciliations.ts";
import { adminSchedule, listAdminSchedules } from "../../../src/db/admin/schedules.ts";
import { cancellationStory, cancelledShows } from "../../../src/db/admin/shows.ts";
import { bookFindings } from "../../../src/db/admin/book-findings.ts";
import {
  duePayments,
  flagPayment,
  paymentById,
  settleCardPayment,
  startCardPayment,
} from "../../../src/db/money/card-payments.ts";
import { type Database } from "../../../src/db/connection/database.ts";
import {
  listPayments,
  paymentStory,
  paymentView,
  paymentsOf,
  receiptFacts,
} from "../../../src/db/money/payment-history.ts";
import {
  gatewayPayments,
  lastReconciliation,
  saveReconciliation,
  scheduleIdsOnSale,
  soldOf,
} from "../../../src/db/admin/reconciliation.ts";
import {
  cancelSeats,
  dueRefunds,
  refundFacts,
  settleRefund,
} from "../../../src/db/money/refunds.ts";
import { buyerFacts, changeTerms, saleTermsOf } from "../../../src/db/sale/sale-terms.ts";
import {
  beginShowCancellation,
  continueShowCancellation,
  openShowCancellations,
  previewShowCancellation,
} from "../../../src/db/money/show-cancellation.ts";
import { foldSales } from "../../../src/db/reports/folding.ts";
import { salesReport } from "../../../src/db/reports/sales-report.ts";
import { operatorScope } from "../../../src/contract/admin/organizations.ts";
import { closeCoupon, createCoupon, listCoupons } from "../../../src/db/money/coupons.ts";
import { memberByEmail, setTier } from "../../../src/db/people/members.ts";
import { recordGatewayPayout } from "../../../src/db/money/gateway-payouts.ts";
import { createVouchers, redeemVoucher } from "../../../src/db/money/vouchers.ts";

/** Each query by its name, ready to run. */
export type Questions = Record<string, () => Promise<unknown>>;
export type Asker = { db: Database; scheduleId: string; accountId: string };

const id = () => randomUUID();
const now = Date.now();
const page = { after: null, limit: 20 };

const scope = operatorScope;

/** The books' queries about money. */
export function moneyQuestions({ db, scheduleId, accountId }: Asker): Questions {
  const requestHash = sha256("");
  const paymentId = id();
  const key = { accountId: id(), key: "k", requestHash };
  const show = { scheduleId: id(), by: nobody, reason: "-", compensationPercent: 10 };
  return {
    startCardPayment: () =>
      startCardPayment(db, cardPurchaseOf(purchaseOf(accountId, scheduleId, 154))),
    paymentById: () => paymentById(db, { paymentId, accountId: null }),
    settleCardPayment: () => settleCardPayment(db, cardEnd(paymentId, 1)),
    flagPayment: () => flagPayment(db, { paymentId, issue: "-", record: null }),
    duePayments: () => duePayments(db, { limit: 1 }),
    refundFacts: () => refundFacts(db, { orderId: id(), accountId: id() }),
    cancelSeats: () =>
      cancelSeats(db, {
        ...key,
        orderId: id(),
        refundId: id(),
        reason: null,
        to: "wallet",
        quote: null,
        startsAtMs: now,
        now,
      }),
    dueRefunds: () => dueRefunds(db, { limit: 1 }),
    settleRefund: () => settleRefund(db, { refundId: id(), status: "done", record: null }),
    saleTermsOf: () => saleTermsOf(db, scheduleId),
    buyerFacts: () => buyerFacts(db, { accountId: id(), scheduleId, coupon: "NONE" }),
    changeTerms: () => changeTerms(db, { scheduleId: id(), by: nobody, change: {} }),
    previewShowCancellation: () => previewShowCancellation(db, show),
    beginShowCancellation: () => beginShowCancellation(db, show),
    continueShowCancellation: () =>
      continueShowCancellation(db, { scheduleId: show.scheduleId, limit: 1 }),
    openShowCancellations: () => openShowCancellations(db),
    createCoupon: () => createCoupon(db, { id: id(), by: nobody, coupon: newCoupon() }),
    closeCoupon: () => closeCoupon(db, { couponId: id(), by: nobody }),
    listCoupons: () => listCoupons(db, { ...page, scope: operatorScope }),
    memberByEmail: () => memberByEmail(db, "nobody@example.com"),
    setTier: () => setTier(db, { accountId: id(), tier: null, by: nobody }),
    createVouchers: () =>
      createVouchers(db, {
        batchId: id(),
        codes: [id()],
        amountMinor: 1,
        currency: "KRW",
        expiresAt: null,
        by: nobody,
      }),
    redeemVoucher: () => redeemVoucher(db, { accountId: id(), code: "NONE", now }),
    recordGatewayPayout: () =>
      recordGatewayPayout(db, {
        provider: "test",
        reference: id(),
        amountMinor: 1,
        feeMinor: 0,
        currency: "KRW",
        record: null,
      }),
    paymentsOf: () => paymentsOf(db, { accountId: id(), ...page }),
    paymentView: () => paymentView(db, { paymentId, accountId: id() }),
    foldSales: () => foldSales(db),
    salesReport: () =>
      salesReport(db, {
        from: "2026-11-01",
        to: "2026-11-30",
        by: ["week", "zone"],
        compare: "before",
        currency: "KRW",
        scope,
        money: scope,
      }),
    bookFacts: () => bookFacts(db, { now }),
    cancellationStory: () => cancellationStory(db, { scheduleId, compensationPercent: 10 }),
    cancelledShows: () => cancelledShows(db, { scope, limit: 10 }),
    adminOverview: () =>
      adminOverview(db, { scope, money: scope, isOperator: true, since: now, now }),
    adminSchedule: () => adminSchedule(db, { scheduleId, now }),
    listAdminSchedules: () =>
      listAdminSchedules(db, { ...page, scope, when: "coming", search: "x", now }),
    listActs: () => listActs(db, { ...page, scope, subject: scheduleId }),
    listReconciliations: () => listReconciliations(db, { ...page, isTelling: true }),
    keepNotice: () => keepNotice(db, { paymentId, kind: "x", status: null }),
    closeIssue: () => closeIssue(db, { paymentId, note: "x", by: nobody }),
    listPayments: () => listPayments(db, { ...page, scope, search: "x", status: null }),
    paymentStory: () => paymentStory(db, paymentId),
    receiptFacts: () => receiptFacts(db, { orderId: id(), accountId: id() }),
    soldOf: () => soldOf(db, scheduleId),
    scheduleIdsOnSale: () => scheduleIdsOnSale(db, { now }),
    gatewayPayments: () => gatewayPayments(db, { since: 0, ...page }),
    saveReconciliation: () =>
      saveReconciliation(db, { startedAtMs: now, checked: {}, repaired: [], findings: [] }),
    lastReconciliation: () => lastReconciliation(db),
    bookFindings: () => bookFindings(db, { since: 0, now }),
  };
}
