-- reports
-- Written by `npm run schema` from a freshly migrated database. Do not edit.

CREATE TABLE fold_progress (
  id           boolean NOT NULL DEFAULT true,
  folded_until timestamptz(3) NOT NULL,
  CONSTRAINT fold_progress_pkey PRIMARY KEY (id),
  CONSTRAINT fold_progress_one CHECK (id)
);

CREATE TABLE ledger_fold (
  schedule_id  uuid NOT NULL,
  day          date NOT NULL,
  side         text NOT NULL,
  currency     text NOT NULL,
  amount_minor bigint NOT NULL,
  transfers    integer NOT NULL,
  CONSTRAINT ledger_fold_schedule_id_day_side_currency_pk PRIMARY KEY (schedule_id, day, side, currency)
);

CREATE TABLE ledger_fold_organization (
  organization_id uuid NOT NULL,
  day             date NOT NULL,
  side            text NOT NULL,
  currency        text NOT NULL,
  amount_minor    bigint NOT NULL,
  transfers       integer NOT NULL,
  CONSTRAINT ledger_fold_organization_organization_id_day_side_currency_pk PRIMARY KEY (organization_id, day, side, currency)
);

CREATE TABLE report_delivery (
  id              uuid NOT NULL DEFAULT uuidv7(),
  organization_id uuid NOT NULL,
  day             date NOT NULL,
  body            text NOT NULL,
  sha256          text NOT NULL,
  status          text NOT NULL DEFAULT 'due'::text,
  attempts        integer NOT NULL DEFAULT 0,
  next_try_at     timestamptz(3) NOT NULL DEFAULT now(),
  sent_at         timestamptz(3),
  receipt         jsonb,
  created_at      timestamptz(3) NOT NULL DEFAULT now(),
  CONSTRAINT report_delivery_pkey PRIMARY KEY (id),
  CONSTRAINT report_delivery_day UNIQUE (organization_id, day),
  CONSTRAINT report_delivery_status CHECK (status = ANY (ARRAY['due'::text, 'sent'::text])),
  CONSTRAINT report_delivery_organization_id_organization_id_fk FOREIGN KEY (organization_id) REFERENCES organization(id)
);
CREATE INDEX report_delivery_due ON report_delivery USING btree (next_try_at) WHERE status = 'due'::text;

CREATE TABLE sales_fold (
  slice              text NOT NULL,
  day                date NOT NULL,
  channel            text NOT NULL,
  key                text NOT NULL,
  currency           text NOT NULL,
  schedule_id        uuid NOT NULL,
  orders             integer NOT NULL,
  tickets            integer NOT NULL,
  returned           integer NOT NULL,
  price_minor        bigint NOT NULL,
  discount_minor     bigint NOT NULL,
  fee_minor          bigint NOT NULL,
  refund_minor       bigint NOT NULL,
  kept_minor         bigint NOT NULL,
  fee_returned_minor bigint NOT NULL,
  CONSTRAINT sales_fold_slice_day_schedule_id_channel_key_currency_pk PRIMARY KEY (slice, day, schedule_id, channel, key, currency)
);
CREATE INDEX sales_fold_schedule ON sales_fold USING btree (schedule_id, slice, day);

CREATE TABLE sales_fold_month (
  slice              text NOT NULL,
  day                date NOT NULL,
  channel            text NOT NULL,
  key                text NOT NULL,
  currency           text NOT NULL,
  schedule_id        uuid NOT NULL,
  orders             integer NOT NULL,
  tickets            integer NOT NULL,
  returned           integer NOT NULL,
  price_minor        bigint NOT NULL,
  discount_minor     bigint NOT NULL,
  fee_minor          bigint NOT NULL,
  refund_minor       bigint NOT NULL,
  kept_minor         bigint NOT NULL,
  fee_returned_minor bigint NOT NULL,
  CONSTRAINT sales_fold_month_slice_day_schedule_id_channel_key_currency_pk PRIMARY KEY (slice, day, schedule_id, channel, key, currency)
);

CREATE TABLE sales_fold_organization (
  organization_id    uuid NOT NULL,
  slice              text NOT NULL,
  day                date NOT NULL,
  channel            text NOT NULL,
  key                text NOT NULL,
  currency           text NOT NULL,
  orders             integer NOT NULL,
  tickets            integer NOT NULL,
  returned           integer NOT NULL,
  price_minor        bigint NOT NULL,
  discount_minor     bigint NOT NULL,
  fee_minor          bigint NOT NULL,
  refund_minor       bigint NOT NULL,
  kept_minor         bigint NOT NULL,
  fee_returned_minor bigint NOT NULL,
  CONSTRAINT sales_fold_organization_organization_id_slice_day_channel_key_c PRIMARY KEY (organization_id, slice, day, channel, key, currency)
);

CREATE TABLE sales_fold_organization_month (
  organization_id    uuid NOT NULL,
  slice              text NOT NULL,
  day                date NOT NULL,
  channel            text NOT NULL,
  key                text NOT NULL,
  currency           text NOT NULL,
  orders             integer NOT NULL,
  tickets            integer NOT NULL,
  returned           integer NOT NULL,
  price_minor        bigint NOT NULL,
  discount_minor     bigint NOT NULL,
  fee_minor          bigint NOT NULL,
  refund_minor       bigint NOT NULL,
  kept_minor         bigint NOT NULL,
  fee_returned_minor bigint NOT NULL,
  CONSTRAINT sales_fold_organization_month_organization_id_slice_day_channel PRIMARY KEY (organization_id, slice, day, channel, key, currency)
);

CREATE TABLE sales_fold_year (
  slice              text NOT NULL,
  day                date NOT NULL,
  channel            text NOT NULL,
  key                text NOT NULL,
  currency           text NOT NULL,
  schedule_id        uuid NOT NULL,
  orders             integer NOT NULL,
  tickets            integer NOT NULL,
  returned           integer NOT NULL,
  price_minor        bigint NOT NULL,
  discount_minor     bigint NOT NULL,
  fee_minor          bigint NOT NULL,
  refund_minor       bigint NOT NULL,
  kept_minor         bigint NOT NULL,
  fee_returned_minor bigint NOT NULL,
  CONSTRAINT sales_fold_year_slice_day_schedule_id_channel_key_currency_pk PRIMARY KEY (slice, day, schedule_id, channel, key, currency)
);

CREATE TABLE saved_report (
  id              uuid NOT NULL DEFAULT uuidv7(),
  organization_id uuid NOT NULL,
  name            text NOT NULL,
  query           text NOT NULL,
  schedule        text NOT NULL,
  created_by      uuid NOT NULL,
  created_at      timestamptz(3) NOT NULL DEFAULT now(),
  mailed_for      date,
  CONSTRAINT saved_report_pkey PRIMARY KEY (id),
  CONSTRAINT saved_report_schedule CHECK (schedule = ANY (ARRAY['none'::text, 'daily'::text, 'weekly'::text, 'monthly'::text])),
  CONSTRAINT saved_report_created_by_account_id_fk FOREIGN KEY (created_by) REFERENCES account(id),
  CONSTRAINT saved_report_organization_id_organization_id_fk FOREIGN KEY (organization_id) REFERENCES organization(id)
);
CREATE INDEX saved_report_organization ON saved_report USING btree (organization_id, created_at);

-- Is the time zone of days that belong to no venue, such as those of the payment gateway.
-- Locks: nothing.
-- Last defined in migrations/0068_report_sums.sql.
CREATE FUNCTION deployment_zone() RETURNS text LANGUAGE sql IMMUTABLE
RETURN 'Asia/Seoul';

-- Gives the least id that a row written at a time or later can have, if its ids grow with time.
-- Locks: nothing.
-- Last defined in migrations/0068_report_sums.sql.
CREATE FUNCTION first_id_at(at timestamptz) RETURNS uuid LANGUAGE sql STABLE
RETURN (lpad(to_hex(epoch_ms(greatest(at, 'epoch'))), 12, '0') || repeat('0', 20))::uuid;

-- Forgets all sums, so that they are folded again from the first row on. Meanwhile reports read the rows.
-- Locks: the progress, then the sums.
-- Last defined in migrations/0082_coarser_sums.sql.
CREATE FUNCTION fold_again() RETURNS void LANGUAGE plpgsql AS $$
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

-- Folds the next span of sales, refunds and transfers into their sums by the day, the month and the year, each
-- exactly once, and tells whether more can be folded. What a running transaction may still write is left for later.
-- Locks: the progress. Whoever finds it locked does nothing.
-- Last defined in migrations/0082_coarser_sums.sql.
CREATE FUNCTION fold_sales(span interval DEFAULT '1 day', lag interval DEFAULT '5 seconds') RETURNS jsonb LANGUAGE plpgsql
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

-- Tells until when no row can appear any more: a row bears the time at which its transaction began, so nothing
-- appears before the start of the oldest transaction that still runs. The vacuum that Postgres runs by itself, for
-- hours on a large table, writes no row and holds nothing back. The lag covers a transaction that has just begun and
-- is not listed yet. Whoever reads the rows must ask this in an earlier statement, so that all that had ended is
-- seen.
-- Locks: nothing.
-- Last defined in migrations/0084_folds_beside_vacuum.sql.
CREATE FUNCTION foldable_until(lag interval) RETURNS timestamptz LANGUAGE sql VOLATILE AS $$
  SELECT date_trunc('milliseconds', least(clock_timestamp() - lag,
    (SELECT min(a.xact_start) FROM pg_stat_activity a
     WHERE a.datname = current_database() AND a.pid <> pg_backend_pid() AND a.backend_type <> 'autovacuum worker'))) - interval '1 ms'
$$;

-- Gives the transfers of a time as they concern a show (what its concert took in, gave back, and passed on) and the
-- gateway. It knows nothing of orders beyond which show they are for, so that it can prove the sales.
-- Locks: nothing.
-- Last defined in migrations/0074_report_files.sql.
CREATE FUNCTION ledger_facts(since timestamptz, until timestamptz) RETURNS TABLE (
  organization_id uuid, schedule_id uuid, day date, side text, currency text, amount_minor bigint
) LANGUAGE sql STABLE AS $$
  SELECT f.organization_id, f.schedule_id, f.day, f.side, t.currency, f.minor
  FROM transfer t LEFT JOIN customer_order o ON o.id = t.order_id LEFT JOIN schedule s ON s.id = o.schedule_id
  LEFT JOIN concert c ON c.id = s.concert_id LEFT JOIN venue v ON v.id = c.venue_id
  CROSS JOIN LATERAL (VALUES
    (c.organization_id, s.id, (t.at AT TIME ZONE v.time_zone)::date, t.amount_minor, CASE
      WHEN c.id = t.credit_id AND t.kind = 'fee-refund' THEN 'fee-refund'
      WHEN c.id = t.credit_id THEN 'sale'
      WHEN c.id = t.debit_id AND t.kind IN ('fee', 'compensation') THEN t.kind
      WHEN c.id = t.debit_id THEN 'refund' END),
    ('00000000-0000-0000-0000-000000000000', NULL, (t.at AT TIME ZONE deployment_zone())::date,
      CASE WHEN t.debit_id = gateway_account() AND t.kind IN ('gateway-settlement', 'gateway-fee')
        THEN -t.amount_minor ELSE t.amount_minor END, CASE
      WHEN t.kind = 'gateway-settlement' THEN 'payout' WHEN t.kind = 'gateway-fee' THEN 'gateway-fee'
      WHEN t.debit_id = gateway_account() THEN 'taken'
      WHEN t.credit_id = gateway_account() THEN 'given-back' END)
  ) AS f(organization_id, schedule_id, day, minor, side)
  WHERE t.at >= since AND t.at < until AND t.id >= first_id_at(since - interval '1 minute')
    AND t.id < CASE WHEN isfinite(until) THEN first_id_at(until + interval '1 day')
      ELSE 'ffffffff-ffff-ffff-ffff-ffffffffffff' END AND f.side IS NOT NULL
$$;

-- Gives the transfers that are not folded yet, as ledger_facts gives them.
-- Locks: nothing.
-- Last defined in migrations/0068_report_sums.sql.
CREATE FUNCTION ledger_tail() RETURNS TABLE (
  organization_id uuid, schedule_id uuid, day date, side text, currency text, amount_minor bigint
) LANGUAGE plpgsql STABLE ROWS 1000 SET plan_cache_mode = force_custom_plan AS $$
#variable_conflict use_column
DECLARE
  since timestamptz := (SELECT p.folded_until FROM fold_progress p);
BEGIN
  RETURN QUERY SELECT f.organization_id, f.schedule_id, f.day, f.side, f.currency, f.amount_minor
  FROM ledger_facts(since, 'infinity') f;
END $$;

-- Gives the sales and refunds of a time, each once in every slice: a sale when it was paid, a refund, an exchanged
-- ticket and the rest of a full price as facts of their own time. The day is the one at the venue. A fact never
-- changes afterwards, so a time that is over is always counted alike; a ticket that has lost its price type stays in
-- the one that it was sold with.
-- Locks: nothing.
-- Last defined in migrations/0077_report_exchanges.sql.
CREATE FUNCTION sales_facts(since timestamptz, until timestamptz) RETURNS TABLE (
  slice text, organization_id uuid, day date, schedule_id uuid, channel text, key text, name text, currency text,
  orders int, tickets int, returned int, price_minor bigint, discount_minor bigint, fee_minor bigint,
  refund_minor bigint, kept_minor bigint, fee_returned_minor bigint
) LANGUAGE sql STABLE AS $$
  WITH moved AS (
    SELECT o.id AS order_id, o.paid_at AS at, o.schedule_id, o.channel, o.currency, b.zone_id,
      coalesce(w.price_type, b.price_type, '') AS price_type, 1 AS tickets, 0 AS returned, b.price_minor,
      b.discount_minor + coalesce(w.amount_minor, 0) AS discount_minor, b.fee_minor, 0::bigint AS refund_minor,
      0::bigint AS kept_minor, 0::bigint AS fee_returned_minor
    FROM customer_order o JOIN order_seat b ON b.order_id = o.id
    LEFT JOIN ticket_raise w ON w.order_id = b.order_id AND w.seat = b.seat
    WHERE (o.paid_at AT TIME ZONE 'UTC') >= (since AT TIME ZONE 'UTC')
      AND (o.paid_at AT TIME ZONE 'UTC') < (until AT TIME ZONE 'UTC')
    UNION ALL
    SELECT o.id, r.created_at, o.schedule_id, o.channel, o.currency, b.zone_id, coalesce(w.price_type, b.price_type, ''), 0,
      CASE WHEN b.refund_id = r.id THEN 1 ELSE 0 END, 0, 0, 0, l."refundMinor", coalesce(l."chargeMinor", 0),
      coalesce(l."feeRefundMinor", CASE WHEN b.refund_id = r.id THEN b.fee_minor - coalesce(l."feeKeptMinor", 0) ELSE 0 END)
    FROM refund r JOIN customer_order o ON o.id = r.order_id
    CROSS JOIN LATERAL jsonb_to_recordset(r.lines)
      AS l(seat int, "refundMinor" bigint, "chargeMinor" bigint, "feeKeptMinor" bigint, "feeRefundMinor" bigint)
    JOIN order_seat b ON b.order_id = o.id AND b.seat = l.seat
    LEFT JOIN ticket_raise w ON w.order_id = b.order_id AND w.seat = b.seat
    WHERE r.created_at >= since AND r.created_at < until AND r.lines->0 ? 'refundMinor'
    UNION ALL
    SELECT o.id, n.paid_at, o.schedule_id, o.channel, o.currency, b.zone_id, coalesce(w.price_type, b.price_type, ''), 0, 1,
      0, 0, 0, l."refundMinor", l."chargeMinor", l."feeRefundMinor"
    FROM customer_order n JOIN counter_order t ON t.order_id = n.id JOIN customer_order o ON o.id = t.exchanged_from
    CROSS JOIN LATERAL jsonb_to_recordset(t.exchanged_lines)
      AS l(seat int, "refundMinor" bigint, "chargeMinor" bigint, "feeRefundMinor" bigint)
    JOIN order_seat b ON b.order_id = o.id AND b.seat = l.seat
    LEFT JOIN ticket_raise w ON w.order_id = b.order_id AND w.seat = b.seat
    WHERE (n.paid_at AT TIME ZONE 'UTC') >= (since AT TIME ZONE 'UTC')
      AND (n.paid_at AT TIME ZONE 'UTC') < (until AT TIME ZONE 'UTC')
    UNION ALL
    SELECT o.id, w.at, o.schedule_id, o.channel, o.currency, b.zone_id, w.price_type, 0, 0, 0, -w.amount_minor, 0, 0, 0, 0
    FROM ticket_raise w JOIN customer_order o ON o.id = w.order_id
    JOIN order_seat b ON b.order_id = w.order_id AND b.seat = w.seat
    WHERE w.at >= since AND w.at < until
  ), placed AS (
    SELECT m.*, (m.at AT TIME ZONE v.time_zone)::date AS day, extract(hour FROM m.at AT TIME ZONE v.time_zone)::int AS hour,
      c.organization_id, s.starts_at, coalesce(z.name::text, m.zone_id) AS zone_name,
      coalesce(jsonb_path_query_first(s.discounts, '$.priceTypes[*] ? (@.id == $id).name',
        jsonb_build_object('id', m.price_type))::text, m.price_type) AS price_type_name
    FROM moved m JOIN schedule s ON s.id = m.schedule_id JOIN concert c ON c.id = s.concert_id
    JOIN venue v ON v.id = c.venue_id
    LEFT JOIN price_zone z ON z.schedule_id = m.schedule_id AND z.zone_id = m.zone_id
  ), bought AS (
    SELECT p.order_id, p.day, p.hour, p.schedule_id, p.channel, p.currency, p.organization_id, p.starts_at,
      sign(sum(p.tickets))::int AS orders, sum(p.tickets)::int AS tickets, sum(p.returned)::int AS returned,
      sum(p.price_minor)::bigint AS price_minor, sum(p.discount_minor)::bigint AS discount_minor,
      sum(p.fee_minor)::bigint AS fee_minor, sum(p.refund_minor)::bigint AS refund_minor,
      sum(p.kept_minor)::bigint AS kept_minor, sum(p.fee_returned_minor)::bigint AS fee_returned_minor
    FROM placed p
    GROUP BY p.order_id, p.at, p.day, p.hour, p.schedule_id, p.channel, p.currency, p.organization_id, p.starts_at
  )
  SELECT 'zone', p.organization_id, p.day, p.schedule_id, p.channel, p.zone_id, p.zone_name, p.currency, 0, p.tickets, p.returned, p.price_minor,
    p.discount_minor, p.fee_minor, p.refund_minor, p.kept_minor, p.fee_returned_minor FROM placed p
  UNION ALL
  SELECT 'price-type', p.organization_id, p.day, p.schedule_id, p.channel, p.price_type, p.price_type_name, p.currency, 0, p.tickets, p.returned, p.price_minor,
    p.discount_minor, p.fee_minor, p.refund_minor, p.kept_minor, p.fee_returned_minor FROM placed p
  UNION ALL
  SELECT 'ticket', p.organization_id, p.day, p.schedule_id, p.channel, p.zone_id || chr(31) || p.price_type, NULL, p.currency, 0, p.tickets,
    p.returned, p.price_minor, p.discount_minor, p.fee_minor, p.refund_minor, p.kept_minor, p.fee_returned_minor
  FROM placed p
  UNION ALL
  SELECT 'hour', b.organization_id, b.day, b.schedule_id, b.channel, lpad(b.hour::text, 2, '0'), NULL, b.currency, b.orders, b.tickets, b.returned,
    b.price_minor, b.discount_minor, b.fee_minor, b.refund_minor, b.kept_minor, b.fee_returned_minor FROM bought b
  UNION ALL
  SELECT 'method', b.organization_id, b.day, b.schedule_id, b.channel, o.method, NULL, b.currency, b.orders, b.tickets, b.returned, b.price_minor,
    b.discount_minor, b.fee_minor, b.refund_minor, b.kept_minor, b.fee_returned_minor
  FROM bought b JOIN customer_order o ON o.id = b.order_id
  UNION ALL
  SELECT 'coupon', b.organization_id, b.day, b.schedule_id, b.channel,
    coalesce(jsonb_path_query_first(o.discounts, '$[*] ? (@.kind == "coupon").id') #>> '{}', ''), NULL, b.currency, b.orders,
    b.tickets, b.returned, b.price_minor, b.discount_minor, b.fee_minor, b.refund_minor, b.kept_minor, b.fee_returned_minor
  FROM bought b JOIN customer_order o ON o.id = b.order_id
  UNION ALL
  SELECT 'customer', b.organization_id, b.day, b.schedule_id, b.channel,
    CASE WHEN o.account_id IS NULL THEN 'unknown'
      WHEN EXISTS (SELECT FROM customer_order e JOIN schedule es ON es.id = e.schedule_id
        JOIN concert ec ON ec.id = es.concert_id
        WHERE e.account_id = o.account_id AND (e.paid_at, e.id) < (o.paid_at, o.id)
          AND ec.organization_id = b.organization_id) THEN 'returning'
      ELSE 'new' END, NULL, b.currency, b.orders, b.tickets, b.returned, b.price_minor, b.discount_minor, b.fee_minor,
    b.refund_minor, b.kept_minor, b.fee_returned_minor
  FROM bought b JOIN customer_order o ON o.id = b.order_id
  UNION ALL
  SELECT 'lead', b.organization_id, b.day, b.schedule_id, b.channel,
    lpad((SELECT max(step) FROM unnest(ARRAY[0, 1, 2, 4, 8, 15, 31, 61, 91]) AS step
      WHERE step <= greatest(0, extract(epoch FROM b.starts_at - o.paid_at) / 86400))::text, 2, '0'), NULL, b.currency,
    b.orders, b.tickets, b.returned, b.price_minor, b.discount_minor, b.fee_minor, b.refund_minor, b.kept_minor,
    b.fee_returned_minor
  FROM bought b JOIN customer_order o ON o.id = b.order_id
$$;

-- Gives the sales and refunds of one slice that are not folded yet. Together with the folded sums of the same
-- snapshot they are all there are.
-- Locks: nothing.
-- Last defined in migrations/0068_report_sums.sql.
CREATE FUNCTION sales_tail(wanted text) RETURNS TABLE (
  organization_id uuid, day date, schedule_id uuid, channel text, key text, name text, currency text, orders int, tickets int, returned int,
  price_minor bigint, discount_minor bigint, fee_minor bigint, refund_minor bigint, kept_minor bigint,
  fee_returned_minor bigint
) LANGUAGE plpgsql STABLE ROWS 1000 SET plan_cache_mode = force_custom_plan AS $$
#variable_conflict use_column
DECLARE
  since timestamptz := (SELECT p.folded_until FROM fold_progress p);
BEGIN
  RETURN QUERY SELECT f.organization_id, f.day, f.schedule_id, f.channel, f.key, coalesce(f.name, f.key), f.currency, f.orders, f.tickets, f.returned, f.price_minor,
    f.discount_minor, f.fee_minor, f.refund_minor, f.kept_minor, f.fee_returned_minor
  FROM sales_facts(since, 'infinity') f WHERE f.slice = wanted;
END $$;
