import type { Facts } from "../../../src/worker/metrics/business-metrics.ts";

const census = {
  at: "2027-01-16T20:00:00Z",
  state: "paused" as const,
  given: 9,
  called: 4,
  waiting: 5,
  entered: 3,
  missed: 1,
  returning: 0,
  shoppers: 2,
  holds: 1,
  paying: 1,
  sold: 7,
  seatsLeft: 11,
};
const sale = { id: "s1", concert: 'Say "hi"\\\n', seats: 20 };
/** Two sales, of which one does not answer, and a bit of everything in the books. */
export const facts: Facts = {
  version: "7",
  booksS: 0.02,
  books: {
    sales: [sale, { ...sale, id: "s2" }],
    hour: [{ currency: "KRW", orders: 3, minor: 33_000, refundedMinor: 11_000 }],
    paymentsOfHour: [{ status: "refused", payments: 2 }],
    openPayments: [{ status: "unknown", payments: 1, oldestS: 61.5 }],
    flagged: 1,
    refundsDue: { refunds: 0, oldestS: null },
    outbox: [{ lane: "mail", waiting: 4, oldestS: 12 }],
    failed: [{ lane: "mail", rows: 1 }],
    reconciliation: {
      ageS: 100,
      tookS: 2,
      repaired: 1,
      findings: [
        { kind: "payment-flagged", findings: 2 },
        { kind: "taken-not-sold", findings: 1 },
      ],
    },
    showsBeingCancelled: 0,
    security: [{ kind: "sign-in-failed", events: 12 }],
  },
  violations: [{ labels: { isolate: "a1", directive: "img-src" }, value: 1 }],
  failed: [{ labels: { isolate: "a1", route: "GET /api/v1/me", status: "503" }, value: 2 }],
  sales: [
    { ...sale, live: census },
    { ...sale, id: "s2", live: null },
  ],
};
