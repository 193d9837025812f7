CREATE TABLE "sales_fold_organization_month" (
	"organization_id" uuid NOT NULL,
	"slice" text NOT NULL,
	"day" date NOT NULL,
	"channel" text NOT NULL,
	"key" text NOT NULL,
	"currency" text NOT NULL,
	"orders" integer NOT NULL,
	"tickets" integer NOT NULL,
	"returned" integer NOT NULL,
	"price_minor" bigint NOT NULL,
	"discount_minor" bigint NOT NULL,
	"fee_minor" bigint NOT NULL,
	"refund_minor" bigint NOT NULL,
	"kept_minor" bigint NOT NULL,
	"fee_returned_minor" bigint NOT NULL,
	CONSTRAINT "sales_fold_organization_month_organization_id_slice_day_channel_key_currency_pk" PRIMARY KEY("organization_id","slice","day","channel","key","currency")
);
--> statement-breakpoint
CREATE TABLE "sales_fold_year" (
	"slice" text NOT NULL,
	"day" date NOT NULL,
	"channel" text NOT NULL,
	"key" text NOT NULL,
	"currency" text NOT NULL,
	"schedule_id" uuid NOT NULL,
	"orders" integer NOT NULL,
	"tickets" integer NOT NULL,
	"returned" integer NOT NULL,
	"price_minor" bigint NOT NULL,
	"discount_minor" bigint NOT NULL,
	"fee_minor" bigint NOT NULL,
	"refund_minor" bigint NOT NULL,
	"kept_minor" bigint NOT NULL,
	"fee_returned_minor" bigint NOT NULL,
	CONSTRAINT "sales_fold_year_slice_day_schedule_id_channel_key_currency_pk" PRIMARY KEY("slice","day","schedule_id","channel","key","currency")
);
--> statement-breakpoint
-- A fold that finds the progress locked does nothing, so none runs between these sums and the new function.
SELECT folded_until FROM fold_progress FOR UPDATE;
--> statement-breakpoint
INSERT INTO sales_fold_year (slice, day, schedule_id, channel, key, currency, orders, tickets, returned, price_minor, discount_minor, fee_minor, refund_minor, kept_minor, fee_returned_minor)
SELECT n.slice, date_trunc('year', n.day)::date, n.schedule_id, n.channel, n.key, n.currency, sum(n.orders), sum(n.tickets), sum(n.returned), sum(n.price_minor), sum(n.discount_minor), sum(n.fee_minor), sum(n.refund_minor), sum(n.kept_minor), sum(n.fee_returned_minor)
FROM sales_fold_month n GROUP BY 1, 2, 3, 4, 5, 6;
--> statement-breakpoint
INSERT INTO sales_fold_organization_month (organization_id, slice, day, channel, key, currency, orders, tickets, returned, price_minor, discount_minor, fee_minor, refund_minor, kept_minor, fee_returned_minor)
SELECT n.organization_id, n.slice, date_trunc('month', n.day)::date, n.channel, n.key, n.currency, sum(n.orders), sum(n.tickets), sum(n.returned), sum(n.price_minor), sum(n.discount_minor), sum(n.fee_minor), sum(n.refund_minor), sum(n.kept_minor), sum(n.fee_returned_minor)
FROM sales_fold_organization n GROUP BY 1, 2, 3, 4, 5, 6;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION fold_sales(span interval DEFAULT '1 day', lag interval DEFAULT '5 seconds') RETURNS jsonb LANGUAGE plpgsql
SET plan_cache_mode = force_custom_plan AS $$
DECLARE
  since timestamptz;
  bound timestamptz;
  until timestamptz;
BEGIN
  SELECT p.folded_until INTO since FROM fold_progress p FOR UPDATE SKIP LOCKED;
  IF NOT FOUND THEN RETURN '{"isBehind": false}'; END IF;
  bound := foldable_until(lag);
  IF since = '-infinity' THEN
    SELECT coalesce(least((SELECT o.paid_at FROM customer_order o ORDER BY o.paid_at AT TIME ZONE 'UTC' LIMIT 1),
      (SELECT t.at FROM transfer t ORDER BY t.id LIMIT 1)) - interval '1 minute', bound) INTO since;
  END IF;
  until := least(bound, since + span);
  IF until > since THEN
    WITH facts AS MATERIALIZED (
      SELECT n.organization_id, n.slice, n.day, n.schedule_id, n.channel, n.key, coalesce(n.name, n.key) AS name, n.currency,
        sum(n.orders) AS orders, sum(n.tickets) AS tickets, sum(n.returned) AS returned, sum(n.price_minor) AS price_minor, sum(n.discount_minor) AS discount_minor, sum(n.fee_minor) AS fee_minor, sum(n.refund_minor) AS refund_minor, sum(n.kept_minor) AS kept_minor, sum(n.fee_returned_minor) AS fee_returned_minor
      FROM sales_facts(since, until) n WHERE n.slice <> 'ticket' GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
    ), months AS (
    INSERT INTO sales_fold_month AS f (schedule_id, slice, day, channel, key, currency, orders, tickets, returned, price_minor, discount_minor, fee_minor, refund_minor, kept_minor, fee_returned_minor)
    SELECT n.schedule_id, n.slice, date_trunc('month', n.day)::date, n.channel, n.key, n.currency, sum(n.orders), sum(n.tickets), sum(n.returned), sum(n.price_minor), sum(n.discount_minor), sum(n.fee_minor), sum(n.refund_minor), sum(n.kept_minor), sum(n.fee_returned_minor)
    FROM facts n GROUP BY 1, 2, 3, 4, 5, 6
    ON CONFLICT (schedule_id, slice, day, channel, key, currency) DO UPDATE SET orders = f.orders + excluded.orders,
      tickets = f.tickets + excluded.tickets,
      returned = f.returned + excluded.returned,
      price_minor = f.price_minor + excluded.price_minor,
      discount_minor = f.discount_minor + excluded.discount_minor,
      fee_minor = f.fee_minor + excluded.fee_minor,
      refund_minor = f.refund_minor + excluded.refund_minor,
      kept_minor = f.kept_minor + excluded.kept_minor,
      fee_returned_minor = f.fee_returned_minor + excluded.fee_returned_minor
    ), years AS (
    INSERT INTO sales_fold_year AS f (schedule_id, slice, day, channel, key, currency, orders, tickets, returned, price_minor, discount_minor, fee_minor, refund_minor, kept_minor, fee_returned_minor)
    SELECT n.schedule_id, n.slice, date_trunc('year', n.day)::date, n.channel, n.key, n.currency, sum(n.orders), sum(n.tickets), sum(n.returned), sum(n.price_minor), sum(n.discount_minor), sum(n.fee_minor), sum(n.refund_minor), sum(n.kept_minor), sum(n.fee_returned_minor)
    FROM facts n GROUP BY 1, 2, 3, 4, 5, 6
    ON CONFLICT (schedule_id, slice, day, channel, key, currency) DO UPDATE SET orders = f.orders + excluded.orders,
      tickets = f.tickets + excluded.tickets,
      returned = f.returned + excluded.returned,
      price_minor = f.price_minor + excluded.price_minor,
      discount_minor = f.discount_minor + excluded.discount_minor,
      fee_minor = f.fee_minor + excluded.fee_minor,
      refund_minor = f.refund_minor + excluded.refund_minor,
      kept_minor = f.kept_minor + excluded.kept_minor,
      fee_returned_minor = f.fee_returned_minor + excluded.fee_returned_minor
    ), organizations AS (
    INSERT INTO sales_fold_organization AS f (organization_id, slice, day, channel, key, currency, orders, tickets, returned, price_minor, discount_minor, fee_minor, refund_minor, kept_minor, fee_returned_minor)
    SELECT n.organization_id, n.slice, n.day, n.channel, n.name, n.currency, sum(n.orders), sum(n.tickets), sum(n.returned), sum(n.price_minor), sum(n.discount_minor), sum(n.fee_minor), sum(n.refund_minor), sum(n.kept_minor), sum(n.fee_returned_minor)
    FROM facts n GROUP BY 1, 2, 3, 4, 5, 6
    ON CONFLICT (organization_id, slice, day, channel, key, currency) DO UPDATE SET orders = f.orders + excluded.orders,
      tickets = f.tickets + excluded.tickets,
      returned = f.returned + excluded.returned,
      price_minor = f.price_minor + excluded.price_minor,
      discount_minor = f.discount_minor + excluded.discount_minor,
      fee_minor = f.fee_minor + excluded.fee_minor,
      refund_minor = f.refund_minor + excluded.refund_minor,
      kept_minor = f.kept_minor + excluded.kept_minor,
      fee_returned_minor = f.fee_returned_minor + excluded.fee_returned_minor
    ), organization_months AS (
    INSERT INTO sales_fold_organization_month AS f (organization_id, slice, day, channel, key, currency, orders, tickets, returned, price_minor, discount_minor, fee_minor, refund_minor, kept_minor, fee_returned_minor)
    SELECT n.organization_id, n.slice, date_trunc('month', n.day)::date, n.channel, n.name, n.currency, sum(n.orders), sum(n.tickets), sum(n.returned), sum(n.price_minor), sum(n.discount_minor), sum(n.fee_minor), sum(n.refund_minor), sum(n.kept_minor), sum(n.fee_returned_minor)
    FROM facts n GROUP BY 1, 2, 3, 4, 5, 6
    ON CONFLICT (organization_id, slice, day, channel, key, currency) DO UPDATE SET orders = f.orders + excluded.orders,
      tickets = f.tickets + excluded.tickets,
      returned = f.returned + excluded.returned,
      price_minor = f.price_minor + excluded.price_minor,
      discount_minor = f.discount_minor + excluded.discount_minor,
      fee_minor = f.fee_minor + excluded.fee_minor,
      refund_minor = f.refund_minor + excluded.refund_minor,
      kept_minor = f.kept_minor + excluded.kept_minor,
      fee_returned_minor = f.fee_returned_minor + excluded.fee_returned_minor
    )
    INSERT INTO sales_fold AS f (schedule_id, slice, day, channel, key, currency, orders, tickets, returned, price_minor, discount_minor, fee_minor, refund_minor, kept_minor, fee_returned_minor)
    SELECT n.schedule_id, n.slice, n.day, n.channel, n.key, n.currency, sum(n.orders), sum(n.tickets), sum(n.returned), sum(n.price_minor), sum(n.discount_minor), sum(n.fee_minor), sum(n.refund_minor), sum(n.kept_minor), sum(n.fee_returned_minor)
    FROM facts n GROUP BY 1, 2, 3, 4, 5, 6
    ON CONFLICT (schedule_id, slice, day, channel, key, currency) DO UPDATE SET orders = f.orders + excluded.orders,
      tickets = f.tickets + excluded.tickets,
      returned = f.returned + excluded.returned,
      price_minor = f.price_minor + excluded.price_minor,
      discount_minor = f.discount_minor + excluded.discount_minor,
      fee_minor = f.fee_minor + excluded.fee_minor,
      refund_minor = f.refund_minor + excluded.refund_minor,
      kept_minor = f.kept_minor + excluded.kept_minor,
      fee_returned_minor = f.fee_returned_minor + excluded.fee_returned_minor;
    WITH facts AS MATERIALIZED (
      SELECT n.organization_id, n.schedule_id, n.day, n.side, n.currency, sum(n.amount_minor) AS amount_minor,
        count(*) AS transfers
      FROM ledger_facts(since, until) n GROUP BY 1, 2, 3, 4, 5
    ), organizations AS (
      INSERT INTO ledger_fold_organization AS f (organization_id, day, side, currency, amount_minor, transfers)
      SELECT n.organization_id, n.day, n.side, n.currency, sum(n.amount_minor), sum(n.transfers)
      FROM facts n GROUP BY 1, 2, 3, 4
      ON CONFLICT (organization_id, day, side, currency) DO UPDATE SET
        amount_minor = f.amount_minor + excluded.amount_minor, transfers = f.transfers + excluded.transfers
    )
    INSERT INTO ledger_fold AS f (schedule_id, day, side, currency, amount_minor, transfers)
    SELECT n.schedule_id, n.day, n.side, n.currency, n.amount_minor, n.transfers
    FROM facts n WHERE n.schedule_id IS NOT NULL
    ON CONFLICT (schedule_id, day, side, currency) DO UPDATE SET amount_minor = f.amount_minor + excluded.amount_minor,
      transfers = f.transfers + excluded.transfers;
    UPDATE fold_progress SET folded_until = until;
  END IF;
  RETURN jsonb_build_object('isBehind', until < bound);
END $$;
--> statement-breakpoint
COMMENT ON FUNCTION fold_sales(interval, interval) IS 'Folds the next span of sales, refunds and transfers into their sums by the day, the month and the year, each exactly once, and tells whether more can be folded. What a running transaction may still write is left for later.
Locks: the progress. Whoever finds it locked does nothing.';
--> statement-breakpoint
CREATE OR REPLACE FUNCTION fold_again() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE fold_progress SET folded_until = '-infinity';
  DELETE FROM sales_fold;
  DELETE FROM sales_fold_month;
  DELETE FROM sales_fold_year;
  DELETE FROM sales_fold_organization;
  DELETE FROM sales_fold_organization_month;
  DELETE FROM ledger_fold;
  DELETE FROM ledger_fold_organization;
END $$;
--> statement-breakpoint
COMMENT ON FUNCTION fold_again() IS 'Forgets all sums, so that they are folded again from the first row on. Meanwhile reports read the rows.
Locks: the progress, then the sums.';
