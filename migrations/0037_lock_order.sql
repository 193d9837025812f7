-- One order of locks for all functions that move money: the wallet, the voucher, the order, the refund, the payment, the
-- schedule, the settlement of the hold, the coupon, the seats; several of one kind by their ids. The last line of each
-- comment names the part of it that the function takes. Before, a void and a batch of a show's cancellation took the
-- coupon in the reverse order of a purchase, and Postgres ended one of the two.
CREATE OR REPLACE FUNCTION give_back_coupon(order_id uuid) RETURNS void LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  given uuid;
BEGIN
  SELECT u.coupon_id INTO given FROM coupon_use u WHERE u.order_id = give_back_coupon.order_id;
  IF NOT FOUND THEN RETURN; END IF;
  PERFORM FROM coupon c WHERE c.id = given AND c.uses_max IS NOT NULL FOR NO KEY UPDATE;
  DELETE FROM coupon_use u WHERE u.order_id = give_back_coupon.order_id;
  IF FOUND THEN UPDATE coupon SET uses_left = uses_left + 1 WHERE id = given AND uses_max IS NOT NULL; END IF;
END $$;
--> statement-breakpoint
COMMENT ON FUNCTION give_back_coupon(uuid) IS 'Gives back the coupon that an order had reserved, once; an order without a coupon is left alone.
Locks: the coupon, if it has a limit for all accounts together.';
--> statement-breakpoint
CREATE OR REPLACE FUNCTION purchase(
  order_id uuid, order_number text, account_id uuid, schedule_id uuid, hold_id uuid,
  currency text, key text, request_hash bytea,
  seats int[], seat_keys text[], zone_ids text[], prices_minor bigint[], fees_minor bigint[],
  discounts_minor bigint[] DEFAULT NULL, price_types text[] DEFAULT NULL, discounts jsonb DEFAULT '[]',
  coupon_id uuid DEFAULT NULL
) RETURNS jsonb LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  purse wallet%ROWTYPE;
  known record;
  settled record;
  total bigint := 0;
  fees bigint := 0;
  has_won boolean := false;
  why_no_coupon text;
  at timestamptz(3) := now();
BEGIN
  -- The lock makes this account's payments come one after the other, and each sees what the one before it wrote.
  SELECT w.* INTO purse FROM wallet w WHERE w.account_id = purchase.account_id FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;

  SELECT s.concert_id, s.sale_state, k.operation, k.request_hash, k.subject_id INTO known
  FROM schedule s
  LEFT JOIN idempotency_key k ON k.account_id = purchase.account_id AND k.key = purchase.key
  WHERE s.id = purchase.schedule_id;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  IF known.subject_id IS NOT NULL THEN
    IF known.operation <> 'purchase' OR known.request_hash <> purchase.request_hash THEN
      RETURN refusal('idempotency-mismatch');
    END IF;
    RETURN order_receipt(known.subject_id, true);
  END IF;
  IF purse.currency <> purchase.currency THEN RETURN refusal('conflict', purse.currency); END IF;
  IF known.sale_state = 'cancelled' THEN RETURN refusal('sale-not-open', 'cancelled'); END IF;

  FOR place IN 1 .. cardinality(seats) LOOP
    total := total + prices_minor[place] + fees_minor[place] - coalesce(discounts_minor[place], 0);
    fees := fees + fees_minor[place];
  END LOOP;

  -- First to the key wins. A rival waits here until the other has ended, and then finds its row.
  IF purse.balance_minor >= total THEN
    INSERT INTO settlement (hold_id, order_id) VALUES (purchase.hold_id, purchase.order_id) ON CONFLICT DO NOTHING;
    has_won := FOUND;
    IF has_won AND coupon_id IS NOT NULL THEN
      why_no_coupon := take_coupon(coupon_id, purchase.account_id, purchase.order_id, at);
      IF why_no_coupon IS NOT NULL THEN
        DELETE FROM settlement s WHERE s.hold_id = purchase.hold_id;
        RETURN refusal(why_no_coupon);
      END IF;
    END IF;
  END IF;
  IF NOT has_won THEN
    SELECT s.order_id, o.account_id INTO settled
    FROM settlement s LEFT JOIN customer_order o ON o.id = s.order_id WHERE s.hold_id = purchase.hold_id;
    IF NOT FOUND THEN RETURN refusal('insufficient-funds'); END IF;
    IF settled.order_id = purchase.order_id AND settled.account_id = purchase.account_id THEN
      RETURN order_receipt(settled.order_id, true);
    END IF;
    IF settled.order_id IS NULL THEN RETURN refusal('hold-expired'); END IF;
    RETURN refusal('already-paid', settled.order_id::text);
  END IF;

  INSERT INTO customer_order (id, number, account_id, schedule_id, hold_id, currency, total_minor, paid_at, discounts)
  VALUES (purchase.order_id, order_number, purchase.account_id, purchase.schedule_id, purchase.hold_id,
    purchase.currency, total, at, purchase.discounts);

  INSERT INTO order_seat (order_id, schedule_id, seat, seat_key, zone_id, price_minor, fee_minor, discount_minor, price_type)
  SELECT purchase.order_id, purchase.schedule_id, s.seat, s.seat_key, s.zone_id, s.price, s.fee, coalesce(s.discount, 0),
    s.price_type
  FROM unnest(seats, seat_keys, zone_ids, prices_minor, fees_minor, discounts_minor, price_types)
    AS s(seat, seat_key, zone_id, price, fee, discount, price_type)
  ORDER BY s.seat;

  IF total > 0 THEN
    UPDATE wallet SET balance_minor = balance_minor - total, lines = lines + 1
    WHERE wallet.account_id = purchase.account_id;

    -- The wallet pays all of it to the concert, which passes the fees on: the fan's ledger has one line for one order.
    INSERT INTO transfer (kind, debit_id, credit_id, amount_minor, currency, order_id,
      wallet_id, wallet_line, balance_after_minor, at)
    SELECT 'purchase', purchase.account_id, known.concert_id, total, purchase.currency, purchase.order_id,
      purchase.account_id, purse.lines + 1, purse.balance_minor - total, at
    UNION ALL
    SELECT 'fee', known.concert_id, fees_account(), fees, purchase.currency, purchase.order_id, NULL, NULL, NULL, at
    WHERE fees > 0;
  END IF;

  INSERT INTO idempotency_key (account_id, key, operation, request_hash, subject_id)
  VALUES (purchase.account_id, purchase.key, 'purchase', purchase.request_hash, purchase.order_id);
  INSERT INTO outbox (topic, payload)
  VALUES ('order.paid', jsonb_build_object('orderId', purchase.order_id, 'accountId', purchase.account_id,
    'scheduleId', purchase.schedule_id, 'holdId', purchase.hold_id));

  RETURN done(jsonb_build_object('orderId', purchase.order_id, 'number', order_number, 'totalMinor', total,
    'paidAtMs', epoch_ms(at), 'replayed', false));
END $$;
--> statement-breakpoint
COMMENT ON FUNCTION purchase(uuid, text, uuid, uuid, uuid, text, text, bytea, int[], text[], text[], bigint[], bigint[], bigint[], text[], jsonb, uuid) IS 'Pays for one hold from the wallet: debit, ledger, order, seats, coupon and settlement are written together or not
at all. A refusal leaves nothing behind, and the same key with the same request answers with the same order. A seat
that is sold already raises order_seat_live, which undoes the whole statement.
Locks: the wallet, then the settlement of the hold, then the coupon, then the live seats.';
--> statement-breakpoint
CREATE OR REPLACE FUNCTION take_seats(payment payment, hold_id uuid, order_number text) RETURNS text LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  draft jsonb := (payment).draft;
  why text;
  broken text;
BEGIN
  INSERT INTO settlement (hold_id, order_id) VALUES (take_seats.hold_id, (payment).order_id) ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN
    SELECT CASE WHEN s.order_id IS NULL THEN 'hold-expired' ELSE 'already-paid' END INTO why
    FROM settlement s WHERE s.hold_id = take_seats.hold_id;
    RAISE EXCEPTION USING ERRCODE = 'FR001', MESSAGE = why;
  END IF;
  IF draft->>'couponId' IS NOT NULL AND NOT EXISTS (SELECT FROM coupon_use u WHERE u.order_id = (payment).order_id) THEN
    why := take_coupon((draft->>'couponId')::uuid, (payment).account_id, (payment).order_id, now());
    IF why IS NOT NULL THEN RAISE EXCEPTION USING ERRCODE = 'FR001', MESSAGE = 'coupon-spent'; END IF;
  END IF;
  INSERT INTO customer_order (id, number, account_id, schedule_id, hold_id, currency, total_minor, method, payment_id, discounts)
  VALUES ((payment).order_id, order_number, (payment).account_id, (payment).schedule_id, take_seats.hold_id,
    (payment).currency, (payment).amount_minor + (payment).wallet_minor, (payment).method, (payment).id, draft->'discounts');
  INSERT INTO order_seat (order_id, schedule_id, seat, seat_key, zone_id, price_minor, fee_minor, discount_minor, price_type)
  SELECT (payment).order_id, (payment).schedule_id, s.seat, s.key, s."zoneId", s."priceMinor", s."feeMinor",
    s."discountMinor", s."priceType"
  FROM jsonb_to_recordset(draft->'seats') AS s(seat int, key text, "zoneId" text, "priceMinor" bigint, "feeMinor" bigint,
    "discountMinor" bigint, "priceType" text)
  ORDER BY s.seat;
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
COMMENT ON FUNCTION take_seats(payment, uuid, text) IS 'Makes the order of a payment with its seats and returns null, or returns the reason for not doing so and writes
nothing. A coupon that the payment no longer has is reserved again.
Locks: the settlement of the hold, then the coupon, then the live seats. The caller has locked the wallet and the
payment.';
--> statement-breakpoint
CREATE FUNCTION lock_coupons(orders uuid[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM coupon c WHERE c.uses_max IS NOT NULL
    AND c.id IN (SELECT u.coupon_id FROM coupon_use u WHERE u.order_id = ANY (orders))
  ORDER BY c.id FOR NO KEY UPDATE;
END $$;
--> statement-breakpoint
COMMENT ON FUNCTION lock_coupons(uuid[]) IS 'Locks the coupons of orders, before the seats of the orders are touched.
Locks: the coupons by their ids, if they have a limit for all accounts together.';
--> statement-breakpoint
CREATE OR REPLACE FUNCTION give_back_all(
  bought customer_order, refund_id uuid, seats int[], target text, compensation_percent int
) RETURNS refund LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  lines jsonb;
  compensation bigint;
  made refund%ROWTYPE;
BEGIN
  PERFORM lock_coupons(ARRAY[(bought).id]);
  SELECT jsonb_agg(jsonb_build_object('seat', s.seat, 'paidMinor', paid, 'chargeMinor', 0, 'feeKeptMinor', 0,
    'refundMinor', paid, 'compensationMinor', extra) ORDER BY s.seat), sum(extra)
  INTO lines, compensation
  FROM order_seat s, LATERAL (SELECT s.price_minor - s.discount_minor + s.fee_minor AS paid,
    (s.price_minor - s.discount_minor) * compensation_percent / 100 AS extra)
  WHERE s.order_id = (bought).id AND s.live AND s.seat = ANY (seats);
  made := give_back(bought, give_back_all.refund_id, lines,
    CASE WHEN (bought).payment_id IS NULL THEN 'wallet' ELSE target END, 'show-cancelled');
  PERFORM credit_wallet((bought).account_id, 'compensation',
    (SELECT s.concert_id FROM schedule s WHERE s.id = (bought).schedule_id), compensation, (bought).currency,
    (bought).id, NULL);
  IF NOT EXISTS (SELECT FROM order_seat s WHERE s.order_id = (bought).id AND s.live) THEN
    PERFORM give_back_coupon((bought).id);
  END IF;
  RETURN made;
END $$;
--> statement-breakpoint
COMMENT ON FUNCTION give_back_all(customer_order, uuid, int[], text, int) IS 'Gives tickets of a canceled show back in full, pays the compensation into the wallet, and returns the coupon of an
order that has no tickets left. The refund rules of the contract compute the same amounts for the preview.
Locks: the coupon, then the seats. The caller has locked the wallet, then the order, and knows that the seats are live
ones of the order.';
--> statement-breakpoint
CREATE OR REPLACE FUNCTION continue_show_cancellation(schedule_id uuid, orders_max int) RETURNS jsonb LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  job show_cancellation%ROWTYPE;
  batch uuid[];
  each uuid;
  bought customer_order%ROWTYPE;
  seats int[];
  released jsonb := '[]';
  state jsonb;
BEGIN
  SELECT c.* INTO job FROM show_cancellation c WHERE c.schedule_id = continue_show_cancellation.schedule_id;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  -- The whole batch is locked kind by kind before any of it is touched, as every function locks its own few.
  SELECT array_agg(id) INTO batch FROM (SELECT DISTINCT o.id FROM order_seat s JOIN customer_order o ON o.id = s.order_id
    WHERE s.schedule_id = job.schedule_id AND s.live ORDER BY o.id LIMIT orders_max);
  PERFORM FROM wallet w WHERE w.account_id IN (SELECT o.account_id FROM customer_order o WHERE o.id = ANY (batch))
  ORDER BY w.account_id FOR NO KEY UPDATE;
  PERFORM FROM customer_order o WHERE o.id = ANY (batch) ORDER BY o.id FOR NO KEY UPDATE;
  PERFORM lock_coupons(batch);
  FOREACH each IN ARRAY coalesce(batch, '{}') LOOP
    SELECT o.* INTO bought FROM customer_order o WHERE o.id = each AND o.status = 'paid';
    CONTINUE WHEN NOT FOUND;
    SELECT array_agg(s.seat ORDER BY s.seat) INTO seats FROM order_seat s WHERE s.order_id = bought.id AND s.live;
    PERFORM give_back_all(bought, uuidv7(), seats, 'original', job.compensation_percent);
    released := released || jsonb_build_object('holdId', bought.hold_id, 'accountId', bought.account_id,
      'seats', to_jsonb(seats), 'kept', '[]'::jsonb);
  END LOOP;
  state := show_cancellation_state(job.schedule_id, 0);
  IF (state->>'orders')::int = 0 THEN
    UPDATE show_cancellation SET done_at = coalesce(done_at, now()) WHERE show_cancellation.schedule_id = job.schedule_id;
    state := jsonb_set(state, '{state}', '"done"');
  END IF;
  RETURN done(state || jsonb_build_object('released', released));
END $$;
--> statement-breakpoint
COMMENT ON FUNCTION continue_show_cancellation(uuid, int) IS 'Refunds a batch of orders of a canceled show in full, each to where it was paid from, and pays the compensation
into the wallet. An order is refunded once, so the batches may stop and go on at any time.
Locks: the wallets by account, then the orders by their ids, then the coupons by their ids, then the seats.';
--> statement-breakpoint
CREATE OR REPLACE FUNCTION settle_top_up(
  payment_id uuid, account_id uuid, provider_key text, approved_minor bigint, status text, reason text, record jsonb
) RETURNS jsonb LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  paying payment%ROWTYPE;
  purse wallet%ROWTYPE;
BEGIN
  SELECT p.* INTO paying FROM payment p
  WHERE p.id = settle_top_up.payment_id AND p.purpose = 'top-up'
    AND p.account_id = coalesce(settle_top_up.account_id, p.account_id);
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  PERFORM FROM wallet w WHERE w.account_id = paying.account_id FOR NO KEY UPDATE;
  SELECT p.* INTO paying FROM payment p WHERE p.id = settle_top_up.payment_id FOR NO KEY UPDATE;
  IF paying.status = 'paid' THEN
    IF settle_top_up.status = 'paid' AND paying.provider_key <> settle_top_up.provider_key THEN
      RETURN refusal('conflict', 'paid with another key');
    END IF;
    RETURN done(payment_row(paying));
  END IF;
  IF settle_top_up.status = 'paid' AND paying.amount_minor <> approved_minor THEN
    RETURN refusal('conflict', 'the amounts differ');
  END IF;

  UPDATE payment SET status = settle_top_up.status, reason = settle_top_up.reason,
    provider_key = coalesce(settle_top_up.provider_key, paying.provider_key), record = settle_top_up.record,
    settled_at = CASE WHEN settle_top_up.status <> 'unknown' THEN now() END
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
--> statement-breakpoint
COMMENT ON FUNCTION settle_top_up(uuid, uuid, text, bigint, text, text, jsonb) IS 'Records how a top-up ended. The wallet is credited once, by the step to paid, and no later message leads away from
paid. A top-up that was refused or has expired can still turn out to be paid.
Locks: the wallet, then the payment.';
--> statement-breakpoint
COMMENT ON FUNCTION cancel_seats(uuid, uuid, uuid, text, bytea, jsonb, text, text, timestamptz, timestamptz, jsonb) IS 'Cancels tickets of an order once, however often it is asked. Refund lines that were worked out for another start of
the show, before the show was canceled, or for tickets that are gone, change nothing. A canceled show gives back
everything that was paid, with its compensation. The bank account is kept only for a refund of a virtual account
that is due.
Locks: the wallet, then the order, then the schedule FOR SHARE, then for a canceled show the coupon, then the seats.';
--> statement-breakpoint
COMMENT ON FUNCTION settle_card_payment(uuid, uuid, text, text, bigint, text, text, jsonb, jsonb, text, uuid) IS 'Records how a payment for an order ended, once. Money that arrived makes the order, and takes the part of the
wallet in the same statement; if the order can no longer be made, all of the money that arrived becomes a refund
that is due. Another amount or another key is only noted as the issue of the payment.
Locks: the wallet, then the payment, then the settlement of the hold, then the coupon, then the live seats.';
--> statement-breakpoint
COMMENT ON FUNCTION void_hold(uuid) IS 'Ends a hold without a sale, unless the hold has been sold: then it answers with the order and the seats that the
order still has. A coupon reserved by a payment for this hold comes back.
Locks: the settlement of the hold, then the coupon.';
--> statement-breakpoint
COMMENT ON FUNCTION give_back(customer_order, uuid, jsonb, text, text) IS 'Gives tickets of an order back: frees their seats, and books for each ticket exactly what was paid, kept and
returned; other tickets or other sums raise an error. What was paid partly by card and partly from the wallet makes
two refunds: the card gets its part first, with the amounts of the tickets in its lines, and the lines of the rest
for the wallet name the seats alone. By the missing refundMinor others know the second one, so that no message and
no amount counts twice.
Locks: the seats. The caller has locked the wallet, then the order.';
