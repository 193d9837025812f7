ALTER TABLE "payment" ADD COLUMN "wallet_minor" bigint DEFAULT 0 NOT NULL;
--> statement-breakpoint
ALTER TABLE "payment" ADD CONSTRAINT "payment_wallet" CHECK ("payment"."wallet_minor" >= 0 AND ("payment"."wallet_minor" = 0 OR "payment"."purpose" = 'order'));
--> statement-breakpoint
CREATE OR REPLACE FUNCTION payment_row(payment payment) RETURNS jsonb LANGUAGE sql STABLE
RETURN jsonb_build_object('id', (payment).id, 'accountId', (payment).account_id, 'status', (payment).status,
  'amountMinor', (payment).amount_minor, 'walletMinor', (payment).wallet_minor, 'currency', (payment).currency, 'provider', (payment).provider,
  'providerKey', (payment).provider_key, 'createdAtMs', epoch_ms((payment).created_at),
  'settledAtMs', epoch_ms((payment).settled_at), 'purpose', (payment).purpose, 'method', (payment).method,
  'orderId', (payment).order_id, 'scheduleId', (payment).schedule_id, 'holdId', (payment).hold_id,
  'order', (payment).draft, 'cashReceipt', (payment).cash_receipt, 'deposit', (payment).deposit,
  'reason', (payment).reason, 'issue', (payment).issue,
  'refundedMinor', (SELECT coalesce(sum(r.amount_minor), 0) FROM refund r
    WHERE r.payment_id = (payment).id AND r.status = 'done'));
--> statement-breakpoint
DROP FUNCTION start_card_payment(uuid, uuid, uuid, uuid, uuid, text, text, text, jsonb, jsonb, text, bytea);
--> statement-breakpoint
-- Begins to pay for an order through a payment company: keeps the whole order as it will be, and reserves its coupon.
-- A part may come from the wallet: it is taken when the rest has come, and never before.
CREATE FUNCTION start_card_payment(
  payment_id uuid, order_id uuid, account_id uuid, schedule_id uuid, hold_id uuid, method text, provider text,
  currency text, draft jsonb, cash_receipt jsonb, key text, request_hash bytea, wallet_minor bigint DEFAULT 0
) RETURNS jsonb LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  purse wallet%ROWTYPE;
  known record;
  settled settlement%ROWTYPE;
  why_no_coupon text;
  started payment%ROWTYPE;
BEGIN
  SELECT w.* INTO purse FROM wallet w WHERE w.account_id = start_card_payment.account_id FOR NO KEY UPDATE;
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
  IF purse.currency <> start_card_payment.currency THEN RETURN refusal('conflict', purse.currency); END IF;
  IF purse.balance_minor < start_card_payment.wallet_minor THEN RETURN refusal('insufficient-funds'); END IF;
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
    draft, cash_receipt, wallet_minor)
  VALUES (start_card_payment.payment_id, start_card_payment.account_id, 'order',
    (draft->>'totalMinor')::bigint - start_card_payment.wallet_minor,
    start_card_payment.currency, start_card_payment.provider, start_card_payment.method, start_card_payment.order_id,
    start_card_payment.schedule_id, start_card_payment.hold_id, start_card_payment.draft, start_card_payment.cash_receipt,
    start_card_payment.wallet_minor)
  RETURNING * INTO started;
  RETURN done(payment_row(started) || '{"replayed": false}');
END $$;
--> statement-breakpoint
--> statement-breakpoint
-- Takes the seats of a payment for its order, and says null; or says why it cannot, having written nothing.
CREATE OR REPLACE FUNCTION take_seats(payment payment, hold_id uuid, order_number text) RETURNS text LANGUAGE plpgsql AS $$
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
    (payment).currency, (payment).amount_minor + (payment).wallet_minor, (payment).method, (payment).id, draft->'discounts');
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
--> statement-breakpoint
-- Takes down how a payment for an order ended. Money that came makes the order; if that can no longer be, it goes back.
-- `late` says what to do when only the hold is gone: "refund", or "tell" without writing anything; or another hold was
-- found meanwhile.
CREATE OR REPLACE FUNCTION settle_card_payment(
  payment_id uuid, account_id uuid, order_number text, provider_key text, approved_minor bigint, status text,
  reason text, record jsonb, deposit jsonb, late text, other_hold_id uuid
) RETURNS jsonb LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  paying payment%ROWTYPE;
  purse wallet%ROWTYPE;
  show record;
  hold uuid;
  fees bigint;
  why text;
BEGIN
  SELECT p.* INTO paying FROM payment p
  WHERE p.id = settle_card_payment.payment_id AND p.purpose = 'order'
    AND p.account_id = coalesce(settle_card_payment.account_id, p.account_id);
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  SELECT w.* INTO purse FROM wallet w WHERE w.account_id = paying.account_id FOR NO KEY UPDATE;
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
  why := CASE WHEN show.sale_state = 'cancelled' THEN 'show-cancelled'
    WHEN purse.balance_minor < paying.wallet_minor THEN 'insufficient-funds'
    ELSE take_seats(paying, hold, order_number) END;
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
    IF paying.wallet_minor > 0 THEN
      UPDATE wallet SET balance_minor = balance_minor - paying.wallet_minor, lines = lines + 1
      WHERE wallet.account_id = paying.account_id;
      INSERT INTO transfer (kind, debit_id, credit_id, amount_minor, currency, order_id, payment_id,
        wallet_id, wallet_line, balance_after_minor)
      VALUES ('purchase', paying.account_id, show.concert_id, paying.wallet_minor, paying.currency, paying.order_id,
        paying.id, paying.account_id, purse.lines + 1, purse.balance_minor - paying.wallet_minor);
    END IF;
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
--> statement-breakpoint
-- Gives tickets of an order back: frees them, and books what the rules return. The caller has locked the wallet and the
-- order, and made sure that the seats are live ones of it.
CREATE OR REPLACE FUNCTION give_back(
  bought customer_order, refund_id uuid, lines jsonb, target text, why text
) RETURNS refund LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  concert_id uuid := (SELECT s.concert_id FROM schedule s WHERE s.id = (bought).schedule_id);
  sums record;
  made refund%ROWTYPE;
  to_card bigint;
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

  -- Of what was paid in two ways the card gets its part back first, and no more than its part.
  SELECT least(sums.refund, p.amount_minor - coalesce(sum(r.amount_minor), 0)) INTO to_card
  FROM payment p LEFT JOIN refund r ON r.payment_id = p.id AND r.target = 'original'
  WHERE p.id = (bought).payment_id AND give_back.target = 'original' GROUP BY p.amount_minor;
  to_card := coalesce(to_card, 0);
  INSERT INTO refund (id, account_id, order_id, payment_id, amount_minor, charge_minor, currency, target, status, reason,
    lines, done_at)
  SELECT give_back.refund_id, (bought).account_id, (bought).id, (bought).payment_id,
    CASE WHEN is_due THEN to_card ELSE sums.refund END, sums.charge, (bought).currency,
    CASE WHEN is_due OR sums.refund = 0 THEN give_back.target ELSE 'wallet' END,
    CASE WHEN is_due THEN 'due' ELSE 'done' END, why, lines,
    CASE WHEN NOT is_due THEN now() END
  FROM (SELECT to_card > 0 AS is_due)
  RETURNING * INTO made;

  INSERT INTO transfer (kind, debit_id, credit_id, amount_minor, currency, order_id)
  SELECT 'fee-refund', fees_account(), concert_id, fees.minor, (bought).currency, (bought).id
  FROM (SELECT sum(s.fee_minor - l."feeKeptMinor")::bigint AS minor
    FROM jsonb_to_recordset(lines) AS l(seat int, "feeKeptMinor" bigint)
    JOIN order_seat s ON s.order_id = (bought).id AND s.seat = l.seat) AS fees
  WHERE fees.minor > 0;
  IF made.status = 'due' THEN
    INSERT INTO transfer (kind, debit_id, credit_id, amount_minor, currency, order_id, payment_id)
    VALUES ('refund', concert_id, refunds_due_account(), to_card, (bought).currency, (bought).id, (bought).payment_id);
    INSERT INTO outbox (topic, payload)
    VALUES ('refund.due', jsonb_build_object('refundId', made.id, 'paymentId', made.payment_id));
    INSERT INTO refund (id, account_id, order_id, payment_id, amount_minor, charge_minor, currency, target, status, reason,
      lines, done_at)
    SELECT uuidv7(), (bought).account_id, (bought).id, (bought).payment_id, sums.refund - to_card, 0, (bought).currency,
      'wallet', 'done', why, (SELECT jsonb_agg(jsonb_build_object('seat', seat)) FROM unnest(seats) AS seat), now()
    WHERE sums.refund > to_card;
    PERFORM credit_wallet((bought).account_id, 'refund', concert_id, sums.refund - to_card, (bought).currency,
      (bought).id, NULL);
  ELSE
    PERFORM credit_wallet((bought).account_id, 'refund', concert_id, sums.refund, (bought).currency, (bought).id, NULL);
  END IF;
  INSERT INTO outbox (topic, payload)
  VALUES ('seats.released', jsonb_build_object('orderId', (bought).id, 'scheduleId', (bought).schedule_id,
    'holdId', (bought).hold_id, 'accountId', (bought).account_id, 'seats', seats, 'kept', kept));
  RETURN made;
END $$;
--> statement-breakpoint
--> statement-breakpoint
-- What a cancellation says of itself, then and when it is asked for again.
CREATE OR REPLACE FUNCTION cancellation(refund refund, replayed boolean) RETURNS jsonb LANGUAGE sql STABLE
RETURN done((SELECT jsonb_build_object('refundId', (refund).id, 'orderId', o.id, 'holdId', o.hold_id,
    'scheduleId', o.schedule_id, 'accountId', o.account_id, 'refundedMinor', shown.minor,
    'walletMinor', shown.minor - CASE WHEN (refund).target = 'original' OR (refund).done_at > (refund).created_at
      THEN (refund).amount_minor ELSE 0 END,
    'to', (refund).target, 'status', (refund).status, 'paymentId', o.payment_id, 'replayed', replayed,
    'seats', jsonb_path_query_array((refund).lines, '$[*].seat'),
    'kept', (SELECT coalesce(jsonb_agg(s.seat ORDER BY s.seat), '[]') FROM order_seat s WHERE s.order_id = o.id AND s.live))
  FROM customer_order o, LATERAL (SELECT coalesce(sum((line->>'refundMinor')::bigint), 0) AS minor
    FROM jsonb_array_elements((refund).lines) AS line) shown WHERE o.id = (refund).order_id));
--> statement-breakpoint
-- Cancels tickets once, however often it is asked. `lines` is what the rules give for them now; null when there is
-- nothing left to cancel, and the answer of the time before is wanted.
CREATE OR REPLACE FUNCTION cancel_seats(
  order_id uuid, account_id uuid, refund_id uuid, key text, request_hash bytea, lines jsonb, target text, reason text,
  starts_at timestamptz, asked_at timestamptz, account jsonb DEFAULT NULL
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
    SELECT r.* INTO earlier FROM refund r WHERE r.order_id = bought.id AND r.lines->0 ? 'refundMinor'
    ORDER BY r.created_at DESC, r.id DESC LIMIT 1;
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
  -- Money goes to an account only when it came by a transfer: a card is paid back onto itself, and nowhere else.
  IF bought.method = 'virtualAccount' THEN
    UPDATE refund SET account = cancel_seats.account WHERE id = earlier.id AND status = 'due';
  END IF;
  RETURN cancellation(earlier, false);
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION show_cancellation_state(schedule_id uuid, compensation_percent int) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('scheduleId', s.id, 'currency', c.currency,
    'state', CASE WHEN job.schedule_id IS NULL THEN 'planned' WHEN job.done_at IS NULL THEN 'running' ELSE 'done' END,
    'orders', count(DISTINCT o.id), 'tickets', count(b.seat),
    'refundMinor', coalesce(sum(b.price_minor - b.discount_minor + b.fee_minor), 0),
    'compensationMinor', coalesce(sum((b.price_minor - b.discount_minor)
      * coalesce(job.compensation_percent, show_cancellation_state.compensation_percent) / 100), 0),
    'toOriginalMinor', (SELECT coalesce(sum(least(card.paid, p.amount_minor - (SELECT coalesce(sum(r.amount_minor), 0)
        FROM refund r WHERE r.payment_id = p.id AND r.target = 'original'))), 0)
      FROM (SELECT c.payment_id, sum(t.price_minor - t.discount_minor + t.fee_minor) AS paid
        FROM order_seat t JOIN customer_order c ON c.id = t.order_id AND c.payment_id IS NOT NULL
        WHERE t.schedule_id = s.id AND t.live GROUP BY c.payment_id) card JOIN payment p ON p.id = card.payment_id),
    'ordersDone', (SELECT count(*) FROM refund r JOIN customer_order gone ON gone.id = r.order_id
      WHERE gone.schedule_id = s.id AND r.reason = 'show-cancelled'))
  FROM schedule s
  JOIN concert c ON c.id = s.concert_id
  LEFT JOIN show_cancellation job ON job.schedule_id = s.id
  LEFT JOIN order_seat b ON b.schedule_id = s.id AND b.live
  LEFT JOIN customer_order o ON o.id = b.order_id
  WHERE s.id = show_cancellation_state.schedule_id
  GROUP BY s.id, c.currency, job.schedule_id, job.done_at, job.compensation_percent
$$;
