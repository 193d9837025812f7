import type { z } from "@hono/zod-openapi";
import type { QueueCensus } from "../../contract/sale/queue.ts";
import type { BookFacts } from "../../db/admin/metrics.ts";
import type { Metric, Sample } from "./exposition.ts";

type Census = z.infer<typeof QueueCensus>;
type Watched = BookFacts["sales"][number] & { live: Census | null };

export type Facts = {
  version: string;
  booksS: number;
  books: BookFacts;
  sales: Watched[];
  /** The metrics of the answering isolate. */
  failed: Sample[];
  violations: Sample[];
};

const one = (name: string, help: string, value: number): Metric => {
  return { name, help, samples: [{ value }] };
};
const many = <T>(name: string, help: string, items: T[], sample: (item: T) => Sample): Metric => {
  return { name, help, samples: items.map(sample) };
};

/** The metrics without the books: enough for an alert. */
export const withoutBooks = ({ version, failed }: Pick<Facts, "version" | "failed">): Metric[] => [
  info(version),
  one("frontrow_books_up", "Whether the books answer", 0),
  failures(failed),
];

const failures = (samples: Sample[]): Metric => {
  const help = "Answers of the last five minutes that said 5xx, by the isolate that was asked";
  return { name: "frontrow_answers_failed", help, samples };
};

const refusedByPolicy = (samples: Sample[]): Metric => {
  const help = "What browsers said that a page's policy had refused, by the isolate that they told";
  return { name: "frontrow_csp_violations", help, samples };
};

const info = (version: string): Metric => {
  const samples = [{ labels: { version }, value: 1 }];
  return { name: "frontrow_info", help: "What is running", samples };
};

export function metricsOf({ version, booksS, books, sales, failed, violations }: Facts): Metric[] {
  return [
    info(version),
    one("frontrow_books_up", "Whether the books answer", 1),
    one("frontrow_books_answer_seconds", "How long the books took for these figures", booksS),
    ...moneyMetrics(books),
    ...careMetrics(books),
    ...reconciliationMetrics(books),
    ...saleMetrics(sales),
    failures(failed),
    refusedByPolicy(violations),
  ];
}

function moneyMetrics({ hour, paymentsOfHour, openPayments }: BookFacts): Metric[] {
  const byStatus = ({ status, payments }: { status: string; payments: number }) => {
    return { labels: { status }, value: payments };
  };
  const money = (name: string, help: string, of: "orders" | "minor" | "refundedMinor") =>
    many(name, help, hour, ({ currency, ...sums }) => ({ labels: { currency }, value: sums[of] }));
  return [
    money("frontrow_orders_last_hour", "Orders paid in the last hour", "orders"),
    money("frontrow_revenue_last_hour_minor", "Paid in the last hour, in minor units", "minor"),
    money("frontrow_refunds_last_hour_minor", "Given back in the last hour", "refundedMinor"),
    many(
      "frontrow_payments_last_hour",
      "Payments begun in the last hour, by how they stand",
      paymentsOfHour,
      byStatus,
    ),
    many("frontrow_payments_open", "Payments whose end is not known", openPayments, byStatus),
    many(
      "frontrow_payments_open_oldest_seconds",
      "Age of the oldest open payment",
      openPayments,
      (open) => ({
        labels: { status: open.status },
        value: open.oldestS,
      }),
    ),
  ];
}

function careMetrics({
  flagged,
  refundsDue,
  outbox,
  failed,
  showsBeingCancelled,
  security,
}: BookFacts): Metric[] {
  return [
    one("frontrow_payments_flagged", "Payments that somebody has to look at", flagged),
    one("frontrow_refunds_due", "Refunds that are still to be paid", refundsDue.refunds),
    one(
      "frontrow_refunds_due_oldest_seconds",
      "Age of the oldest of them",
      refundsDue.oldestS ?? 0,
    ),
    many("frontrow_outbox_waiting", "What is still to be told", outbox, ({ lane, waiting }) => ({
      labels: { lane },
      value: waiting,
    })),
    many(
      "frontrow_outbox_oldest_seconds",
      "Age of the oldest of it",
      outbox,
      ({ lane, oldestS }) => ({
        labels: { lane },
        value: oldestS,
      }),
    ),
    many("frontrow_outbox_failed", "What was given up", failed, ({ lane, rows }) => ({
      labels: { lane },
      value: rows,
    })),
    one(
      "frontrow_shows_being_cancelled",
      "Shows whose orders are being refunded",
      showsBeingCancelled,
    ),
    many("frontrow_security_events_last_hour", "The security log by kind", security, (found) => ({
      labels: { kind: found.kind },
      value: found.events,
    })),
  ];
}

function reconciliationMetrics({ reconciliation }: BookFacts): Metric[] {
  if (reconciliation === null) return [];
  const { ageS, tookS, repaired, findings } = reconciliation;
  const all = findings.reduce((total, kind) => total + kind.findings, 0);
  return [
    one("frontrow_reconciliation_age_seconds", "Time since the last comparison ended", ageS),
    one("frontrow_reconciliation_took_seconds", "How long it took", tookS),
    one("frontrow_reconciliation_repaired", "What it mended", repaired),
    one("frontrow_reconciliation_findings", "What it found and could not mend", all),
    many("frontrow_reconciliation_findings_by_kind", "The same by kind", findings, (found) => ({
      labels: { kind: found.kind },
      value: found.findings,
    })),
  ];
}

const counted = {
  waiting: "Fans who wait",
  called: "Numbers called so far",
  entered: "Fans who came in so far",
  missed: "Calls that lapsed so far",
  shoppers: "Fans inside",
  holds: "Holds being chosen with",
  paying: "Holds being paid for",
  sold: "Seats sold",
} as const;

function saleMetrics(sales: Watched[]): Metric[] {
  const labelsOf = ({ id, concert }: Watched) => ({ schedule: id, concert });
  const answered = sales.flatMap((sale) =>
    sale.live ? [{ labels: labelsOf(sale), live: sale.live }] : [],
  );
  return [
    many("frontrow_sale_up", "Whether the schedule's object answers", sales, (sale) => ({
      labels: labelsOf(sale),
      value: sale.live ? 1 : 0,
    })),
    many("frontrow_sale_paused", "Whether the sale stands still", answered, ({ labels, live }) => ({
      labels,
      value: live.state === "paused" ? 1 : 0,
    })),
    many("frontrow_sale_seats", "Seats of the hall", sales, (sale) => ({
      labels: labelsOf(sale),
      value: sale.seats,
    })),
    many("frontrow_sale_seats_left", "Seats that are free", answered, ({ labels, live }) => ({
      labels,
      value: live.seatsLeft,
    })),
    ...Object.entries(counted).map(([field, help]) =>
      many(`frontrow_sale_${field}`, help, answered, ({ labels, live }) => ({
        labels,
        value: live[field as keyof typeof counted],
      })),
    ),
  ];
}
