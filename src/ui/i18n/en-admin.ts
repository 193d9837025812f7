import { adminBooks } from "./en-admin-books.ts";
import type { AdminMessages } from "./ko-admin.ts";

const admin = {
  title: "Admin",
  menu: "Admin menu",
  signIn: "Sign in to see the admin screens.",
  forbidden: "For admins only",
  forbiddenText: (name: string) => `The account of ${name} may not see these screens.`,
  toShop: "To the shop",
  stale: "No newer values came",
  nav: { overview: "Overview", reconciliation: "Reconciliation" },
};

const adminOverview = {
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
};

const adminSale = {
  date: "Date",
  seats: "Seats",
  waiting: "Waiting",
  shoppers: "Inside",
  paying: "Paying",
  sold: "Sold",
  held: "Held",
  free: "Free",
  state: {
    upcoming: "Not open yet",
    soldOut: "Sold out",
    open: "On sale",
    paused: "Paused",
    draining: "Draining",
    closed: "Closed",
    cancelled: "Show cancelled",
  },
};

const adminActs = {
  title: "Done lately",
  none: "Nothing has been done yet.",
  nobody: "System",
  nothing: "none",
  action: {
    "sale.open": "Opened the sale",
    "sale.pause": "Paused the sale",
    "sale.resume": "Resumed the sale",
    "sale.drain": "Let nobody in any more",
    "sale.close": "Closed the sale",
    "holds.extend": "Extended all holds",
    "presale.create": "Added a presale",
    "show.cancel": "Called off the show",
    "schedule.create": "Added a date",
    "schedule.terms": "Changed terms of sale",
    "concert.create": "Added a concert",
    "venue.create": "Added a venue",
    "plan.create": "Added a seat plan",
    "coupon.create": "Added a coupon",
    "coupon.close": "Closed a coupon",
    "vouchers.create": "Made vouchers",
    "account.tier": "Changed a member's tier",
    "reconciliation.run": "Ran the reconciliation",
  },
  field: {
    sale_state: "Sale",
    shoppers_max: "Inside at once",
    admit_per_minute: "Let in per minute",
    notice: "Notice",
    minutes: "Minutes added",
    reason: "Reason",
    compensationPercent: "Compensation (%)",
    deposit_minutes: "Minutes for deposits",
    value: "Tier",
  },
  value: {
    open: "open",
    paused: "paused",
    draining: "draining",
    closed: "closed",
    cancelled: "cancelled",
  },
};

export const admins = {
  admin,
  adminOverview,
  adminSale,
  adminActs,
  adminBooks,
} satisfies AdminMessages;
