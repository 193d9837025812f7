-- Cancels an order once, however often it is asked: the money goes back by new transfers, the seats become free.
CREATE FUNCTION cancel_order(
  order_id uuid, account_id uuid, key text, request_hash bytea, reason text, asked_at timestamptz
) RETURNS jsonb LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  purse wallet%ROWTYPE;
  known idempotency_key%ROWTYPE;
  bought customer_order%ROWTYPE;
  show record;
  fees bigint;
  answer jsonb;
BEGIN
  -- Wallet first, then the order: the same way round as everywhere, so that nobody waits in a circle.
  SELECT w.* INTO purse FROM wallet w WHERE w.account_id = cancel_order.account_id FOR NO KEY UPDATE;
  SELECT k.* INTO known FROM idempotency_key k
  WHERE k.account_id = cancel_order.account_id AND k.key = cancel_order.key;
  IF FOUND AND (known.operation <> 'cancel' OR known.request_hash <> cancel_order.request_hash) THEN
    RETURN refusal('idempotency-mismatch');
  END IF;

  SELECT o.* INTO bought FROM customer_order o
  WHERE o.id = cancel_order.order_id AND o.account_id = cancel_order.account_id FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  SELECT sum(s.fee_minor), jsonb_build_object('holdId', bought.hold_id, 'scheduleId', bought.schedule_id,
    'refundedMinor', bought.total_minor, 'seats', jsonb_agg(s.seat ORDER BY s.seat), 'replayed', bought.status = 'cancelled')
  INTO fees, answer FROM order_seat s WHERE s.order_id = bought.id;
  IF bought.status = 'cancelled' THEN RETURN done(answer); END IF;

  SELECT s.concert_id, s.starts_at INTO show FROM schedule s WHERE s.id = bought.schedule_id;
  IF show.starts_at <= asked_at THEN RETURN refusal('not-cancellable'); END IF;

  UPDATE customer_order SET status = 'cancelled', refunded_minor = total_minor, cancelled_at = now(), cancel_reason = reason
  WHERE id = bought.id;
  UPDATE order_seat SET live = false WHERE order_seat.order_id = bought.id;
  IF bought.total_minor > 0 THEN
    UPDATE wallet SET balance_minor = balance_minor + bought.total_minor, lines = lines + 1
    WHERE wallet.account_id = bought.account_id;
    INSERT INTO transfer (kind, debit_id, credit_id, amount_minor, currency, order_id,
      wallet_id, wallet_line, balance_after_minor)
    SELECT 'fee-refund', fees_account(), show.concert_id, fees, bought.currency, bought.id, NULL::uuid, NULL::int, NULL::bigint
    WHERE fees > 0
    UNION ALL
    SELECT 'refund', show.concert_id, bought.account_id, bought.total_minor, bought.currency, bought.id,
      bought.account_id, purse.lines + 1, purse.balance_minor + bought.total_minor;
  END IF;
  INSERT INTO idempotency_key (account_id, key, operation, request_hash, subject_id)
  VALUES (bought.account_id, cancel_order.key, 'cancel', cancel_order.request_hash, bought.id);
  INSERT INTO outbox (topic, payload)
  VALUES ('seats.released', jsonb_build_object('orderId', bought.id, 'scheduleId', bought.schedule_id,
    'holdId', bought.hold_id, 'accountId', bought.account_id, 'seats', answer->'seats'));
  RETURN done(answer);
END $$;
--> statement-breakpoint
-- What a payment says of itself.
CREATE FUNCTION payment_row(payment payment) RETURNS jsonb LANGUAGE sql STABLE
RETURN jsonb_build_object('id', (payment).id, 'accountId', (payment).account_id, 'status', (payment).status,
  'amountMinor', (payment).amount_minor, 'currency', (payment).currency, 'provider', (payment).provider,
  'providerKey', (payment).provider_key, 'createdAtMs', epoch_ms((payment).created_at));
--> statement-breakpoint
CREATE FUNCTION start_top_up(
  payment_id uuid, account_id uuid, amount_minor bigint, provider text, key text, request_hash bytea
) RETURNS jsonb LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  known idempotency_key%ROWTYPE;
  purse_currency text;
  started payment%ROWTYPE;
BEGIN
  SELECT w.currency INTO purse_currency FROM wallet w WHERE w.account_id = start_top_up.account_id;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;

  -- Whoever comes second with the same key waits here for the first, and then reads what it wrote.
  INSERT INTO idempotency_key (account_id, key, operation, request_hash, subject_id)
  VALUES (start_top_up.account_id, start_top_up.key, 'top-up', start_top_up.request_hash, start_top_up.payment_id)
  ON CONFLICT DO NOTHING;
  IF FOUND THEN
    INSERT INTO payment (id, account_id, purpose, amount_minor, currency, provider)
    VALUES (start_top_up.payment_id, start_top_up.account_id, 'top-up', start_top_up.amount_minor, purse_currency,
      start_top_up.provider)
    RETURNING * INTO started;
    RETURN done(payment_row(started) || '{"replayed": false}');
  END IF;

  SELECT k.* INTO known FROM idempotency_key k
  WHERE k.account_id = start_top_up.account_id AND k.key = start_top_up.key;
  IF known.operation <> 'top-up' OR known.request_hash <> start_top_up.request_hash THEN
    RETURN refusal('idempotency-mismatch');
  END IF;
  SELECT p.* INTO started FROM payment p WHERE p.id = known.subject_id;
  RETURN done(payment_row(started) || '{"replayed": true}');
END $$;
--> statement-breakpoint
-- Takes down how a top-up ended. Only the step to "paid" credits the wallet, and nothing leads away from "paid".
CREATE FUNCTION settle_top_up(
  payment_id uuid, account_id uuid, provider_key text, approved_minor bigint, status text, record jsonb
) RETURNS jsonb LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  paying payment%ROWTYPE;
  purse wallet%ROWTYPE;
BEGIN
  SELECT p.* INTO paying FROM payment p
  WHERE p.id = settle_top_up.payment_id AND p.purpose = 'top-up'
    AND p.account_id = coalesce(settle_top_up.account_id, p.account_id)
  FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  IF paying.status = 'paid' THEN
    IF settle_top_up.status = 'paid' AND paying.provider_key <> settle_top_up.provider_key THEN
      RETURN refusal('conflict', 'paid with another key');
    END IF;
    RETURN done(payment_row(paying));
  END IF;
  IF settle_top_up.status = 'paid' AND paying.amount_minor <> approved_minor THEN
    RETURN refusal('conflict', 'the amounts differ');
  END IF;

  UPDATE payment SET status = settle_top_up.status, provider_key = settle_top_up.provider_key,
    record = settle_top_up.record, settled_at = CASE WHEN settle_top_up.status <> 'unknown' THEN now() END
  WHERE id = paying.id RETURNING * INTO paying;
  IF paying.status = 'paid' THEN
    UPDATE wallet SET balance_minor = balance_minor + paying.amount_minor, lines = lines + 1
    WHERE wallet.account_id = paying.account_id RETURNING * INTO purse;
    INSERT INTO transfer (kind, debit_id, credit_id, amount_minor, currency, payment_id,
      wallet_id, wallet_line, balance_after_minor)
    VALUES ('top-up', gateway_account(), paying.account_id, paying.amount_minor, paying.currency, paying.id,
      paying.account_id, purse.lines, purse.balance_minor);
  END IF;
  RETURN done(payment_row(paying));
END $$;
