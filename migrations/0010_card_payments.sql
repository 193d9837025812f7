-- Begins to pay for an order through a payment company: keeps the whole order as it will be, and reserves its coupon.
CREATE FUNCTION start_card_payment(
  payment_id uuid, order_id uuid, account_id uuid, schedule_id uuid, hold_id uuid, method text, provider text,
  currency text, draft jsonb, cash_receipt jsonb, key text, request_hash bytea
) RETURNS jsonb LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  purse_currency text;
  known record;
  settled settlement%ROWTYPE;
  why_no_coupon text;
  started payment%ROWTYPE;
BEGIN
  SELECT w.currency INTO purse_currency FROM wallet w WHERE w.account_id = start_card_payment.account_id
  FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  SELECT s.sale_state, k.operation, k.request_hash, k.subject_id INTO known
  FROM schedule s
  LEFT JOIN idempotency_key k ON k.account_id = start_card_payment.account_id AND k.key = start_card_payment.key
  WHERE s.id = start_card_payment.schedule_id;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  IF known.subject_id IS NOT NULL THEN
    IF known.operation <> 'card-payment' OR known.request_hash <> start_card_payment.request_hash THEN
      RETURN refusal('idempotency-mismatch');
    END IF;
    SELECT p.* INTO started FROM payment p WHERE p.id = known.subject_id;
    RETURN done(payment_row(started) || '{"replayed": true}');
  END IF;
  IF purse_currency <> start_card_payment.currency THEN RETURN refusal('conflict', purse_currency); END IF;
  IF known.sale_state = 'cancelled' THEN RETURN refusal('sale-not-open', 'cancelled'); END IF;
  SELECT s.* INTO settled FROM settlement s WHERE s.hold_id = start_card_payment.hold_id;
  IF FOUND AND settled.order_id IS NULL THEN RETURN refusal('hold-expired'); END IF;
  IF FOUND THEN RETURN refusal('already-paid', settled.order_id::text); END IF;
  IF draft->>'couponId' IS NOT NULL THEN
    why_no_coupon := take_coupon((draft->>'couponId')::uuid, start_card_payment.account_id, start_card_payment.order_id, now());
    IF why_no_coupon IS NOT NULL THEN RETURN refusal(why_no_coupon); END IF;
  END IF;

  INSERT INTO idempotency_key (account_id, key, operation, request_hash, subject_id)
  VALUES (start_card_payment.account_id, start_card_payment.key, 'card-payment', start_card_payment.request_hash,
    start_card_payment.payment_id);
  INSERT INTO payment (id, account_id, purpose, amount_minor, currency, provider, method, order_id, schedule_id, hold_id,
    draft, cash_receipt)
  VALUES (start_card_payment.payment_id, start_card_payment.account_id, 'order', (draft->>'totalMinor')::bigint,
    start_card_payment.currency, start_card_payment.provider, start_card_payment.method, start_card_payment.order_id,
    start_card_payment.schedule_id, start_card_payment.hold_id, start_card_payment.draft, start_card_payment.cash_receipt)
  RETURNING * INTO started;
  RETURN done(payment_row(started) || '{"replayed": false}');
END $$;
--> statement-breakpoint
-- Takes the seats of a payment for its order, and says null; or says why it cannot, having written nothing.
CREATE FUNCTION take_seats(payment payment, hold_id uuid, order_number text) RETURNS text LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  draft jsonb := (payment).draft;
  why text;
  broken text;
BEGIN
  IF draft->>'couponId' IS NOT NULL AND NOT EXISTS (SELECT FROM coupon_use u WHERE u.order_id = (payment).order_id) THEN
    why := take_coupon((draft->>'couponId')::uuid, (payment).account_id, (payment).order_id, now());
    IF why IS NOT NULL THEN RETURN 'coupon-spent'; END IF;
  END IF;
  INSERT INTO settlement (hold_id, order_id) VALUES (take_seats.hold_id, (payment).order_id) ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN
    SELECT CASE WHEN s.order_id IS NULL THEN 'hold-expired' ELSE 'already-paid' END INTO why
    FROM settlement s WHERE s.hold_id = take_seats.hold_id;
    RAISE EXCEPTION USING ERRCODE = 'FR001', MESSAGE = why;
  END IF;
  INSERT INTO customer_order (id, number, account_id, schedule_id, hold_id, currency, total_minor, method, payment_id, discounts)
  VALUES ((payment).order_id, order_number, (payment).account_id, (payment).schedule_id, take_seats.hold_id,
    (payment).currency, (payment).amount_minor, (payment).method, (payment).id, draft->'discounts');
  INSERT INTO order_seat (order_id, schedule_id, seat, seat_key, zone_id, price_minor, fee_minor, discount_minor, price_type)
  SELECT (payment).order_id, (payment).schedule_id, s.seat, s.key, s."zoneId", s."priceMinor", s."feeMinor",
    s."discountMinor", s."priceType"
  FROM jsonb_to_recordset(draft->'seats') AS s(seat int, key text, "zoneId" text, "priceMinor" bigint, "feeMinor" bigint,
    "discountMinor" bigint, "priceType" text);
  RETURN NULL;
EXCEPTION
  -- All that was written above is undone, the coupon too.
  WHEN SQLSTATE 'FR001' THEN RETURN SQLERRM;
  WHEN unique_violation THEN
    GET STACKED DIAGNOSTICS broken = CONSTRAINT_NAME;
    IF broken <> 'order_seat_live' THEN RAISE; END IF;
    RETURN 'seat-taken';
END $$;
--> statement-breakpoint
-- How a payment for an order stands: the order and its seats when it made one, and what is to go back to the card.
CREATE FUNCTION card_settlement(payment payment) RETURNS jsonb LANGUAGE sql STABLE
RETURN done(jsonb_build_object('payment', payment_row(payment),
  'end', CASE (payment).status WHEN 'paid' THEN 'ordered' WHEN 'to-refund' THEN 'to-refund' WHEN 'refunded' THEN 'to-refund'
    WHEN 'refused' THEN 'refused' ELSE 'pending' END,
  'sale', (SELECT jsonb_build_object('orderId', o.id, 'number', o.number, 'accountId', o.account_id,
      'scheduleId', o.schedule_id, 'holdId', o.hold_id, 'seats', jsonb_agg(s.seat ORDER BY s.seat))
    FROM customer_order o JOIN order_seat s ON s.order_id = o.id AND s.live WHERE o.id = (payment).order_id GROUP BY o.id),
  'refund', (SELECT jsonb_build_object('refundId', r.id, 'amountMinor', r.amount_minor) FROM refund r
    WHERE r.payment_id = (payment).id AND r.order_id IS NULL AND r.status = 'due')));
--> statement-breakpoint
-- Takes down how a payment for an order ended. Money that came makes the order; if that can no longer be, it goes back.
-- `late` says what to do when only the hold is gone: "refund", or "tell" without writing anything; or another hold was
-- found meanwhile.
CREATE FUNCTION settle_card_payment(
  payment_id uuid, account_id uuid, order_number text, provider_key text, approved_minor bigint, status text,
  reason text, record jsonb, deposit jsonb, late text, other_hold_id uuid
) RETURNS jsonb LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  paying payment%ROWTYPE;
  show record;
  hold uuid;
  fees bigint;
  why text;
BEGIN
  SELECT p.* INTO paying FROM payment p
  WHERE p.id = settle_card_payment.payment_id AND p.purpose = 'order'
    AND p.account_id = coalesce(settle_card_payment.account_id, p.account_id);
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  PERFORM FROM wallet w WHERE w.account_id = paying.account_id FOR NO KEY UPDATE;
  SELECT p.* INTO paying FROM payment p WHERE p.id = settle_card_payment.payment_id FOR NO KEY UPDATE;

  IF paying.status IN ('paid', 'to-refund', 'refunded') THEN
    IF settle_card_payment.status = 'paid' AND paying.provider_key <> settle_card_payment.provider_key THEN
      UPDATE payment SET issue = 'paid-with-another-key' WHERE id = paying.id;
      RETURN refusal('conflict', 'paid with another key');
    END IF;
    RETURN card_settlement(paying);
  END IF;
  IF settle_card_payment.status = 'paid' AND paying.amount_minor <> approved_minor THEN
    UPDATE payment SET issue = 'amount-differs', record = settle_card_payment.record WHERE id = paying.id;
    RETURN refusal('conflict', 'the amounts differ');
  END IF;

  IF settle_card_payment.status <> 'paid' THEN
    IF settle_card_payment.status = 'refused' THEN PERFORM give_back_coupon(paying.order_id); END IF;
    UPDATE payment SET status = settle_card_payment.status, reason = settle_card_payment.reason,
      provider_key = coalesce(settle_card_payment.provider_key, paying.provider_key),
      record = coalesce(settle_card_payment.record, paying.record),
      deposit = coalesce(settle_card_payment.deposit, paying.deposit),
      settled_at = CASE WHEN settle_card_payment.status = 'refused' THEN now() END
    WHERE id = paying.id RETURNING * INTO paying;
    RETURN card_settlement(paying);
  END IF;

  SELECT s.concert_id, s.sale_state INTO show FROM schedule s WHERE s.id = paying.schedule_id;
  hold := coalesce(other_hold_id, paying.hold_id);
  why := CASE WHEN show.sale_state = 'cancelled' THEN 'show-cancelled' ELSE take_seats(paying, hold, order_number) END;
  IF why = 'hold-expired' AND late = 'tell' THEN
    RETURN jsonb_set(card_settlement(paying), '{value,end}', '"late"');
  END IF;

  UPDATE payment SET status = CASE WHEN why IS NULL THEN 'paid' ELSE 'to-refund' END, hold_id = hold, reason = why,
    provider_key = settle_card_payment.provider_key, record = settle_card_payment.record, settled_at = now()
  WHERE id = paying.id RETURNING * INTO paying;
  IF why IS NULL THEN
    fees := (paying.draft->>'feesMinor')::bigint;
    INSERT INTO transfer (kind, debit_id, credit_id, amount_minor, currency, order_id, payment_id)
    SELECT 'card-purchase', gateway_account(), show.concert_id, paying.amount_minor, paying.currency, paying.order_id, paying.id
    UNION ALL
    SELECT 'fee', show.concert_id, fees_account(), fees, paying.currency, paying.order_id, paying.id WHERE fees > 0;
    INSERT INTO outbox (topic, payload)
    VALUES ('order.paid', jsonb_build_object('orderId', paying.order_id, 'accountId', paying.account_id,
      'scheduleId', paying.schedule_id, 'holdId', hold));
  ELSE
    PERFORM give_back_coupon(paying.order_id);
    INSERT INTO settlement (hold_id) VALUES (hold) ON CONFLICT DO NOTHING;
    PERFORM send_back(paying, why);
  END IF;
  RETURN card_settlement(paying);
END $$;
--> statement-breakpoint
-- Books in a payment that bought nothing, as money that is due to where it came from.
CREATE FUNCTION send_back(payment payment, why text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  refund_id uuid := uuidv7();
BEGIN
  INSERT INTO transfer (kind, debit_id, credit_id, amount_minor, currency, payment_id)
  VALUES ('capture', gateway_account(), refunds_due_account(), (payment).amount_minor, (payment).currency, (payment).id);
  INSERT INTO refund (id, account_id, payment_id, amount_minor, charge_minor, currency, target, status, reason, lines)
  VALUES (refund_id, (payment).account_id, (payment).id, (payment).amount_minor, 0, (payment).currency, 'original', 'due',
    why, '[]');
  INSERT INTO outbox (topic, payload)
  VALUES ('refund.due', jsonb_build_object('refundId', refund_id, 'paymentId', (payment).id));
END $$;
--> statement-breakpoint
-- What a refund says of itself.
CREATE FUNCTION refund_row(refund refund) RETURNS jsonb LANGUAGE sql STABLE
RETURN jsonb_build_object('id', (refund).id, 'orderId', (refund).order_id, 'paymentId', (refund).payment_id,
  'amountMinor', (refund).amount_minor, 'chargeMinor', (refund).charge_minor, 'currency', (refund).currency,
  'to', (refund).target, 'status', (refund).status, 'reason', (refund).reason,
  'seats', jsonb_path_query_array((refund).lines, '$[*].seat'), 'createdAtMs', epoch_ms((refund).created_at),
  'doneAtMs', epoch_ms((refund).done_at));
--> statement-breakpoint
-- Takes down what the payment company said to a refund. One that it refuses for good goes to the wallet instead, so that
-- nobody's money stays with us.
CREATE FUNCTION settle_refund(refund_id uuid, status text, transaction_key text, record jsonb) RETURNS jsonb
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  owed refund%ROWTYPE;
BEGIN
  SELECT r.* INTO owed FROM refund r WHERE r.id = settle_refund.refund_id;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  PERFORM FROM wallet w WHERE w.account_id = owed.account_id FOR NO KEY UPDATE;
  SELECT r.* INTO owed FROM refund r WHERE r.id = settle_refund.refund_id FOR NO KEY UPDATE;
  IF owed.status = 'done' THEN RETURN done(refund_row(owed)); END IF;

  UPDATE refund SET record = settle_refund.record, transaction_key = settle_refund.transaction_key,
    status = CASE WHEN settle_refund.status = 'unknown' THEN 'due' ELSE 'done' END,
    done_at = CASE WHEN settle_refund.status <> 'unknown' THEN now() END,
    target = CASE WHEN settle_refund.status = 'failed' THEN 'wallet' ELSE target END
  WHERE id = owed.id RETURNING * INTO owed;
  IF owed.status = 'due' THEN RETURN done(refund_row(owed)); END IF;
  IF owed.target = 'wallet' THEN
    PERFORM credit_wallet(owed.account_id, 'refund', refunds_due_account(), owed.amount_minor, owed.currency,
      owed.order_id, owed.payment_id);
  ELSE
    INSERT INTO transfer (kind, debit_id, credit_id, amount_minor, currency, order_id, payment_id)
    VALUES ('gateway-refund', refunds_due_account(), gateway_account(), owed.amount_minor, owed.currency, owed.order_id,
      owed.payment_id);
  END IF;
  UPDATE payment SET status = 'refunded' WHERE id = owed.payment_id AND status = 'to-refund';
  RETURN done(refund_row(owed));
END $$;
