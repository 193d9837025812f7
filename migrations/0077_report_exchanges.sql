CREATE TABLE "ticket_raise" (
	"order_id" uuid NOT NULL,
	"seat" integer NOT NULL,
	"price_type" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "ticket_raise_order_id_seat_pk" PRIMARY KEY("order_id","seat")
);
--> statement-breakpoint
ALTER TABLE "counter_order" ADD COLUMN "exchanged_lines" jsonb;--> statement-breakpoint
ALTER TABLE "ticket_raise" ADD CONSTRAINT "ticket_raise_order_id_customer_order_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."customer_order"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "ticket_raise_time" ON "ticket_raise" USING btree ("at");
--> statement-breakpoint
UPDATE counter_order t SET exchanged_lines = (
  SELECT jsonb_agg(jsonb_build_object('seat', b.seat, 'refundMinor', b.refunded_minor, 'chargeMinor',
    b.price_minor - b.discount_minor + b.fee_minor - b.refunded_minor, 'feeRefundMinor', b.fee_refunded_minor) ORDER BY b.seat)
  FROM audit_log g CROSS JOIN jsonb_array_elements_text(g.after->'seats') AS x
  JOIN order_seat b ON b.order_id = t.exchanged_from AND b.seat = x::int
  WHERE g.action = 'counter.exchange' AND g.subject = t.exchanged_from::text AND g.after->>'order_id' = t.order_id::text
) WHERE t.exchanged_from IS NOT NULL;
--> statement-breakpoint
INSERT INTO transfer (id, kind, debit_id, credit_id, amount_minor, currency, order_id, at)
SELECT uuidv7(n.paid_at - clock_timestamp()), line.kind, line.debit, line.credit, line.minor, n.currency, line.of, n.paid_at
FROM counter_order t JOIN customer_order n ON n.id = t.order_id JOIN schedule s ON s.id = n.schedule_id
CROSS JOIN LATERAL (VALUES
  ('fee-refund', fees_account(), s.concert_id, t.exchanged_from, (SELECT sum((l->>'feeRefundMinor')::bigint)
    FROM jsonb_array_elements(t.exchanged_lines) AS l)),
  ('fee', s.concert_id, fees_account(), n.id, (SELECT sum(b.fee_minor) FROM order_seat b WHERE b.order_id = n.id))
) AS line(kind, debit, credit, of, minor)
WHERE t.exchanged_from IS NOT NULL AND line.minor > 0;
--> statement-breakpoint
INSERT INTO ticket_raise (order_id, seat, price_type, amount_minor, at)
SELECT g.subject::uuid, f.seat, f.type, f.minor, g.at FROM audit_log g
CROSS JOIN LATERAL jsonb_to_recordset(g.after->'fullPrice') AS f(seat int, type text, minor bigint)
WHERE g.action = 'counter.collect' ON CONFLICT DO NOTHING;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION sales_facts(since timestamptz, until timestamptz) RETURNS TABLE (
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
--> statement-breakpoint
COMMENT ON FUNCTION sales_facts(timestamptz, timestamptz) IS 'Gives the sales and refunds of a time, each once in every slice: a sale when it was paid, a refund, an exchanged ticket and the rest of a full price as facts of their own time. The day is the one at the venue. A fact never changes afterwards, so a time that is over is always counted alike; a ticket that has lost its price type stays in the one that it was sold with.
Locks: nothing.';
--> statement-breakpoint
CREATE OR REPLACE FUNCTION collect_tickets(
  asked jsonb, organization uuid, operator uuid, request text, asked_key text, asked_hash bytea
) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  working shift%ROWTYPE;
  known idempotency_key%ROWTYPE;
  bought customer_order%ROWTYPE;
  wanted int[];
  gone int;
  raised bigint;
BEGIN
  SELECT h.* INTO working FROM shift h
  WHERE h.organization_id = organization AND h.operator_id = operator AND h.closed_at IS NULL FOR SHARE;
  -- Two clerks with the same order come one after the other, and the second sees what the first handed out.
  SELECT o.* INTO bought FROM customer_order o WHERE o.id = (asked->>'orderId')::uuid FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  SELECT k.* INTO known FROM idempotency_key k WHERE k.account_id = operator AND k.key = asked_key;
  IF FOUND THEN
    IF known.operation <> 'collection' OR known.request_hash <> asked_hash THEN
      RETURN refusal('idempotency-mismatch');
    END IF;
    RETURN done(counter_receipt(known.subject_id) || '{"replayed": true}');
  END IF;
  IF working.id IS NULL THEN RETURN refusal('shift-needed'); END IF;
  SELECT array_agg(x::int) INTO wanted FROM jsonb_array_elements_text(asked->'seats') AS x;
  SELECT x INTO gone FROM unnest(wanted) AS x
  WHERE NOT EXISTS (SELECT FROM order_seat b WHERE b.order_id = bought.id AND b.seat = x AND b.live) LIMIT 1;
  IF FOUND THEN RETURN refusal('conflict', format('Seat %s has no ticket in this order', gone)); END IF;
  SELECT h.seat INTO gone FROM ticket_handout h
  WHERE h.order_id = bought.id AND h.undone_at IS NULL AND h.seat = ANY (wanted) LIMIT 1;
  IF FOUND THEN RETURN refusal('handed-out', gone::text); END IF;
  SELECT coalesce(sum(f.minor), 0) INTO raised FROM jsonb_to_recordset(asked->'fullPrice') AS f(minor bigint);
  IF raised > 0 AND working.currency <> bought.currency THEN
    RETURN refusal('conflict', 'The shift is in ' || working.currency);
  END IF;
  IF EXISTS (SELECT FROM jsonb_to_recordset(asked->'fullPrice') AS f(seat int, type text, minor bigint)
    LEFT JOIN order_seat b ON b.order_id = bought.id AND b.seat = f.seat AND b.live AND b.price_type = f.type
      AND b.discount_minor >= f.minor AND f.seat = ANY (wanted) WHERE b.seat IS NULL) THEN
    RETURN refusal('price-changed', raised::text);
  END IF;
  IF raised <> (SELECT coalesce(sum((t->>'amountMinor')::bigint), 0) FROM jsonb_array_elements(asked->'tenders') AS t) THEN
    RETURN refusal('tenders-differ', raised::text);
  END IF;

  INSERT INTO ticket_raise (order_id, seat, price_type, amount_minor)
  SELECT bought.id, f.seat, f.type, f.minor FROM jsonb_to_recordset(asked->'fullPrice') AS f(seat int, type text, minor bigint);
  UPDATE order_seat b SET price_type = NULL, discount_minor = b.discount_minor - f.minor
  FROM jsonb_to_recordset(asked->'fullPrice') AS f(seat int, minor bigint)
  WHERE b.order_id = bought.id AND b.seat = f.seat;
  IF raised > 0 OR jsonb_array_length(asked->'fullPrice') > 0 THEN
    UPDATE customer_order o SET total_minor = o.total_minor + raised,
      discounts = (SELECT coalesce(jsonb_agg(CASE WHEN f.type IS NULL THEN line ELSE line || jsonb_build_object(
          'tickets', (line->>'tickets')::int - f.tickets, 'amountMinor', (line->>'amountMinor')::bigint - f.minor) END
          ORDER BY place) FILTER (WHERE f.type IS NULL OR (line->>'amountMinor')::bigint > f.minor), '[]')
        FROM jsonb_array_elements(o.discounts) WITH ORDINALITY AS lines(line, place)
        LEFT JOIN (SELECT x.type, count(*) AS tickets, sum(x.minor) AS minor
          FROM jsonb_to_recordset(asked->'fullPrice') AS x(type text, minor bigint) GROUP BY x.type) f
          ON line->>'kind' = 'price-type' AND line->>'id' = f.type)
    WHERE o.id = bought.id;
  END IF;
  PERFORM take_tenders(bought.id, working.id, 'collection', asked->'tenders',
    (SELECT s.concert_id FROM schedule s WHERE s.id = bought.schedule_id), bought.currency);
  INSERT INTO ticket_proof (order_id, seat, price_type, seen_by)
  SELECT bought.id, b.seat, b.price_type, operator FROM order_seat b
  WHERE b.order_id = bought.id AND b.price_type IS NOT NULL
    AND b.seat IN (SELECT x::int FROM jsonb_array_elements_text(asked->'proofsSeen') AS x)
  ON CONFLICT DO NOTHING;
  INSERT INTO ticket_handout (order_id, seat, shift_id, by)
  SELECT bought.id, x, working.id, operator FROM unnest(wanted) AS x;
  INSERT INTO idempotency_key (account_id, key, operation, request_hash, subject_id)
  VALUES (operator, asked_key, 'collection', asked_hash, bought.id);
  INSERT INTO audit_log (organization_id, actor_id, action, subject, after, request_id)
  VALUES (organization, operator, 'counter.collect', bought.id::text, asked - 'orderId'
    || jsonb_build_object('number', bought.number, 'shift_id', working.id, 'raised_minor', raised), request);
  RETURN done(counter_receipt(bought.id) || '{"replayed": false}');
END $$;
--> statement-breakpoint
COMMENT ON FUNCTION collect_tickets(jsonb, uuid, uuid, text, text, bytea) IS 'Hands out tickets of an order, each once, and takes the difference to the full price for those whose proof was not shown. Of two clerks with the same ticket one is refused.
Locks: the shift FOR SHARE, then the order, then the seats.';
--> statement-breakpoint
CREATE OR REPLACE FUNCTION exchange_tickets(
  asked jsonb, organization uuid, operator uuid, request text, asked_key text, asked_hash bytea
) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  working shift%ROWTYPE;
  known idempotency_key%ROWTYPE;
  bought customer_order%ROWTYPE;
  show record;
  ended settlement%ROWTYPE;
  new_order uuid := (asked->>'newOrderId')::uuid;
  held uuid := (asked->>'holdId')::uuid;
  old_seats int[];
  kept int[];
  moved bigint;
  total bigint;
  old_fees bigint;
  new_fees bigint;
  difference bigint;
BEGIN
  SELECT h.* INTO working FROM shift h
  WHERE h.organization_id = organization AND h.operator_id = operator AND h.closed_at IS NULL FOR SHARE;
  SELECT o.* INTO bought FROM customer_order o WHERE o.id = (asked->>'orderId')::uuid FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  SELECT k.* INTO known FROM idempotency_key k WHERE k.account_id = operator AND k.key = asked_key;
  IF FOUND THEN
    IF known.operation <> 'exchange' OR known.request_hash <> asked_hash THEN RETURN refusal('idempotency-mismatch'); END IF;
    RETURN done(counter_receipt(known.subject_id) || '{"replayed": true}');
  END IF;
  IF working.id IS NULL THEN RETURN refusal('shift-needed'); END IF;
  IF working.currency <> bought.currency THEN RETURN refusal('conflict', 'The shift is in ' || working.currency); END IF;
  SELECT s.concert_id, counter_refusal(s.id, now()) AS refused INTO show FROM schedule s
  WHERE s.id = (asked->>'scheduleId')::uuid
    AND s.concert_id = (SELECT b.concert_id FROM schedule b WHERE b.id = bought.schedule_id);
  IF NOT FOUND THEN RETURN refusal('conflict', 'Tickets are exchanged for the same concert only'); END IF;
  IF show.refused IN ('cancelled', 'over') THEN RETURN refusal('sale-not-open', show.refused); END IF;
  SELECT array_agg(x.seat), sum(x."movedMinor") INTO old_seats, moved
  FROM jsonb_to_recordset(asked->'from') AS x(seat int, "movedMinor" bigint);
  IF EXISTS (SELECT FROM jsonb_to_recordset(asked->'from') AS x(seat int, "movedMinor" bigint)
    LEFT JOIN order_seat b ON b.order_id = bought.id AND b.seat = x.seat AND b.live AND b.refunded_minor = 0
      AND x."movedMinor" BETWEEN b.fee_minor AND b.price_minor - b.discount_minor + b.fee_minor WHERE b.seat IS NULL) THEN
    RETURN refusal('conflict', 'A ticket of these cannot be exchanged any more');
  END IF;
  SELECT sum(b.fee_minor) INTO old_fees FROM order_seat b WHERE b.order_id = bought.id AND b.seat = ANY (old_seats);
  SELECT sum(x."priceMinor" - x."discountMinor" + x."feeMinor"), sum(x."feeMinor") INTO total, new_fees
  FROM jsonb_to_recordset(asked->'to') AS x("priceMinor" bigint, "discountMinor" bigint, "feeMinor" bigint);
  difference := total - moved;
  IF abs(difference) <> (SELECT coalesce(sum((t->>'amountMinor')::bigint), 0) FROM jsonb_array_elements(asked->'tenders') AS t) THEN
    RETURN refusal('tenders-differ', difference::text);
  END IF;

  INSERT INTO settlement (hold_id, order_id) VALUES (held, new_order) ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN
    SELECT e.* INTO ended FROM settlement e WHERE e.hold_id = held;
    IF ended.order_id IS NULL THEN RETURN refusal('hold-expired'); END IF;
    RETURN refusal('already-paid', ended.order_id::text);
  END IF;
  UPDATE order_seat b SET live = false, refunded_minor = x."movedMinor", fee_refunded_minor = b.fee_minor
  FROM jsonb_to_recordset(asked->'from') AS x(seat int, "movedMinor" bigint)
  WHERE b.order_id = bought.id AND b.seat = x.seat;
  SELECT coalesce(array_agg(b.seat ORDER BY b.seat) FILTER (WHERE b.live), '{}') INTO kept
  FROM order_seat b WHERE b.order_id = bought.id;
  UPDATE customer_order o SET refunded_minor = o.refunded_minor + moved,
    status = CASE WHEN kept = '{}' THEN 'cancelled' ELSE o.status END,
    cancelled_at = CASE WHEN kept = '{}' THEN now() END, cancel_reason = 'exchanged'
  WHERE o.id = bought.id;
  UPDATE ticket_handout h SET undone_at = now(), undone_by = operator, undone_for = 'exchanged'
  WHERE h.order_id = bought.id AND h.seat = ANY (old_seats) AND h.undone_at IS NULL;

  INSERT INTO customer_order (id, number, account_id, schedule_id, hold_id, currency, total_minor, method, payment_id,
    discounts, channel, buyer_name, buyer_phone)
  VALUES (new_order, asked->>'number', bought.account_id, (asked->>'scheduleId')::uuid, held, bought.currency, total,
    CASE WHEN bought.total_minor = 0 THEN asked->>'method' ELSE bought.method END, bought.payment_id, asked->'discounts',
    bought.channel, bought.buyer_name, bought.buyer_phone);
  INSERT INTO order_seat (order_id, schedule_id, seat, seat_key, zone_id, price_minor, fee_minor, discount_minor, price_type)
  SELECT new_order, (asked->>'scheduleId')::uuid, x.seat, x.key, x."zoneId", x."priceMinor", x."feeMinor",
    x."discountMinor", x."priceType"
  FROM jsonb_to_recordset(asked->'to') AS x(seat int, key text, "zoneId" text, "priceMinor" bigint, "feeMinor" bigint,
    "discountMinor" bigint, "priceType" text)
  ORDER BY x.seat;
  INSERT INTO counter_order (order_id, shift_id, exchanged_from, exchanged_lines)
  SELECT new_order, working.id, bought.id, jsonb_agg(jsonb_build_object('seat', b.seat, 'refundMinor', b.refunded_minor,
    'chargeMinor', b.price_minor - b.discount_minor + b.fee_minor - b.refunded_minor, 'feeRefundMinor', b.fee_refunded_minor)
    ORDER BY b.seat)
  FROM order_seat b WHERE b.order_id = bought.id AND b.seat = ANY (old_seats);
  INSERT INTO ticket_proof (order_id, seat, price_type, seen_by)
  SELECT new_order, x.seat, x."priceType", operator
  FROM jsonb_to_recordset(asked->'to') AS x(seat int, "priceType" text, "proofSeen" boolean) WHERE x."proofSeen";
  INSERT INTO ticket_handout (order_id, seat, shift_id, by)
  SELECT new_order, x.seat, working.id, operator FROM jsonb_to_recordset(asked->'to') AS x(seat int);
  INSERT INTO order_form (order_id, account_id, mail_to, agreement)
  SELECT new_order, f.account_id, f.mail_to, f.agreement FROM order_form f WHERE f.order_id = bought.id;

  INSERT INTO transfer (kind, debit_id, credit_id, amount_minor, currency, order_id)
  SELECT line.kind, line.debit, line.credit, line.minor, bought.currency, line.of
  FROM (VALUES ('exchange-out', show.concert_id, exchanges_account(), moved, bought.id),
    ('exchange-in', exchanges_account(), show.concert_id, least(moved, total), new_order),
    ('fee-refund', fees_account(), show.concert_id, old_fees, bought.id),
    ('fee', show.concert_id, fees_account(), new_fees, new_order)) AS line(kind, debit, credit, minor, of)
  WHERE line.minor > 0;
  IF difference > 0 THEN
    PERFORM take_tenders(new_order, working.id, 'exchange', asked->'tenders', show.concert_id, bought.currency);
  ELSIF difference < 0 THEN
    INSERT INTO order_tender (order_id, shift_id, act, kind, amount_minor, reference)
    SELECT new_order, working.id, 'exchange', t.kind, -t."amountMinor", t.reference
    FROM jsonb_to_recordset(asked->'tenders') AS t(kind text, "amountMinor" bigint, reference text);
    INSERT INTO transfer (kind, debit_id, credit_id, amount_minor, currency, order_id)
    SELECT 'exchange-rest', exchanges_account(), tender_account(t.kind), sum(t."amountMinor"), bought.currency, new_order
    FROM jsonb_to_recordset(asked->'tenders') AS t(kind text, "amountMinor" bigint) GROUP BY tender_account(t.kind);
  END IF;
  INSERT INTO outbox (topic, payload)
  VALUES ('seats.released', jsonb_build_object('orderId', bought.id, 'scheduleId', bought.schedule_id, 'holdId',
    bought.hold_id, 'accountId', coalesce(bought.account_id, bought.hold_id), 'seats', to_jsonb(old_seats),
    'kept', to_jsonb(kept)));
  IF bought.account_id IS NOT NULL OR EXISTS (SELECT FROM order_form f WHERE f.order_id = new_order AND f.mail_to IS NOT NULL) THEN
    INSERT INTO outbox (topic, payload) VALUES ('order.paid', jsonb_strip_nulls(jsonb_build_object('orderId', new_order,
      'accountId', bought.account_id, 'scheduleId', asked->>'scheduleId', 'holdId', held)));
  END IF;
  INSERT INTO idempotency_key (account_id, key, operation, request_hash, subject_id)
  VALUES (operator, asked_key, 'exchange', asked_hash, new_order);
  INSERT INTO audit_log (organization_id, actor_id, action, subject, after, request_id)
  VALUES (organization, operator, 'counter.exchange', bought.id::text, jsonb_strip_nulls(jsonb_build_object(
    'number', bought.number, 'exchanged_for', asked->>'number', 'order_id', new_order, 'schedule_id', asked->>'scheduleId',
    'shift_id', working.id, 'seats', to_jsonb(old_seats), 'new_seats', jsonb_path_query_array(asked->'to', '$[*].key'),
    'difference_minor', difference, 'is_waived', asked->'isWaived', 'reason', asked->>'reason')), request);
  RETURN done(counter_receipt(new_order) || jsonb_build_object('replayed', false, 'freed', jsonb_build_object(
    'orderId', bought.id, 'scheduleId', bought.schedule_id, 'holdId', bought.hold_id,
    'accountId', coalesce(bought.account_id, bought.hold_id), 'seats', to_jsonb(old_seats), 'kept', to_jsonb(kept))));
END $$;
--> statement-breakpoint
COMMENT ON FUNCTION exchange_tickets(jsonb, uuid, uuid, text, text, bytea) IS 'Exchanges tickets of an order for the seats of a counter''s hold, on the same date or another one of the concert. The new seats make an order of their own with the money of the old tickets, so that their codes end, and the difference is taken or given in the shift. Its booking fees go back, and those of the new seats are charged. What became of each old ticket is kept with the new order. All of it is written together or not at all, once for each key.
Locks: the shift FOR SHARE, then the order, then the settlement of the hold, then the seats.';
--> statement-breakpoint
SELECT fold_again();
