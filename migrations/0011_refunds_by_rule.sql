DROP FUNCTION cancel_order(uuid, uuid, text, bytea, text, timestamptz);
--> statement-breakpoint
-- Gives tickets of an order back: frees them, and books what the rules return. The caller has locked the wallet and the
-- order, and made sure that the seats are live ones of it.
CREATE FUNCTION give_back(
  bought customer_order, refund_id uuid, lines jsonb, target text, why text
) RETURNS refund LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  concert_id uuid := (SELECT s.concert_id FROM schedule s WHERE s.id = (bought).schedule_id);
  sums record;
  made refund%ROWTYPE;
  seats int[];
  kept int[];
BEGIN
  SELECT array_agg(l.seat ORDER BY l.seat) AS seats, sum(l."refundMinor")::bigint AS refund,
    sum(l."chargeMinor" + l."feeKeptMinor")::bigint AS charge
  INTO sums FROM jsonb_to_recordset(lines) AS l(seat int, "refundMinor" bigint, "chargeMinor" bigint, "feeKeptMinor" bigint);
  seats := sums.seats;

  -- What was paid for a ticket is what was kept of it and what came back: nothing gets lost between the two.
  UPDATE order_seat s SET live = false, refund_id = give_back.refund_id, refunded_minor = l."refundMinor"
  FROM jsonb_to_recordset(lines) AS l(seat int, "refundMinor" bigint, "chargeMinor" bigint, "feeKeptMinor" bigint)
  WHERE s.order_id = (bought).id AND s.seat = l.seat AND s.live AND l."feeKeptMinor" IN (0, s.fee_minor)
    AND l."refundMinor" + l."chargeMinor" + l."feeKeptMinor" = s.price_minor - s.discount_minor + s.fee_minor;
  IF (SELECT count(*) FROM order_seat s WHERE s.refund_id = give_back.refund_id) <> cardinality(seats) THEN
    RAISE EXCEPTION 'a refund that is not one of the tickets of order %', (bought).id;
  END IF;
  SELECT coalesce(array_agg(s.seat ORDER BY s.seat) FILTER (WHERE s.live), '{}') INTO kept
  FROM order_seat s WHERE s.order_id = (bought).id;
  UPDATE customer_order SET refunded_minor = refunded_minor + sums.refund,
    status = CASE WHEN kept = '{}' THEN 'cancelled' ELSE status END,
    cancelled_at = CASE WHEN kept = '{}' THEN now() END, cancel_reason = why
  WHERE id = (bought).id;

  INSERT INTO refund (id, account_id, order_id, payment_id, amount_minor, charge_minor, currency, target, status, reason,
    lines, done_at)
  SELECT give_back.refund_id, (bought).account_id, (bought).id, (bought).payment_id, sums.refund, sums.charge,
    (bought).currency, give_back.target, CASE WHEN is_due THEN 'due' ELSE 'done' END, why, lines,
    CASE WHEN NOT is_due THEN now() END
  FROM (SELECT give_back.target = 'original' AND sums.refund > 0 AS is_due)
  RETURNING * INTO made;

  INSERT INTO transfer (kind, debit_id, credit_id, amount_minor, currency, order_id)
  SELECT 'fee-refund', fees_account(), concert_id, fees.minor, (bought).currency, (bought).id
  FROM (SELECT sum(s.fee_minor - l."feeKeptMinor")::bigint AS minor
    FROM jsonb_to_recordset(lines) AS l(seat int, "feeKeptMinor" bigint)
    JOIN order_seat s ON s.order_id = (bought).id AND s.seat = l.seat) AS fees
  WHERE fees.minor > 0;
  IF made.status = 'due' THEN
    INSERT INTO transfer (kind, debit_id, credit_id, amount_minor, currency, order_id, payment_id)
    VALUES ('refund', concert_id, refunds_due_account(), sums.refund, (bought).currency, (bought).id, (bought).payment_id);
    INSERT INTO outbox (topic, payload)
    VALUES ('refund.due', jsonb_build_object('refundId', made.id, 'paymentId', made.payment_id));
  ELSE
    PERFORM credit_wallet((bought).account_id, 'refund', concert_id, sums.refund, (bought).currency, (bought).id, NULL);
  END IF;
  INSERT INTO outbox (topic, payload)
  VALUES ('seats.released', jsonb_build_object('orderId', (bought).id, 'scheduleId', (bought).schedule_id,
    'holdId', (bought).hold_id, 'accountId', (bought).account_id, 'seats', seats, 'kept', kept));
  RETURN made;
END $$;
--> statement-breakpoint
-- What a cancellation says of itself, then and when it is asked for again.
CREATE FUNCTION cancellation(refund refund, replayed boolean) RETURNS jsonb LANGUAGE sql STABLE
RETURN done((SELECT jsonb_build_object('refundId', (refund).id, 'orderId', o.id, 'holdId', o.hold_id,
    'scheduleId', o.schedule_id, 'accountId', o.account_id, 'refundedMinor', (refund).amount_minor,
    'to', (refund).target, 'status', (refund).status, 'paymentId', o.payment_id, 'replayed', replayed,
    'seats', jsonb_path_query_array((refund).lines, '$[*].seat'),
    'kept', (SELECT coalesce(jsonb_agg(s.seat ORDER BY s.seat), '[]') FROM order_seat s WHERE s.order_id = o.id AND s.live))
  FROM customer_order o WHERE o.id = (refund).order_id));
--> statement-breakpoint
-- Cancels tickets once, however often it is asked. `lines` is what the rules give for them now; null when there is
-- nothing left to cancel, and the answer of the time before is wanted.
CREATE FUNCTION cancel_seats(
  order_id uuid, account_id uuid, refund_id uuid, key text, request_hash bytea, lines jsonb, target text, reason text,
  starts_at timestamptz, asked_at timestamptz
) RETURNS jsonb LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  known idempotency_key%ROWTYPE;
  bought customer_order%ROWTYPE;
  earlier refund%ROWTYPE;
BEGIN
  -- Wallet first, then the order: the same way round as everywhere, so that nobody waits in a circle.
  PERFORM FROM wallet w WHERE w.account_id = cancel_seats.account_id FOR NO KEY UPDATE;
  SELECT k.* INTO known FROM idempotency_key k
  WHERE k.account_id = cancel_seats.account_id AND k.key = cancel_seats.key;
  IF FOUND THEN
    IF known.operation <> 'cancel' OR known.request_hash <> cancel_seats.request_hash THEN
      RETURN refusal('idempotency-mismatch');
    END IF;
    SELECT r.* INTO earlier FROM refund r WHERE r.id = known.subject_id;
    IF FOUND THEN RETURN cancellation(earlier, true); END IF;
  END IF;

  SELECT o.* INTO bought FROM customer_order o
  WHERE o.id = cancel_seats.order_id AND o.account_id = cancel_seats.account_id FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  IF bought.status = 'cancelled' THEN
    SELECT r.* INTO earlier FROM refund r WHERE r.order_id = bought.id ORDER BY r.created_at DESC, r.id DESC LIMIT 1;
    IF FOUND THEN RETURN cancellation(earlier, true); END IF;
    RETURN refusal('not-cancellable');
  END IF;
  IF lines IS NULL THEN RETURN refusal('conflict', 'no tickets'); END IF;
  IF NOT EXISTS (SELECT FROM schedule s WHERE s.id = bought.schedule_id AND s.starts_at = cancel_seats.starts_at) THEN
    RETURN refusal('conflict', 'the show has been moved');
  END IF;
  IF cancel_seats.starts_at <= asked_at THEN RETURN refusal('not-cancellable'); END IF;
  IF EXISTS (SELECT FROM jsonb_to_recordset(lines) AS l(seat int)
    LEFT JOIN order_seat s ON s.order_id = bought.id AND s.seat = l.seat AND s.live WHERE s.seat IS NULL) THEN
    RETURN refusal('conflict', 'a ticket has been cancelled already');
  END IF;

  INSERT INTO idempotency_key (account_id, key, operation, request_hash, subject_id)
  VALUES (bought.account_id, cancel_seats.key, 'cancel', cancel_seats.request_hash, cancel_seats.refund_id)
  ON CONFLICT DO NOTHING;
  earlier := give_back(bought, cancel_seats.refund_id, lines,
    CASE WHEN bought.payment_id IS NULL THEN 'wallet' ELSE target END, reason);
  RETURN cancellation(earlier, false);
END $$;
