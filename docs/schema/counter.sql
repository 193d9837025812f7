-- counter
-- Written by `npm run schema` from a freshly migrated database. Do not edit.

CREATE TABLE counter_order (
  order_id        uuid NOT NULL,
  shift_id        uuid NOT NULL,
  gift_reason     text,
  cash_receipt    jsonb,
  exchanged_from  uuid,
  exchanged_lines jsonb,
  CONSTRAINT counter_order_pkey PRIMARY KEY (order_id),
  CONSTRAINT counter_order_order_id_customer_order_id_fk FOREIGN KEY (order_id) REFERENCES customer_order(id),
  CONSTRAINT counter_order_shift_id_shift_id_fk FOREIGN KEY (shift_id) REFERENCES shift(id)
);
CREATE INDEX counter_order_exchanged ON counter_order USING btree (exchanged_from) WHERE exchanged_from IS NOT NULL;
CREATE INDEX counter_order_shift ON counter_order USING btree (shift_id);

CREATE TABLE counter_setting (
  organization_id      uuid NOT NULL,
  has_fees             boolean NOT NULL DEFAULT false,
  sells_before_opening boolean NOT NULL DEFAULT true,
  sells_while_paused   boolean NOT NULL DEFAULT false,
  sells_while_draining boolean NOT NULL DEFAULT true,
  sells_after_closing  boolean NOT NULL DEFAULT true,
  CONSTRAINT counter_setting_pkey PRIMARY KEY (organization_id),
  CONSTRAINT counter_setting_organization_id_organization_id_fk FOREIGN KEY (organization_id) REFERENCES organization(id)
);

CREATE TABLE order_tender (
  id             uuid NOT NULL DEFAULT uuidv7(),
  order_id       uuid NOT NULL,
  shift_id       uuid NOT NULL,
  act            text NOT NULL,
  kind           text NOT NULL,
  amount_minor   bigint NOT NULL,
  received_minor bigint,
  reference      text,
  at             timestamptz(3) NOT NULL DEFAULT now(),
  CONSTRAINT order_tender_pkey PRIMARY KEY (id),
  CONSTRAINT order_tender_amount CHECK (amount_minor <> 0),
  CONSTRAINT order_tender_kind CHECK ((kind = ANY (ARRAY['cash'::text, 'terminal'::text, 'bank-transfer'::text, 'voucher'::text])) AND (act = ANY (ARRAY['sale'::text, 'exchange'::text, 'collection'::text, 'refund'::text]))),
  CONSTRAINT order_tender_received CHECK (received_minor IS NULL OR kind = 'cash'::text AND received_minor >= amount_minor),
  CONSTRAINT order_tender_order_id_customer_order_id_fk FOREIGN KEY (order_id) REFERENCES customer_order(id),
  CONSTRAINT order_tender_shift_id_shift_id_fk FOREIGN KEY (shift_id) REFERENCES shift(id)
);
CREATE INDEX order_tender_order ON order_tender USING btree (order_id);
CREATE INDEX order_tender_shift ON order_tender USING btree (shift_id, id);

CREATE TABLE shift (
  id              uuid NOT NULL,
  organization_id uuid NOT NULL,
  counter         text NOT NULL,
  operator_id     uuid NOT NULL,
  currency        text NOT NULL,
  float_minor     bigint NOT NULL,
  opened_at       timestamptz(3) NOT NULL DEFAULT now(),
  closed_at       timestamptz(3),
  closed_by       uuid,
  counted         jsonb,
  explanation     text,
  CONSTRAINT shift_pkey PRIMARY KEY (id),
  CONSTRAINT shift_closed CHECK (num_nulls(closed_at, closed_by, counted) = ANY (ARRAY[0, 3])),
  CONSTRAINT shift_float CHECK (float_minor >= 0),
  CONSTRAINT shift_operator_id_account_id_fk FOREIGN KEY (operator_id) REFERENCES account(id),
  CONSTRAINT shift_organization_id_organization_id_fk FOREIGN KEY (organization_id) REFERENCES organization(id)
);
CREATE UNIQUE INDEX shift_of_counter ON shift USING btree (organization_id, lower(counter)) WHERE closed_at IS NULL;
CREATE UNIQUE INDEX shift_of_operator ON shift USING btree (organization_id, operator_id) WHERE closed_at IS NULL;
CREATE INDEX shift_time ON shift USING btree (organization_id, opened_at, id);

CREATE TABLE ticket_handout (
  id         uuid NOT NULL DEFAULT uuidv7(),
  order_id   uuid NOT NULL,
  seat       integer NOT NULL,
  shift_id   uuid NOT NULL,
  by         uuid NOT NULL,
  at         timestamptz(3) NOT NULL DEFAULT now(),
  undone_at  timestamptz(3),
  undone_by  uuid,
  undone_for text,
  CONSTRAINT ticket_handout_pkey PRIMARY KEY (id),
  CONSTRAINT ticket_handout_undone CHECK (num_nulls(undone_at, undone_by, undone_for) = ANY (ARRAY[0, 3])),
  CONSTRAINT ticket_handout_order_id_customer_order_id_fk FOREIGN KEY (order_id) REFERENCES customer_order(id)
);
CREATE UNIQUE INDEX ticket_handout_once ON ticket_handout USING btree (order_id, seat) WHERE undone_at IS NULL;
CREATE INDEX ticket_handout_shift ON ticket_handout USING btree (shift_id);

CREATE TABLE ticket_proof (
  order_id   uuid NOT NULL,
  seat       integer NOT NULL,
  price_type text NOT NULL,
  seen_by    uuid NOT NULL,
  at         timestamptz(3) NOT NULL DEFAULT now(),
  CONSTRAINT ticket_proof_order_id_seat_pk PRIMARY KEY (order_id, seat)
);

CREATE TABLE ticket_raise (
  order_id     uuid NOT NULL,
  seat         integer NOT NULL,
  price_type   text NOT NULL,
  amount_minor bigint NOT NULL,
  at           timestamptz(3) NOT NULL DEFAULT now(),
  CONSTRAINT ticket_raise_order_id_seat_pk PRIMARY KEY (order_id, seat),
  CONSTRAINT ticket_raise_order_id_customer_order_id_fk FOREIGN KEY (order_id) REFERENCES customer_order(id)
);
CREATE INDEX ticket_raise_time ON ticket_raise USING btree (at);

-- Closes a shift with what was counted, once: the operator who closes it again in the same way has the same answer,
-- and no later shift is touched. A difference from the sums of its rows needs an explanation, and so does a close by
-- somebody else. The cash and the slips of the terminal go to the bank, and every difference to an account of its
-- own, so that nothing of the shift is left in the tills.
-- Locks: the shift.
-- Last defined in migrations/0079_counter_mends.sql.
CREATE FUNCTION close_shift(
  asked_shift uuid, organization uuid, actor uuid, counted jsonb, why text, request text
) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  closing shift%ROWTYPE;
  figures jsonb;
  differing jsonb;
BEGIN
  -- Sales hold the shift FOR SHARE, so this waits for those under way, and none begins any more.
  SELECT h.* INTO closing FROM shift h WHERE h.organization_id = organization AND h.id = asked_shift FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  SELECT jsonb_object_agg(l.kind, jsonb_build_object('expectedMinor', l.expected_minor, 'countedMinor', coalesce(c."amountMinor", 0))),
    coalesce(jsonb_object_agg(l.kind, coalesce(c."amountMinor", 0) - l.expected_minor)
      FILTER (WHERE coalesce(c."amountMinor", 0) <> l.expected_minor), '{}')
  INTO figures, differing
  FROM shift_lines(closing.id) l
  LEFT JOIN jsonb_to_recordset(close_shift.counted) AS c(kind text, "amountMinor" bigint) ON c.kind = l.kind;
  IF closing.closed_at IS NOT NULL THEN
    -- The answer to the first close was lost.
    IF closing.closed_by = actor AND closing.operator_id = actor AND closing.counted = figures
      AND closing.explanation IS NOT DISTINCT FROM why THEN
      RETURN done(shift_row(closing));
    END IF;
    RETURN refusal(CASE WHEN closing.operator_id = actor THEN 'shift-needed' ELSE 'conflict' END);
  END IF;
  IF why IS NULL AND (differing <> '{}' OR closing.operator_id <> actor) THEN
    RETURN refusal('shift-differs', differing::text);
  END IF;

  UPDATE shift h SET closed_at = clock_timestamp(), closed_by = actor, counted = figures, explanation = why
  WHERE h.id = closing.id RETURNING h.* INTO closing;
  INSERT INTO transfer (kind, debit_id, credit_id, amount_minor, currency)
  SELECT moved.kind, CASE WHEN moved.minor > 0 THEN moved.other ELSE moved.own END,
    CASE WHEN moved.minor > 0 THEN moved.own ELSE moved.other END, abs(moved.minor), closing.currency
  FROM (SELECT 'till-deposit' AS kind, bank_account() AS other, till_account() AS own,
      sum((f.value->>'countedMinor')::bigint) AS minor FROM jsonb_each(figures) f WHERE tender_account(f.key) = till_account()
    UNION ALL SELECT 'till-difference', till_differences_account(), tender_account(f.key),
      sum((f.value->>'expectedMinor')::bigint - (f.value->>'countedMinor')::bigint) FROM jsonb_each(figures) f
    GROUP BY tender_account(f.key)) AS moved
  WHERE moved.minor <> 0;
  INSERT INTO audit_log (organization_id, actor_id, action, subject, after, request_id)
  VALUES (organization, actor, CASE WHEN closing.operator_id = actor THEN 'shift.close' ELSE 'shift.force-close' END,
    closing.id::text, to_jsonb(closing), request);
  RETURN done(shift_row(closing));
END $$;

-- Hands out tickets of an order, each once, and takes the difference to the full price for those whose proof was not
-- shown. Of two clerks with the same ticket one is refused.
-- Locks: the shift FOR SHARE, then the order, then the seats.
-- Last defined in migrations/0077_report_exchanges.sql.
CREATE FUNCTION collect_tickets(
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

-- Gives all that the counter prints of an order, with the tenders taken for it and the tickets handed out.
-- Locks: nothing.
-- Last defined in migrations/0075_counter.sql.
CREATE FUNCTION counter_receipt(sold uuid) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('orderId', o.id, 'number', o.number, 'status', o.status, 'channel', o.channel,
    'method', o.method, 'currency', o.currency, 'seller', g.name, 'scheduleId', s.id,
    'concert', jsonb_build_object('id', c.id, 'title', c.title),
    'venue', jsonb_build_object('name', v.name, 'address', v.address, 'timeZone', v.time_zone),
    'startsAtMs', epoch_ms(s.starts_at), 'doorsAtMs', epoch_ms(s.doors_at), 'paidAtMs', epoch_ms(o.paid_at),
    'name', coalesce(o.buyer_name, a.name), 'phone', masked(o.buyer_phone, 3, 4),
    'mail', coalesce((SELECT f.mail_to FROM order_form f WHERE f.order_id = o.id), a.email),
    'totalMinor', o.total_minor, 'refundedMinor', o.refunded_minor, 'discounts', o.discounts,
    'giftReason', t.gift_reason, 'cashReceipt', t.cash_receipt, 'exchangedFrom', t.exchanged_from,
    'exchangedFor', (SELECT e.order_id FROM counter_order e WHERE e.exchanged_from = o.id ORDER BY e.order_id DESC LIMIT 1),
    'seats', (SELECT jsonb_agg(jsonb_build_object('seat', b.seat, 'key', b.seat_key, 'zoneId', b.zone_id,
        'zoneName', z.name, 'priceMinor', b.price_minor, 'discountMinor', b.discount_minor, 'feeMinor', b.fee_minor,
        'priceType', b.price_type, 'live', b.live,
        'proofSeenBy', (SELECT p.name FROM ticket_proof q JOIN account p ON p.id = q.seen_by
          WHERE q.order_id = o.id AND q.seat = b.seat),
        'handedOutAtMs', (SELECT epoch_ms(h.at) FROM ticket_handout h
          WHERE h.order_id = o.id AND h.seat = b.seat AND h.undone_at IS NULL)) ORDER BY b.seat)
      FROM order_seat b LEFT JOIN price_zone z ON z.schedule_id = b.schedule_id AND z.zone_id = b.zone_id
      WHERE b.order_id = o.id),
    'tenders', (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', n.kind, 'amountMinor', n.amount_minor,
        'receivedMinor', n.received_minor, 'reference', n.reference, 'act', n.act, 'atMs', epoch_ms(n.at),
        'by', p.name, 'counter', h.counter) ORDER BY n.id), '[]')
      FROM order_tender n JOIN shift h ON h.id = n.shift_id JOIN account p ON p.id = h.operator_id
      WHERE n.order_id = o.id))
  FROM customer_order o JOIN schedule s ON s.id = o.schedule_id JOIN concert c ON c.id = s.concert_id
  JOIN venue v ON v.id = c.venue_id JOIN organization g ON g.id = c.organization_id
  LEFT JOIN account a ON a.id = o.account_id LEFT JOIN counter_order t ON t.order_id = o.id
  WHERE o.id = sold
$$;

-- Tells why the counter cannot sell a date at this time, by the date and the settings of its organization; null if it
-- can.
-- Locks: nothing.
-- Last defined in migrations/0075_counter.sql.
CREATE FUNCTION counter_refusal(asked_schedule uuid, at timestamptz) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT CASE
    WHEN s.sale_state = 'cancelled' THEN 'cancelled'
    WHEN s.starts_at + coalesce(c.running_minutes, 0) * interval '1 minute' <= at THEN 'over'
    WHEN s.sale_state = 'paused' AND NOT coalesce(t.sells_while_paused, false) THEN 'paused'
    WHEN s.sale_state = 'draining' AND NOT coalesce(t.sells_while_draining, true) THEN 'draining'
    WHEN (s.sale_state = 'closed' OR s.sale_closes_at <= at) AND NOT coalesce(t.sells_after_closing, true) THEN 'closed'
    WHEN s.sale_opens_at > at AND NOT coalesce(t.sells_before_opening, true) THEN 'not-open' END
  FROM schedule s JOIN concert c ON c.id = s.concert_id
  LEFT JOIN counter_setting t ON t.organization_id = c.organization_id
  WHERE s.id = asked_schedule
$$;

-- Sells one hold at a counter: order, seats, tenders, ledger, proofs seen, tickets handed out and settlement are
-- written together or not at all. It needs the open shift of the operator, and the same key with the same request
-- answers with the same order. A seat that is sold already raises order_seat_live, which undoes the whole statement.
-- Locks: the shift FOR SHARE, then the settlement of the hold, then the live seats.
-- Last defined in migrations/0075_counter.sql.
CREATE FUNCTION counter_sale(
  sale jsonb, organization uuid, operator uuid, request text, asked_key text, asked_hash bytea
) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  working shift%ROWTYPE;
  known idempotency_key%ROWTYPE;
  show record;
  ended settlement%ROWTYPE;
  new_order uuid := (sale->>'orderId')::uuid;
  held uuid := (sale->>'holdId')::uuid;
  total bigint;
  fees bigint;
  why text;
BEGIN
  SELECT h.* INTO working FROM shift h
  WHERE h.organization_id = organization AND h.operator_id = operator AND h.closed_at IS NULL FOR SHARE;
  SELECT k.* INTO known FROM idempotency_key k WHERE k.account_id = operator AND k.key = asked_key;
  IF FOUND THEN
    IF known.operation <> 'counter-sale' OR known.request_hash <> asked_hash THEN
      RETURN refusal('idempotency-mismatch');
    END IF;
    RETURN done(counter_receipt(known.subject_id) || '{"replayed": true}');
  END IF;
  IF working.id IS NULL THEN RETURN refusal('shift-needed'); END IF;
  IF working.currency <> sale->>'currency' THEN RETURN refusal('conflict', 'The shift is in ' || working.currency); END IF;
  SELECT s.concert_id, counter_refusal(s.id, now()) AS refused INTO show FROM schedule s
  WHERE s.id = (sale->>'scheduleId')::uuid;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  -- A hold that the counter was allowed to make is sold though the organizer has closed the sale meanwhile.
  IF show.refused IN ('cancelled', 'over') THEN RETURN refusal('sale-not-open', show.refused); END IF;
  SELECT sum(x."priceMinor" - x."discountMinor" + x."feeMinor"), sum(x."feeMinor") INTO total, fees
  FROM jsonb_to_recordset(sale->'seats') AS x("priceMinor" bigint, "discountMinor" bigint, "feeMinor" bigint);
  IF total <> (SELECT coalesce(sum((t->>'amountMinor')::bigint), 0) FROM jsonb_array_elements(sale->'tenders') AS t) THEN
    RETURN refusal('tenders-differ', total::text);
  END IF;

  INSERT INTO settlement (hold_id, order_id) VALUES (held, new_order) ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN
    SELECT e.* INTO ended FROM settlement e WHERE e.hold_id = held;
    IF ended.order_id = new_order THEN RETURN done(counter_receipt(new_order) || '{"replayed": true}'); END IF;
    IF ended.order_id IS NULL THEN RETURN refusal('hold-expired'); END IF;
    RETURN refusal('already-paid', ended.order_id::text);
  END IF;
  INSERT INTO customer_order (id, number, schedule_id, hold_id, currency, total_minor, method, discounts, channel,
    buyer_name, buyer_phone)
  VALUES (new_order, sale->>'number', (sale->>'scheduleId')::uuid, held, sale->>'currency', total, sale->>'method',
    sale->'discounts', sale->>'channel', sale->'buyer'->>'name', sale->'buyer'->>'phone');
  INSERT INTO order_seat (order_id, schedule_id, seat, seat_key, zone_id, price_minor, fee_minor, discount_minor, price_type)
  SELECT new_order, (sale->>'scheduleId')::uuid, x.seat, x.key, x."zoneId", x."priceMinor", x."feeMinor",
    x."discountMinor", x."priceType"
  FROM jsonb_to_recordset(sale->'seats') AS x(seat int, key text, "zoneId" text, "priceMinor" bigint, "feeMinor" bigint,
    "discountMinor" bigint, "priceType" text)
  ORDER BY x.seat;
  INSERT INTO counter_order (order_id, shift_id, gift_reason, cash_receipt)
  VALUES (new_order, working.id, sale->>'giftReason', nullif(sale->'cashReceipt', 'null'));
  PERFORM take_tenders(new_order, working.id, 'sale', sale->'tenders', show.concert_id, sale->>'currency');
  IF fees > 0 THEN
    INSERT INTO transfer (kind, debit_id, credit_id, amount_minor, currency, order_id)
    VALUES ('fee', show.concert_id, fees_account(), fees, sale->>'currency', new_order);
  END IF;
  INSERT INTO ticket_proof (order_id, seat, price_type, seen_by)
  SELECT new_order, x.seat, x."priceType", operator
  FROM jsonb_to_recordset(sale->'seats') AS x(seat int, "priceType" text, "proofSeen" boolean) WHERE x."proofSeen";
  INSERT INTO ticket_handout (order_id, seat, shift_id, by)
  SELECT new_order, x.seat, working.id, operator FROM jsonb_to_recordset(sale->'seats') AS x(seat int);
  IF sale->'buyer'->>'mail' IS NOT NULL THEN
    INSERT INTO order_form (order_id, mail_to) VALUES (new_order, sale->'buyer'->>'mail');
    INSERT INTO outbox (topic, payload) VALUES ('order.paid', jsonb_build_object('orderId', new_order,
      'scheduleId', sale->>'scheduleId', 'holdId', held));
  END IF;
  INSERT INTO idempotency_key (account_id, key, operation, request_hash, subject_id)
  VALUES (operator, asked_key, 'counter-sale', asked_hash, new_order);
  INSERT INTO audit_log (organization_id, actor_id, action, subject, after, request_id)
  VALUES (organization, operator, 'counter.sell', new_order::text, jsonb_strip_nulls(jsonb_build_object(
    'number', sale->>'number', 'schedule_id', sale->>'scheduleId', 'shift_id', working.id, 'total_minor', total,
    'seats', jsonb_path_query_array(sale->'seats', '$[*].key'), 'tenders', sale->'tenders',
    'gift_reason', sale->>'giftReason')), request);
  RETURN done(counter_receipt(new_order) || '{"replayed": false}');
END $$;

-- Exchanges tickets of an order for the seats of a counter's hold, on the same date or another one of the concert.
-- The new seats make an order of their own with the money of the old tickets, so that their codes end, and the
-- difference is taken or given in the shift. Its booking fees go back, and those of the new seats are charged. What
-- became of each old ticket is kept with the new order. Each ticket takes along exactly what was paid for it, less
-- only where the difference is waived, and an invitation whose tickets are all exchanged goes with them. All of it is
-- written together or not at all, once for each key.
-- Locks: the shift FOR SHARE, then the order, then the settlement of the hold, then the seats.
-- Last defined in migrations/0079_counter_mends.sql.
CREATE FUNCTION exchange_tickets(
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
  IF EXISTS (SELECT FROM jsonb_to_recordset(asked->'from') AS x(seat int)
    LEFT JOIN order_seat b ON b.order_id = bought.id AND b.seat = x.seat AND b.live AND b.refunded_minor = 0
    WHERE b.seat IS NULL) THEN
    RETURN refusal('conflict', 'A ticket of these cannot be exchanged any more');
  END IF;
  -- A hand-out may have raised what was paid since the difference was shown. Only a waived one moves less than that.
  IF EXISTS (SELECT FROM jsonb_to_recordset(asked->'from') AS x(seat int, "movedMinor" bigint)
    JOIN order_seat b ON b.order_id = bought.id AND b.seat = x.seat
    WHERE x."movedMinor" NOT BETWEEN CASE WHEN (asked->>'isWaived')::boolean THEN b.fee_minor
      ELSE b.price_minor - b.discount_minor + b.fee_minor END AND b.price_minor - b.discount_minor + b.fee_minor) THEN
    RETURN refusal('price-changed');
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
  -- A guest's tickets that were all exchanged at once are canceled as those of the new order.
  UPDATE invitation_guest g SET order_id = new_order WHERE g.order_id = bought.id AND kept = '{}'
    AND NOT EXISTS (SELECT FROM counter_order e WHERE e.exchanged_from = bought.id AND e.order_id <> new_order);
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

-- Is the ledger account through which the money of exchanged tickets goes from one order to another; it is empty
-- after each exchange.
-- Locks: nothing.
-- Last defined in migrations/0075_counter.sql.
CREATE FUNCTION exchanges_account() RETURNS uuid LANGUAGE sql IMMUTABLE
RETURN '00000000-0000-7000-8000-000000000009'::uuid;

-- Lets a refund be paid out of a drawer only while its shift is open, so that a close counts it, and only in the
-- currency of the shift.
-- Locks: the shift FOR SHARE. A close takes no lock but that one, so it waits in no circle.
-- Last defined in migrations/0087_setup.sql.
CREATE FUNCTION mind_shift() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM shift h WHERE h.id = NEW.shift_id AND h.closed_at IS NULL FOR SHARE;
  IF NOT FOUND THEN RAISE EXCEPTION 'the shift is closed' USING ERRCODE = 'FR009'; END IF;
  IF (SELECT h.currency FROM shift h WHERE h.id = NEW.shift_id)
    <> (SELECT o.currency FROM customer_order o WHERE o.id = NEW.order_id) THEN
    RAISE EXCEPTION 'the shift is in another currency' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

-- Opens a shift with a float, which the ledger takes from the bank. An operator has one open shift in an
-- organization, and so has a counter. Asking again under the same id gives the same shift.
-- Locks: the shift.
-- Last defined in migrations/0075_counter.sql.
CREATE FUNCTION open_shift(
  new_shift uuid, organization uuid, operator uuid, counter_name text, float_minor bigint, in_currency text, request text
) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  opened shift%ROWTYPE;
  in_the_way shift%ROWTYPE;
BEGIN
  INSERT INTO shift AS h (id, organization_id, counter, operator_id, currency, float_minor)
  VALUES (new_shift, organization, counter_name, operator, in_currency, open_shift.float_minor)
  ON CONFLICT DO NOTHING RETURNING h.* INTO opened;
  IF opened.id IS NULL THEN
    SELECT h.* INTO opened FROM shift h WHERE h.id = new_shift;
    IF FOUND THEN
      IF (opened.counter, opened.float_minor, opened.currency) <> (counter_name, open_shift.float_minor, in_currency) THEN
        RETURN refusal('idempotency-mismatch');
      END IF;
      RETURN done(shift_row(opened));
    END IF;
    SELECT h.* INTO in_the_way FROM shift h WHERE h.organization_id = organization AND h.closed_at IS NULL
      AND (h.operator_id = operator OR lower(h.counter) = lower(counter_name)) ORDER BY h.operator_id = operator DESC LIMIT 1;
    RETURN refusal('shift-open', CASE WHEN in_the_way.operator_id = operator THEN 'operator' ELSE 'counter' END);
  END IF;
  INSERT INTO transfer (kind, debit_id, credit_id, amount_minor, currency)
  SELECT 'till-float', till_account(), bank_account(), opened.float_minor, opened.currency WHERE opened.float_minor > 0;
  INSERT INTO audit_log (organization_id, actor_id, action, subject, after, request_id)
  VALUES (organization, operator, 'shift.open', opened.id::text, to_jsonb(opened), request);
  RETURN done(shift_row(opened));
END $$;

-- Lists all that was taken in a shift, and the refunds that were paid out of it, which are below zero.
-- Locks: nothing.
-- Last defined in migrations/0075_counter.sql.
CREATE FUNCTION shift_entries(asked_shift uuid) RETURNS TABLE (
  id uuid, at timestamptz, order_id uuid, act text, kind text, amount_minor bigint, received_minor bigint, reference text
) LANGUAGE sql STABLE AS $$
  SELECT n.id, n.at, n.order_id, n.act, n.kind, n.amount_minor, n.received_minor, n.reference
  FROM order_tender n WHERE n.shift_id = asked_shift
  UNION ALL
  SELECT r.id, r.done_at, r.order_id, 'refund', r.hand, -r.amount_minor, NULL, NULL
  FROM refund r WHERE r.shift_id = asked_shift AND r.status = 'done' AND r.amount_minor > 0
$$;

-- Sums the tenders of a shift by kind: what was taken, given back, and is expected in the drawer, with the float for
-- cash.
-- Locks: nothing.
-- Last defined in migrations/0075_counter.sql.
CREATE FUNCTION shift_lines(asked_shift uuid) RETURNS TABLE (
  kind text, taken_minor bigint, given_minor bigint, expected_minor bigint, acts int
) LANGUAGE sql STABLE AS $$
  SELECT k.kind, coalesce(sum(n.amount_minor) FILTER (WHERE n.amount_minor > 0), 0)::bigint,
    coalesce(-sum(n.amount_minor) FILTER (WHERE n.amount_minor < 0), 0)::bigint,
    (coalesce(sum(n.amount_minor), 0) + CASE WHEN k.kind = 'cash' THEN h.float_minor ELSE 0 END)::bigint,
    count(n.id)::int
  FROM shift h CROSS JOIN (VALUES (1, 'cash'), (2, 'terminal'), (3, 'bank-transfer'), (4, 'voucher')) AS k(place, kind)
  LEFT JOIN LATERAL shift_entries(h.id) n ON n.kind = k.kind
  WHERE h.id = asked_shift GROUP BY k.place, k.kind, h.float_minor ORDER BY k.place
$$;

-- Shows a shift as the Worker reads it. Its figures are the sums of its rows, open or closed.
-- Locks: nothing.
-- Last defined in migrations/0075_counter.sql.
CREATE FUNCTION shift_row(h shift) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('id', h.id, 'counter', h.counter, 'operatorId', h.operator_id,
    'operatorName', (SELECT a.name FROM account a WHERE a.id = h.operator_id), 'currency', h.currency,
    'openedAtMs', epoch_ms(h.opened_at), 'closedAtMs', epoch_ms(h.closed_at),
    'closedBy', (SELECT a.name FROM account a WHERE a.id = h.closed_by), 'isForced', h.closed_by <> h.operator_id,
    'floatMinor', h.float_minor, 'explanation', h.explanation,
    'lines', (SELECT jsonb_agg(jsonb_build_object('kind', l.kind, 'takenMinor', l.taken_minor,
        'givenMinor', l.given_minor, 'expectedMinor', l.expected_minor, 'count', l.acts,
        'countedMinor', (h.counted->l.kind->>'countedMinor')::bigint)) FROM shift_lines(h.id) l),
    'sales', (SELECT count(*) FROM counter_order t WHERE t.shift_id = h.id AND t.exchanged_from IS NULL),
    'exchanges', (SELECT count(*) FROM counter_order t WHERE t.shift_id = h.id AND t.exchanged_from IS NOT NULL),
    'refunds', (SELECT count(*) FROM shift_entries(h.id) n WHERE n.act = 'refund'),
    'collections', (SELECT count(*) FROM ticket_handout x WHERE x.shift_id = h.id AND x.undone_at IS NULL
      AND NOT EXISTS (SELECT FROM counter_order t WHERE t.order_id = x.order_id AND t.shift_id = h.id)))
    || (SELECT jsonb_build_object('tickets', count(*), 'gifts', count(*) FILTER (WHERE b.price_type = 'gift'))
      FROM counter_order t JOIN order_seat b ON b.order_id = t.order_id
      WHERE t.shift_id = h.id AND t.exchanged_from IS NULL)
$$;

-- Keeps what a customer paid at a counter, by kind, and books it to the concert, from the tills, our bank or the
-- vouchers.
-- Locks: nothing. The caller has locked the shift.
-- Last defined in migrations/0075_counter.sql.
CREATE FUNCTION take_tenders(
  paid_order uuid, in_shift uuid, for_act text, tenders jsonb, concert uuid, paid_currency text
) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO order_tender (order_id, shift_id, act, kind, amount_minor, received_minor, reference)
  SELECT paid_order, in_shift, for_act, t.kind, t."amountMinor", t."receivedMinor", t.reference
  FROM jsonb_to_recordset(tenders) AS t(kind text, "amountMinor" bigint, "receivedMinor" bigint, reference text);
  INSERT INTO transfer (kind, debit_id, credit_id, amount_minor, currency, order_id)
  SELECT 'counter-sale', tender_account(t.kind), concert, sum(t."amountMinor"), paid_currency, paid_order
  FROM jsonb_to_recordset(tenders) AS t(kind text, "amountMinor" bigint) GROUP BY tender_account(t.kind);
END $$;

-- Is the ledger account of what a shift counted less or more than its rows.
-- Locks: nothing.
-- Last defined in migrations/0075_counter.sql.
CREATE FUNCTION till_differences_account() RETURNS uuid LANGUAGE sql IMMUTABLE
RETURN '00000000-0000-7000-8000-000000000008'::uuid;

-- Takes back that tickets were handed out, with a reason, so that they can be handed out again.
-- Locks: the order.
-- Last defined in migrations/0075_counter.sql.
CREATE FUNCTION undo_collection(
  asked_order uuid, wanted int[], why text, organization uuid, actor uuid, request text
) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  undone int[];
BEGIN
  PERFORM FROM customer_order o WHERE o.id = asked_order FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  WITH back AS (
    UPDATE ticket_handout h SET undone_at = now(), undone_by = actor, undone_for = why
    WHERE h.order_id = asked_order AND h.seat = ANY (wanted) AND h.undone_at IS NULL RETURNING h.seat)
  SELECT array_agg(seat ORDER BY seat) INTO undone FROM back;
  IF undone IS NULL THEN RETURN refusal('conflict', 'None of these tickets has been handed out'); END IF;
  INSERT INTO audit_log (organization_id, actor_id, action, subject, after, request_id)
  VALUES (organization, actor, 'counter.collect-undo', asked_order::text,
    jsonb_build_object('seats', to_jsonb(undone), 'reason', why), request);
  RETURN done(counter_receipt(asked_order) || '{"replayed": false}');
END $$;
