-- An order may be made for somebody without an account: at the counter, as an invitation, or by an agency. Its money
-- goes to no wallet. The schedule knows its seats by the hold's own id, where it knows a fan's by the account.
ALTER TABLE "order_form" ALTER COLUMN "account_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "customer_order" ALTER COLUMN "account_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "refund" ALTER COLUMN "account_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "customer_order" ADD COLUMN "channel" text DEFAULT 'web' NOT NULL;--> statement-breakpoint
ALTER TABLE "customer_order" ADD COLUMN "buyer_name" text;--> statement-breakpoint
ALTER TABLE "customer_order" ADD COLUMN "buyer_phone" text;--> statement-breakpoint
ALTER TABLE "customer_order" ADD CONSTRAINT "customer_order_channel" CHECK ("customer_order"."channel" IN ('web', 'counter', 'invitation', 'agency'));--> statement-breakpoint
ALTER TABLE "customer_order" ADD CONSTRAINT "customer_order_buyer" CHECK (("customer_order"."channel" <> 'web' OR "customer_order"."account_id" IS NOT NULL) AND "customer_order"."buyer_phone" ~ '^[0-9]{4,20}$');
--> statement-breakpoint
CREATE OR REPLACE FUNCTION void_hold(hold_id uuid) RETURNS jsonb LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  sale jsonb;
BEGIN
  INSERT INTO settlement (hold_id) VALUES (void_hold.hold_id) ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN
    SELECT jsonb_build_object('orderId', o.id, 'accountId', coalesce(o.account_id, o.hold_id), 'seats', jsonb_agg(s.seat ORDER BY s.seat))
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
--> statement-breakpoint
COMMENT ON FUNCTION void_hold(uuid) IS 'Ends a hold without a sale, unless the hold has been sold: then it answers with the order and the seats that the order still has. A coupon reserved by a payment for this hold comes back.
Locks: the settlement of the hold, then the coupon.';
--> statement-breakpoint
CREATE OR REPLACE FUNCTION cancellation(refund refund, replayed boolean) RETURNS jsonb LANGUAGE sql STABLE
RETURN done((SELECT jsonb_build_object('refundId', (refund).id, 'orderId', o.id, 'holdId', o.hold_id,
    'scheduleId', o.schedule_id, 'accountId', coalesce(o.account_id, o.hold_id), 'refundedMinor', shown.minor,
    'compensationMinor', shown.compensation,
    'walletMinor', shown.minor - CASE WHEN (refund).target = 'original' OR (refund).done_at > (refund).created_at
      THEN (refund).amount_minor ELSE 0 END,
    'to', (refund).target, 'status', (refund).status, 'paymentId', o.payment_id, 'replayed', replayed,
    'seats', jsonb_path_query_array((refund).lines, '$[*].seat'),
    'kept', (SELECT coalesce(jsonb_agg(s.seat ORDER BY s.seat), '[]') FROM order_seat s WHERE s.order_id = o.id AND s.live))
  FROM customer_order o, LATERAL (SELECT coalesce(sum((line->>'refundMinor')::bigint), 0) AS minor,
      coalesce(sum((line->>'compensationMinor')::bigint), 0) AS compensation
    FROM jsonb_array_elements((refund).lines) AS line) shown WHERE o.id = (refund).order_id));
--> statement-breakpoint
COMMENT ON FUNCTION cancellation(refund, boolean) IS 'Answers for a cancellation in the same words the first time and every time it is asked for again, with the compensation of a canceled show and the tickets that the order still has.
Locks: nothing.';
--> statement-breakpoint
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
    'holdId', (bought).hold_id, 'accountId', coalesce((bought).account_id, (bought).hold_id), 'seats', seats, 'kept', kept));
  RETURN made;
END $$;
--> statement-breakpoint
COMMENT ON FUNCTION give_back(customer_order, uuid, jsonb, text, text) IS 'Gives tickets of an order back: frees their seats, and books for each ticket exactly what was paid, kept and returned; other tickets or other sums raise an error. What was paid partly by card and partly from the wallet makes two refunds: the card gets its part first, with the amounts of the tickets in its lines, and the lines of the rest for the wallet name the seats alone. By the missing refundMinor others know the second one, so that no message and no amount counts twice.
Locks: the seats. The caller has locked the wallet, then the order.';
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
    released := released || jsonb_build_object('holdId', bought.hold_id, 'accountId', coalesce(bought.account_id, bought.hold_id),
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
COMMENT ON FUNCTION continue_show_cancellation(uuid, int) IS 'Refunds a batch of orders of a canceled show in full, each to where it was paid from, and pays the compensation into the wallet. An order is refunded once, so the batches may stop and go on at any time.
Locks: the wallets by account, then the orders by their ids, then the coupons by their ids, then the seats.';
--> statement-breakpoint
CREATE OR REPLACE FUNCTION move_state(of_schedule uuid) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('scheduleId', s.id, 'currency', c.currency, 'startsAtMs', epoch_ms(s.starts_at),
    'orders', count(DISTINCT o.id), 'holders', count(DISTINCT coalesce(o.account_id, o.hold_id)), 'tickets', count(b.seat),
    'refundMinor', coalesce(sum(b.price_minor - b.discount_minor + b.fee_minor), 0),
    'waitlisted', (SELECT count(*) FROM waitlist_entry w WHERE w.schedule_id = s.id AND w.state IN ('waiting', 'offered')),
    'isReminded', s.reminded_for IS NOT NULL)
  FROM schedule s JOIN concert c ON c.id = s.concert_id
  LEFT JOIN order_seat b ON b.schedule_id = s.id AND b.live
  LEFT JOIN customer_order o ON o.id = b.order_id
  WHERE s.id = of_schedule GROUP BY s.id, c.currency
$$;
--> statement-breakpoint
COMMENT ON FUNCTION move_state(uuid) IS 'Counts whom a move of a date concerns, and the most that may have to be given back.
Locks: nothing.';
