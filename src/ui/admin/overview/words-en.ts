import type { adminOverview as korean } from "./words-ko.ts";

export const adminOverview = {
  title: "Overview",
  asOf: "As of",
  orders: "Orders today",
  tickets: "Tickets sold today",
  revenue: "Revenue today",
  refunded: "Refunds today",
  sales: "On sale now",
  noSales: "Nothing is on sale now.",
  cares: "Needs attention",
  level: { ok: "OK", warn: "Watch", danger: "Problem" },
  care: {
    books: "Database response",
    silent: "Sales not responding",
    gateway: "Payment gateway",
    gatewaySet: "Connected",
    gatewayMissing: "Not set up",
    reconciliation: "Reconciliation",
    never: "Not yet",
    findings: (many: number) => (many === 1 ? "1 finding" : `${many} findings`),
    outbox: "Messages waiting",
    unknown: "Payments with unknown outcome",
    flagged: "Payments to review",
    refundsDue: "Refunds due",
    cancelling: "Shows being canceled",
  },
} satisfies typeof korean;
