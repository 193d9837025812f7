import { type SQL, sql } from "drizzle-orm";
import type { Contradiction } from "../admin/contradiction.ts";

const sums = sql`jsonb_build_array(sum(orders), sum(tickets), sum(returned), sum(price_minor), sum(discount_minor),
  sum(fee_minor), sum(refund_minor), sum(kept_minor), sum(fee_returned_minor))::text AS sums`;

/** Sums of a month or a year beside those that they are made of. */
const coarser = [
  { unit: "month", of: "schedule_id", fine: "sales_fold", coarse: "sales_fold_month" },
  { unit: "year", of: "schedule_id", fine: "sales_fold_month", coarse: "sales_fold_year" },
  {
    unit: "month",
    of: "organization_id",
    fine: "sales_fold_organization",
    coarse: "sales_fold_organization_month",
  },
] as const;

function differing({ unit, of, fine, coarse }: (typeof coarser)[number], since: SQL): SQL {
  const [first, id] = [sql.raw(`'${unit}'`), sql.raw(of)];
  return sql`SELECT format('%s %s %s', slice, day, ${id}), format('%s: parts %s, whole %s', ${first},
      coalesce(f.sums, 'none'), coalesce(n.sums, 'none'))
    FROM (SELECT slice, date_trunc(${first}, day)::date AS day, ${id}, ${sums} FROM ${sql.raw(fine)}
      WHERE day >= date_trunc(${first}, ${since})::date GROUP BY 1, 2, 3) f
    FULL JOIN (SELECT slice, day, ${id}, ${sums} FROM ${sql.raw(coarse)}
      WHERE day >= date_trunc(${first}, ${since})::date GROUP BY 1, 2, 3) n USING (slice, day, ${id})
    WHERE f.sums IS DISTINCT FROM n.sums`;
}

/** Where the sums of the reports differ from their rows, from each other, or from the ledger. */
export const reportContradictions: Contradiction[] = [
  {
    // Only days that began after the moment, as the earlier ones would be counted in part.
    kind: "report-differs-from-rows",
    rows: ({
      since,
    }) => sql`SELECT format('%s %s %s', slice, day, schedule_id), format('sum %s, rows %s',
        coalesce(f.sums, 'none'), coalesce(n.sums, 'none'))
      FROM (SELECT slice, day, schedule_id, ${sums} FROM sales_fold WHERE day >= (${since})::date + 2 GROUP BY 1, 2, 3) f
      FULL JOIN (SELECT slice, day, schedule_id, ${sums} FROM fold_progress p, sales_facts(${since}, p.folded_until)
        WHERE slice <> 'ticket' AND day >= (${since})::date + 2 GROUP BY 1, 2, 3) n USING (slice, day, schedule_id)
      WHERE f.sums IS DISTINCT FROM n.sums`,
  },
  {
    kind: "report-sums-differ",
    rows: ({
      since,
    }) => sql`SELECT format('%s %s %s', slice, day, organization_id), format('shows %s, organization %s',
        coalesce(f.sums, 'none'), coalesce(n.sums, 'none'))
      FROM (SELECT f.slice, f.day, c.organization_id, ${sums} FROM sales_fold f JOIN schedule s ON s.id = f.schedule_id
        JOIN concert c ON c.id = s.concert_id WHERE f.day >= (${since})::date GROUP BY 1, 2, 3) f
      FULL JOIN (SELECT slice, day, organization_id, ${sums} FROM sales_fold_organization
        WHERE day >= (${since})::date GROUP BY 1, 2, 3) n USING (slice, day, organization_id)
      WHERE f.sums IS DISTINCT FROM n.sums
      UNION ALL ${sql.join(
        coarser.map((each) => differing(each, since)),
        sql` UNION ALL `,
      )}`,
  },
  {
    kind: "report-differs-from-ledger",
    rows: ({
      since,
    }) => sql`SELECT format('%s %s', coalesce(f.day, l.day), coalesce(f.schedule_id, l.schedule_id)),
        format('sums %s, ledger %s', f.sums, l.sums)
      FROM (SELECT schedule_id, day, currency, jsonb_build_array(sum(price_minor - discount_minor + fee_minor),
          sum(refund_minor), sum(fee_minor), sum(fee_returned_minor))::text AS sums
        FROM sales_fold WHERE slice = 'method' AND day >= (${since})::date GROUP BY 1, 2, 3) f
      FULL JOIN (SELECT schedule_id, day, currency, jsonb_build_array(
          coalesce(sum(amount_minor) FILTER (WHERE side = 'sale'), 0),
          coalesce(sum(amount_minor) FILTER (WHERE side = 'refund'), 0),
          coalesce(sum(amount_minor) FILTER (WHERE side = 'fee'), 0),
          coalesce(sum(amount_minor) FILTER (WHERE side = 'fee-refund'), 0))::text AS sums
        FROM ledger_fold WHERE day >= (${since})::date GROUP BY 1, 2, 3) l
        ON l.schedule_id = f.schedule_id AND l.day = f.day AND l.currency = f.currency
      WHERE coalesce(f.sums, '[0, 0, 0, 0]') <> coalesce(l.sums, '[0, 0, 0, 0]')`,
  },
];
