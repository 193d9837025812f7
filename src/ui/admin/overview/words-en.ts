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
  cares: "To look after",
  level: { ok: "Well", warn: "To watch", danger: "Trouble" },
  care: {
    books: "Books answer in",
    silent: "Sales that do not answer",
    gateway: "Payment company",
    gatewaySet: "Connected",
    gatewayMissing: "Not set up",
    reconciliation: "Reconciliation",
    never: "Not yet",
    findings: (many: number) => (many === 1 ? "1 finding" : `${many} findings`),
    outbox: "Still to be told",
    unknown: "Payments with unknown end",
    flagged: "Payments to look at",
    refundsDue: "Refunds due",
    cancelling: "Shows being cancelled",
  },
} satisfies typeof korean;
