CREATE OR REPLACE FUNCTION mind_shift() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM shift h WHERE h.id = NEW.shift_id AND h.closed_at IS NULL FOR SHARE;
  IF NOT FOUND THEN RAISE EXCEPTION 'the shift is closed' USING ERRCODE = 'FR003'; END IF;
  IF (SELECT h.currency FROM shift h WHERE h.id = NEW.shift_id)
    <> (SELECT o.currency FROM customer_order o WHERE o.id = NEW.order_id) THEN
    RAISE EXCEPTION 'the shift is in another currency' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
COMMENT ON FUNCTION mind_shift() IS 'Lets a refund be paid out of a drawer only while its shift is open, so that a close counts it, and only in the currency of the shift.
Locks: the shift FOR SHARE. A close takes no lock but that one, so it waits in no circle.';
--> statement-breakpoint
CREATE OR REPLACE FUNCTION close_shift(
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
--> statement-breakpoint
COMMENT ON FUNCTION close_shift(uuid, uuid, uuid, jsonb, text, text) IS 'Closes a shift with what was counted, once: the operator who closes it again in the same way has the same answer, and no later shift is touched. A difference from the sums of its rows needs an explanation, and so does a close by somebody else. The cash and the slips of the terminal go to the bank, and every difference to an account of its own, so that nothing of the shift is left in the tills.
Locks: the shift.';
--> statement-breakpoint
CREATE OR REPLACE FUNCTION decide_invitations(
  asked_id uuid, is_approved boolean, organization uuid, actor uuid, request text
) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  known invitation_request%ROWTYPE;
  wanted text := CASE WHEN is_approved THEN 'approved' ELSE 'declined' END;
BEGIN
  SELECT r.* INTO known FROM invitation_request r WHERE r.id = asked_id FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  IF known.state = wanted THEN RETURN done(invitation_json(known)); END IF;
  IF known.state <> 'asked' THEN RETURN refusal('conflict', 'It was ' || known.state || ' before'); END IF;
  IF known.asked_by = actor AND is_approved AND EXISTS (SELECT FROM staff f WHERE f.organization_id = organization
    AND f.role IN ('owner', 'manager') AND f.suspended_at IS NULL AND f.account_id <> actor
    AND (f.concert_id IS NULL OR f.concert_id = (SELECT s.concert_id FROM schedule s WHERE s.id = known.schedule_id))) THEN
    RETURN refusal('conflict', 'Somebody else has to approve what you asked for');
  END IF;
  UPDATE invitation_request r SET state = wanted, decided_by = actor, decided_at = now()
  WHERE r.id = asked_id RETURNING r.* INTO known;
  INSERT INTO audit_log (organization_id, actor_id, action, subject, before, after, request_id)
  VALUES (organization, actor, 'invitation.decide', known.schedule_id::text,
    jsonb_build_object('invitation', asked_id, 'state', 'asked'),
    jsonb_build_object('invitation', asked_id, 'state', wanted), request);
  RETURN done(invitation_json(known));
END $$;
--> statement-breakpoint
COMMENT ON FUNCTION decide_invitations(uuid, boolean, uuid, uuid, text) IS 'Approves or declines a request for invitations, once. Whoever asked cannot approve it while somebody else of the organization or of the concert could.
Locks: the request.';
--> statement-breakpoint
CREATE OR REPLACE FUNCTION cancel_invitation(
  guest_id uuid, refund_id uuid, why text, organization uuid, actor uuid, request text
) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  bought customer_order%ROWTYPE;
  lines jsonb;
BEGIN
  SELECT o.* INTO bought FROM customer_order o
  WHERE o.id = (SELECT g.order_id FROM invitation_guest g WHERE g.id = guest_id) FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  -- The tickets of this guest are in two orders, and each is canceled by itself.
  IF EXISTS (SELECT FROM counter_order e WHERE e.exchanged_from = bought.id) THEN
    RETURN refusal('conflict', 'Some of these tickets were exchanged: cancel them in their orders');
  END IF;
  SELECT jsonb_agg(jsonb_build_object('seat', s.seat, 'refundMinor', 0, 'chargeMinor', 0, 'feeKeptMinor', 0))
  INTO lines FROM order_seat s WHERE s.order_id = bought.id AND s.live;
  IF lines IS NULL THEN RETURN done('null'::jsonb); END IF;
  PERFORM give_back(bought, refund_id, lines, 'hand', why);
  INSERT INTO audit_log (organization_id, actor_id, action, subject, before, after, request_id)
  VALUES (organization, actor, 'invitation.cancel', bought.schedule_id::text,
    jsonb_build_object('order', bought.id, 'status', 'paid'),
    jsonb_build_object('order', bought.id, 'status', 'cancelled', 'reason', why), request);
  RETURN done('null'::jsonb);
END $$;
--> statement-breakpoint
COMMENT ON FUNCTION cancel_invitation(uuid, uuid, text, uuid, uuid, text) IS 'Takes the tickets of a guest back, once; the schedule is told, and the seats go back to their block or on sale. Tickets of which a part was exchanged are not taken back together.
Locks: the order, then the seats.';
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
--> statement-breakpoint
COMMENT ON FUNCTION exchange_tickets(jsonb, uuid, uuid, text, text, bytea) IS 'Exchanges tickets of an order for the seats of a counter''s hold, on the same date or another one of the concert. The new seats make an order of their own with the money of the old tickets, so that their codes end, and the difference is taken or given in the shift. Its booking fees go back, and those of the new seats are charged. What became of each old ticket is kept with the new order. Each ticket takes along exactly what was paid for it, less only where the difference is waived, and an invitation whose tickets are all exchanged goes with them. All of it is written together or not at all, once for each key.
Locks: the shift FOR SHARE, then the order, then the settlement of the hold, then the seats.';
