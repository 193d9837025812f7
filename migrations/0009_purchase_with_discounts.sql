DROP FUNCTION purchase(uuid, text, uuid, uuid, uuid, text, text, bytea, int[], text[], text[], bigint[], bigint[]);
--> statement-breakpoint
-- Debit, ledger, order, seats, coupon and settlement: all of it or none of it. Nothing is written before the last
-- refusal, but for a coupon that is given back; only a seat that is sold already raises an error, and that undoes the
-- whole statement. What comes after the fees may be left out by those who know no discounts.
CREATE FUNCTION purchase(
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
    IF coupon_id IS NOT NULL AND NOT EXISTS (SELECT FROM settlement s WHERE s.hold_id = purchase.hold_id) THEN
      why_no_coupon := take_coupon(coupon_id, purchase.account_id, purchase.order_id, at);
      IF why_no_coupon IS NOT NULL THEN RETURN refusal(why_no_coupon); END IF;
    END IF;
    INSERT INTO settlement (hold_id, order_id) VALUES (purchase.hold_id, purchase.order_id) ON CONFLICT DO NOTHING;
    has_won := FOUND;
  END IF;
  IF NOT has_won THEN
    SELECT s.order_id, o.account_id INTO settled
    FROM settlement s LEFT JOIN customer_order o ON o.id = s.order_id WHERE s.hold_id = purchase.hold_id;
    IF NOT FOUND THEN RETURN refusal('insufficient-funds'); END IF;
    IF settled.order_id = purchase.order_id AND settled.account_id = purchase.account_id THEN
      RETURN order_receipt(settled.order_id, true);
    END IF;
    -- A rival settled the hold between our look and our try.
    IF coupon_id IS NOT NULL THEN PERFORM give_back_coupon(purchase.order_id); END IF;
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
    AS s(seat, seat_key, zone_id, price, fee, discount, price_type);

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
-- Ends a hold without a sale, unless it was sold first: then it says to whom. An order that has been cancelled since
-- owns nothing any more, and a ticket that has been is free. A coupon that was reserved for it comes back.
CREATE OR REPLACE FUNCTION void_hold(hold_id uuid) RETURNS jsonb LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  sale jsonb;
BEGIN
  INSERT INTO settlement (hold_id) VALUES (void_hold.hold_id) ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN
    SELECT jsonb_build_object('orderId', o.id, 'accountId', o.account_id, 'seats', jsonb_agg(s.seat ORDER BY s.seat))
    INTO sale
    FROM settlement
    JOIN customer_order o ON o.id = settlement.order_id AND o.status = 'paid'
    JOIN order_seat s ON s.order_id = o.id AND s.live
    WHERE settlement.hold_id = void_hold.hold_id
    GROUP BY o.id;
  ELSE
    PERFORM give_back_coupon(p.order_id) FROM payment p WHERE p.hold_id = void_hold.hold_id;
  END IF;
  RETURN coalesce(sale, '{"orderId": null}');
END $$;
