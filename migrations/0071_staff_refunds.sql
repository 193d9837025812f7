ALTER TABLE "refund" DROP CONSTRAINT "refund_target";--> statement-breakpoint
ALTER TABLE "transfer" DROP CONSTRAINT "transfer_kind";--> statement-breakpoint
DROP INDEX "refund_due";--> statement-breakpoint
ALTER TABLE "order_seat" ADD COLUMN "fee_refunded_minor" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "order_seat" ADD COLUMN "kept_out" boolean DEFAULT false NOT NULL;--> statement-breakpoint
-- What has come back of a fee was so far known only to the refund.
UPDATE "order_seat" s SET "fee_refunded_minor" = s."fee_minor" - (line->>'feeKeptMinor')::bigint
FROM "refund" r, jsonb_array_elements(r."lines") AS line
WHERE r."id" = s."refund_id" AND (line->>'seat')::int = s."seat" AND line ? 'feeKeptMinor';--> statement-breakpoint
ALTER TABLE "refund" ADD COLUMN "hand" text;--> statement-breakpoint
ALTER TABLE "refund" ADD COLUMN "shift_id" uuid;--> statement-breakpoint
ALTER TABLE "refund" ADD COLUMN "seat_end" text;--> statement-breakpoint
ALTER TABLE "refund" ADD COLUMN "made_by" uuid;--> statement-breakpoint
ALTER TABLE "refund" ADD COLUMN "note" text;--> statement-breakpoint
ALTER TABLE "refund" ADD COLUMN "job_id" uuid;--> statement-breakpoint
CREATE INDEX "order_seat_kept_out" ON "order_seat" USING btree ("schedule_id") WHERE "order_seat"."kept_out";--> statement-breakpoint
CREATE INDEX "refund_due" ON "refund" USING btree ("next_try_at") WHERE "refund"."status" = 'due' AND "refund"."target" = 'original';--> statement-breakpoint
ALTER TABLE "order_seat" ADD CONSTRAINT "order_seat_fee_refund" CHECK ("order_seat"."fee_refunded_minor" BETWEEN 0 AND "order_seat"."fee_minor" AND "order_seat"."refunded_minor" - "order_seat"."fee_refunded_minor"
        BETWEEN 0 AND "order_seat"."price_minor" - "order_seat"."discount_minor");--> statement-breakpoint
ALTER TABLE "order_seat" ADD CONSTRAINT "order_seat_kept_out_ticket" CHECK (NOT ("order_seat"."kept_out" AND "order_seat"."live"));--> statement-breakpoint
ALTER TABLE "refund" ADD CONSTRAINT "refund_hand" CHECK (("refund"."target" = 'hand') = ("refund"."hand" IS NOT NULL));--> statement-breakpoint
ALTER TABLE "refund" ADD CONSTRAINT "refund_target" CHECK ("refund"."target" IN ('wallet', 'original', 'hand'));--> statement-breakpoint
ALTER TABLE "transfer" ADD CONSTRAINT "transfer_kind" CHECK ("transfer"."kind" IN ('top-up', 'voucher', 'purchase', 'card-purchase', 'fee', 'refund', 'fee-refund',
        'compensation', 'capture', 'gateway-refund', 'gateway-settlement', 'gateway-fee', 'hand-refund'));
--> statement-breakpoint
CREATE FUNCTION till_account() RETURNS uuid LANGUAGE sql IMMUTABLE
RETURN '00000000-0000-7000-8000-000000000007'::uuid;
--> statement-breakpoint
COMMENT ON FUNCTION till_account() IS 'Is the ledger account of the drawers and terminals at the counters: what customers pay there comes from it.
Locks: nothing.';
--> statement-breakpoint
CREATE FUNCTION tender_account(kind text) RETURNS uuid LANGUAGE sql IMMUTABLE
RETURN CASE kind WHEN 'bank-transfer' THEN bank_account() WHEN 'voucher' THEN vouchers_account() ELSE till_account() END;
--> statement-breakpoint
COMMENT ON FUNCTION tender_account(text) IS 'Is the ledger account of money that staff take or give by hand, by its kind: our bank, the vouchers, or the tills.
Locks: nothing.';
--> statement-breakpoint
INSERT INTO system_account (id, name) VALUES (till_account(), 'till');
--> statement-breakpoint
DROP FUNCTION give_back_all(customer_order, uuid, int[], text, int);
--> statement-breakpoint
DROP FUNCTION give_back(customer_order, uuid, jsonb, text, text);
--> statement-breakpoint
CREATE FUNCTION give_back(
  bought customer_order, refund_id uuid, lines jsonb, target text, why text, act jsonb DEFAULT '{}'
) RETURNS refund LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  concert_id uuid := (SELECT s.concert_id FROM schedule s WHERE s.id = (bought).schedule_id);
  seat_end text := coalesce(act->>'seat', 'sale');
  stays boolean := seat_end = 'ticket';
  -- The way of all that does not go back through the gateway.
  way text := CASE WHEN give_back.target = 'hand' OR (bought).account_id IS NULL THEN 'hand' ELSE 'wallet' END;
  hand text := CASE WHEN way = 'hand' THEN coalesce(act->>'hand',
    CASE WHEN (bought).method IN ('terminal', 'bank-transfer', 'voucher') THEN (bought).method ELSE 'cash' END) END;
  is_paid boolean := way = 'wallet' OR coalesce((act->>'isPaid')::boolean, false);
  sums record;
  changed record;
  to_card bigint;
  rest bigint;
  kept int[];
  taken int[];
  made refund%ROWTYPE;
BEGIN
  SELECT array_agg(l.seat ORDER BY l.seat) AS seats, sum(l."refundMinor")::bigint AS refund,
    sum(l."chargeMinor" + l."feeKeptMinor")::bigint AS charge
  INTO sums FROM jsonb_to_recordset(lines) AS l(seat int, "refundMinor" bigint, "chargeMinor" bigint, "feeKeptMinor" bigint);

  -- What is left of a ticket is what is kept of it now and what comes back now: nothing gets lost between the two. Of a
  -- ticket that stays, the price comes back before the fee.
  WITH given AS (
    SELECT l.seat, l."refundMinor" AS minor, CASE WHEN stays THEN greatest(l."refundMinor" - s.paid + s.fee, 0)
      ELSE s.fee - l."feeKeptMinor" END AS fee
    FROM jsonb_to_recordset(lines) AS l(seat int, "refundMinor" bigint, "chargeMinor" bigint, "feeKeptMinor" bigint)
    JOIN (SELECT s.seat, s.live, s.fee_minor - s.fee_refunded_minor AS fee,
        s.price_minor - s.discount_minor + s.fee_minor - s.refunded_minor AS paid
      FROM order_seat s WHERE s.order_id = (bought).id) s ON s.seat = l.seat
    WHERE CASE WHEN stays THEN l."refundMinor" BETWEEN 1 AND s.paid AND l."chargeMinor" + l."feeKeptMinor" = 0
      ELSE s.live AND (l."feeKeptMinor" IN (0, s.fee) OR act ? 'seat' AND l."feeKeptMinor" BETWEEN 0 AND s.fee)
        AND l."refundMinor" + l."chargeMinor" + l."feeKeptMinor" = s.paid END
  ), written AS (
    UPDATE order_seat s SET refunded_minor = s.refunded_minor + g.minor, fee_refunded_minor = s.fee_refunded_minor + g.fee,
      live = s.live AND stays, kept_out = CASE WHEN stays THEN s.kept_out ELSE seat_end = 'kept-out' END,
      refund_id = CASE WHEN stays THEN s.refund_id ELSE give_back.refund_id END
    FROM given g WHERE s.order_id = (bought).id AND s.seat = g.seat RETURNING g.seat, g.fee
  )
  SELECT count(*) AS many, coalesce(sum(w.fee), 0)::bigint AS fees, jsonb_object_agg(w.seat, w.fee) AS of_seat
  INTO changed FROM written w;
  IF changed.many <> cardinality(sums.seats) THEN
    RAISE EXCEPTION 'a refund that is not one of the tickets of order %', (bought).id;
  END IF;
  lines := (SELECT jsonb_agg(l.line || jsonb_build_object('feeRefundMinor', changed.of_seat->(l.line->>'seat')) ORDER BY l.place)
    FROM jsonb_array_elements(lines) WITH ORDINALITY AS l(line, place));
  SELECT coalesce(array_agg(s.seat ORDER BY s.seat) FILTER (WHERE s.live), '{}'),
    coalesce(array_agg(s.seat ORDER BY s.seat) FILTER (WHERE s.live OR s.kept_out), '{}')
  INTO kept, taken FROM order_seat s WHERE s.order_id = (bought).id;
  UPDATE customer_order SET refunded_minor = refunded_minor + sums.refund,
    status = CASE WHEN kept = '{}' THEN 'cancelled' ELSE status END,
    cancelled_at = CASE WHEN kept = '{}' THEN coalesce(cancelled_at, now()) END,
    cancel_reason = CASE WHEN stays THEN cancel_reason ELSE why END
  WHERE id = (bought).id;

  -- Of what was paid in two ways the card gets its part back first, and no more than its part.
  SELECT least(sums.refund, p.amount_minor - coalesce(sum(r.amount_minor), 0)) INTO to_card
  FROM payment p LEFT JOIN refund r ON r.payment_id = p.id AND r.target = 'original'
  WHERE p.id = (bought).payment_id AND give_back.target = 'original' GROUP BY p.amount_minor;
  to_card := coalesce(to_card, 0);
  rest := sums.refund - to_card;
  WITH parts AS (
    SELECT give_back.refund_id AS id, CASE WHEN to_card > 0 THEN to_card ELSE rest END AS minor, sums.charge AS charge,
      CASE WHEN to_card > 0 THEN 'original' WHEN way = 'wallet' AND rest = 0 THEN give_back.target ELSE way END AS target,
      to_card = 0 AND (is_paid OR rest = 0) AS is_done, lines
    UNION ALL
    SELECT uuidv7(), rest, 0, way, is_paid, (SELECT jsonb_agg(jsonb_build_object('seat', seat)) FROM unnest(sums.seats) AS seat)
    WHERE to_card > 0 AND rest > 0
  )
  INSERT INTO refund (id, account_id, order_id, payment_id, amount_minor, charge_minor, currency, target, status, reason,
    lines, done_at, hand, shift_id, seat_end, made_by, note, job_id)
  SELECT p.id, (bought).account_id, (bought).id, (bought).payment_id, p.minor, p.charge, (bought).currency, p.target,
    CASE WHEN p.is_done THEN 'done' ELSE 'due' END, why, p.lines, CASE WHEN p.is_done THEN now() END,
    CASE WHEN p.target = 'hand' THEN hand END, CASE WHEN p.target = 'hand' AND p.is_done THEN (act->>'shiftId')::uuid END,
    act->>'seat', (act->>'madeBy')::uuid, act->>'note', (act->>'jobId')::uuid
  FROM parts p;
  SELECT r.* INTO made FROM refund r WHERE r.id = give_back.refund_id;

  INSERT INTO transfer (kind, debit_id, credit_id, amount_minor, currency, order_id)
  SELECT 'fee-refund', fees_account(), concert_id, changed.fees, (bought).currency, (bought).id WHERE changed.fees > 0;
  INSERT INTO transfer (kind, debit_id, credit_id, amount_minor, currency, order_id, payment_id)
  SELECT 'refund', concert_id, refunds_due_account(), to_card, (bought).currency, (bought).id, (bought).payment_id
  WHERE to_card > 0
  UNION ALL
  SELECT 'refund', concert_id, CASE WHEN is_paid THEN tender_account(hand) ELSE refunds_due_account() END, rest,
    (bought).currency, (bought).id, NULL
  WHERE way = 'hand' AND rest > 0;
  IF way = 'wallet' THEN
    PERFORM credit_wallet((bought).account_id, 'refund', concert_id, rest, (bought).currency, (bought).id, NULL);
  END IF;
  IF made.status = 'due' THEN
    INSERT INTO outbox (topic, payload)
    VALUES ('refund.due', jsonb_build_object('refundId', made.id, 'paymentId', made.payment_id));
  END IF;
  IF seat_end = 'sale' THEN
    INSERT INTO outbox (topic, payload)
    VALUES ('seats.released', jsonb_build_object('orderId', (bought).id, 'scheduleId', (bought).schedule_id, 'holdId',
      (bought).hold_id, 'accountId', coalesce((bought).account_id, (bought).hold_id), 'seats', sums.seats, 'kept', taken));
  END IF;
  RETURN made;
END $$;
--> statement-breakpoint
COMMENT ON FUNCTION give_back(customer_order, uuid, jsonb, text, text, jsonb) IS 'Gives money of an order back, and books for each ticket exactly what was paid, kept and returned; other tickets or other sums raise an error. By the seat of the act the tickets are canceled and their seats freed, or canceled and the seats kept out of the sale, or the tickets stay and lose money alone. What was paid partly by card and partly from the wallet makes two refunds: the card gets its part first, with the amounts of the tickets in its lines, and the lines of the rest name the seats alone. By the missing refundMinor others know the second one, so that no message and no amount counts twice. What staff pay by hand is due until they say that they have paid it, and so is all of an order without an account.
Locks: the seats. The caller has locked the wallet, then the order.';
--> statement-breakpoint
CREATE FUNCTION give_back_all(
  bought customer_order, refund_id uuid, seats int[], target text, compensation_percent int, act jsonb DEFAULT '{}'
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
  FROM order_seat s, LATERAL (SELECT s.price_minor - s.discount_minor + s.fee_minor - s.refunded_minor AS paid,
    CASE WHEN (bought).account_id IS NULL THEN 0
      ELSE (s.price_minor - s.discount_minor) * compensation_percent / 100 END AS extra)
  WHERE s.order_id = (bought).id AND s.live AND s.seat = ANY (seats);
  made := give_back(bought, give_back_all.refund_id, lines,
    CASE WHEN target = 'original' AND (bought).payment_id IS NULL THEN 'wallet' ELSE target END, 'show-cancelled', act);
  IF compensation > 0 THEN
    PERFORM credit_wallet((bought).account_id, 'compensation',
      (SELECT s.concert_id FROM schedule s WHERE s.id = (bought).schedule_id), compensation, (bought).currency,
      (bought).id, NULL);
  END IF;
  IF NOT EXISTS (SELECT FROM order_seat s WHERE s.order_id = (bought).id AND s.live) THEN
    PERFORM give_back_coupon((bought).id);
  END IF;
  RETURN made;
END $$;
--> statement-breakpoint
COMMENT ON FUNCTION give_back_all(customer_order, uuid, int[], text, int, jsonb) IS 'Gives tickets of a canceled show back in full, pays the compensation into the wallet, and returns the coupon of an order that has no tickets left. What was refunded of a ticket before is not refunded again. An order without an account has no wallet and gets no compensation. The refund rules of the contract compute the same amounts for the preview.
Locks: the coupon, then the seats. The caller has locked the wallet, then the order, and knows that the seats are live ones of the order.';
--> statement-breakpoint
CREATE OR REPLACE FUNCTION cancel_seats(
  order_id uuid, account_id uuid, refund_id uuid, key text, request_hash bytea, lines jsonb, target text, reason text,
  starts_at timestamptz, asked_at timestamptz, account jsonb DEFAULT NULL
) RETURNS jsonb LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  known idempotency_key%ROWTYPE;
  bought customer_order%ROWTYPE;
  show_starts_at timestamptz;
  percent int;
  seats int[];
  whole bigint;
  is_free boolean;
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
      AND r.seat_end IS DISTINCT FROM 'ticket'
    ORDER BY r.created_at DESC, r.id DESC LIMIT 1;
    IF FOUND THEN RETURN cancellation(earlier, true); END IF;
    RETURN refusal('not-cancellable');
  END IF;
  IF lines IS NULL THEN RETURN refusal('conflict', 'no tickets'); END IF;
  SELECT array_agg(l.seat) INTO seats FROM jsonb_to_recordset(lines) AS l(seat int);
  -- A cancellation of the show waits for this lock, or this waits for it: nobody is charged once the show is canceled.
  SELECT s.starts_at INTO show_starts_at FROM schedule s WHERE s.id = bought.schedule_id FOR SHARE;
  SELECT c.compensation_percent INTO percent FROM show_cancellation c WHERE c.schedule_id = bought.schedule_id;
  IF percent IS NULL THEN
    IF show_starts_at <> cancel_seats.starts_at THEN RETURN refusal('conflict', 'the show has been moved'); END IF;
    IF cancel_seats.starts_at <= asked_at THEN RETURN refusal('not-cancellable'); END IF;
  END IF;
  IF EXISTS (SELECT FROM unnest(seats) AS wanted(seat)
    LEFT JOIN order_seat s ON s.order_id = bought.id AND s.seat = wanted.seat AND s.live WHERE s.seat IS NULL) THEN
    RETURN refusal('conflict', 'a ticket has been cancelled already');
  END IF;
  -- A move waits for the lock above as well, so this knows every move whose tickets come back in full.
  is_free := percent IS NULL AND asked_at < free_until(bought.id);
  IF percent IS NOT NULL OR is_free THEN
    SELECT sum(s.price_minor - s.discount_minor + s.fee_minor - s.refunded_minor) INTO whole FROM order_seat s
    WHERE s.order_id = bought.id AND s.live AND s.seat = ANY (seats);
    IF whole <> (SELECT sum(l."refundMinor") FROM jsonb_to_recordset(lines) AS l("refundMinor" bigint)) THEN
      RETURN refusal('refund-changed', whole::text);
    END IF;
  END IF;

  INSERT INTO idempotency_key (account_id, key, operation, request_hash, subject_id)
  VALUES (bought.account_id, cancel_seats.key, 'cancel', cancel_seats.request_hash, cancel_seats.refund_id)
  ON CONFLICT DO NOTHING;
  IF percent IS NULL THEN
    IF is_free THEN PERFORM lock_coupons(ARRAY[bought.id]); END IF;
    earlier := give_back(bought, cancel_seats.refund_id, lines,
      CASE WHEN bought.payment_id IS NULL THEN 'wallet' ELSE target END, reason);
    IF is_free AND NOT EXISTS (SELECT FROM order_seat s WHERE s.order_id = bought.id AND s.live) THEN
      PERFORM give_back_coupon(bought.id);
    END IF;
  ELSE
    earlier := give_back_all(bought, cancel_seats.refund_id, seats, target, percent);
  END IF;
  -- Money goes to an account only when it came by a transfer: a card is paid back onto itself, and nowhere else.
  IF bought.method = 'virtualAccount' THEN
    UPDATE refund SET account = cancel_seats.account WHERE id = earlier.id AND status = 'due';
  END IF;
  RETURN cancellation(earlier, false);
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION cancellation(refund refund, replayed boolean) RETURNS jsonb LANGUAGE sql STABLE
RETURN done((SELECT jsonb_build_object('refundId', (refund).id, 'orderId', o.id, 'holdId', o.hold_id,
    'scheduleId', o.schedule_id, 'accountId', coalesce(o.account_id, o.hold_id), 'refundedMinor', shown.minor,
    'compensationMinor', shown.compensation,
    'walletMinor', shown.minor - CASE WHEN (refund).target <> 'wallet' OR (refund).done_at > (refund).created_at
      THEN (refund).amount_minor ELSE 0 END,
    'to', (refund).target, 'status', (refund).status, 'paymentId', o.payment_id, 'replayed', replayed,
    'seats', jsonb_path_query_array((refund).lines, '$[*].seat'),
    'kept', (SELECT coalesce(jsonb_agg(s.seat ORDER BY s.seat), '[]') FROM order_seat s
      WHERE s.order_id = o.id AND (s.live OR s.kept_out)))
  FROM customer_order o, LATERAL (SELECT coalesce(sum((line->>'refundMinor')::bigint), 0) AS minor,
      coalesce(sum((line->>'compensationMinor')::bigint), 0) AS compensation
    FROM jsonb_array_elements((refund).lines) AS line) shown WHERE o.id = (refund).order_id));
--> statement-breakpoint
COMMENT ON FUNCTION cancellation(refund, boolean) IS 'Answers for a cancellation in the same words the first time and every time it is asked for again, with the compensation of a canceled show and the seats that the order still keeps from the sale.
Locks: nothing.';
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
    JOIN customer_order o ON o.id = settlement.order_id
    JOIN order_seat s ON s.order_id = o.id AND (s.live OR s.kept_out)
    WHERE settlement.hold_id = void_hold.hold_id
    GROUP BY o.id;
  ELSE
    PERFORM give_back_coupon(p.order_id) FROM payment p WHERE p.hold_id = void_hold.hold_id;
  END IF;
  RETURN coalesce(sale, '{"orderId": null}');
END $$;
--> statement-breakpoint
COMMENT ON FUNCTION void_hold(uuid) IS 'Ends a hold without a sale, unless the hold has been sold: then it answers with the order and the seats that the order still keeps from the sale. A coupon reserved by a payment for this hold comes back.
Locks: the settlement of the hold, then the coupon.';
--> statement-breakpoint
CREATE OR REPLACE FUNCTION card_settlement(payment payment) RETURNS jsonb LANGUAGE sql STABLE
RETURN done(jsonb_build_object('payment', payment_row(payment),
  'end', CASE (payment).status WHEN 'paid' THEN 'ordered' WHEN 'to-refund' THEN 'to-refund' WHEN 'refunded' THEN 'to-refund'
    WHEN 'refused' THEN 'refused' ELSE 'pending' END,
  'sale', (SELECT jsonb_build_object('orderId', o.id, 'number', o.number, 'accountId', o.account_id,
      'scheduleId', o.schedule_id, 'holdId', o.hold_id, 'seats', jsonb_agg(s.seat ORDER BY s.seat))
    FROM customer_order o JOIN order_seat s ON s.order_id = o.id AND (s.live OR s.kept_out) WHERE o.id = (payment).order_id GROUP BY o.id),
  'refund', (SELECT jsonb_build_object('refundId', r.id, 'amountMinor', r.amount_minor) FROM refund r
    WHERE r.payment_id = (payment).id AND r.order_id IS NULL AND r.status = 'due')));
--> statement-breakpoint
CREATE OR REPLACE FUNCTION show_cancellation_state(schedule_id uuid, compensation_percent int) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('scheduleId', s.id, 'currency', c.currency,
    'state', CASE WHEN job.schedule_id IS NULL THEN 'planned' WHEN job.done_at IS NULL THEN 'running' ELSE 'done' END,
    'orders', count(DISTINCT o.id), 'tickets', count(b.seat),
    'refundMinor', coalesce(sum(b.price_minor - b.discount_minor + b.fee_minor - b.refunded_minor), 0),
    'compensationMinor', coalesce(sum((b.price_minor - b.discount_minor)
      * coalesce(job.compensation_percent, show_cancellation_state.compensation_percent) / 100)
      FILTER (WHERE o.account_id IS NOT NULL), 0),
    'byHandMinor', coalesce(sum(b.price_minor - b.discount_minor + b.fee_minor - b.refunded_minor)
      FILTER (WHERE o.account_id IS NULL), 0),
    'toOriginalMinor', (SELECT coalesce(sum(least(card.paid, p.amount_minor - (SELECT coalesce(sum(r.amount_minor), 0)
        FROM refund r WHERE r.payment_id = p.id AND r.target = 'original'))), 0)
      FROM (SELECT c.payment_id, sum(t.price_minor - t.discount_minor + t.fee_minor - t.refunded_minor) AS paid
        FROM order_seat t JOIN customer_order c ON c.id = t.order_id AND c.payment_id IS NOT NULL
        WHERE t.schedule_id = s.id AND t.live GROUP BY c.payment_id) card JOIN payment p ON p.id = card.payment_id),
    'ordersDone', (SELECT count(DISTINCT r.order_id) FROM refund r JOIN customer_order gone ON gone.id = r.order_id
      WHERE gone.schedule_id = s.id AND gone.status = 'cancelled' AND r.reason = 'show-cancelled'))
  FROM schedule s
  JOIN concert c ON c.id = s.concert_id
  LEFT JOIN show_cancellation job ON job.schedule_id = s.id
  LEFT JOIN order_seat b ON b.schedule_id = s.id AND b.live
  LEFT JOIN customer_order o ON o.id = b.order_id
  WHERE s.id = show_cancellation_state.schedule_id
  GROUP BY s.id, c.currency, job.schedule_id, job.done_at, job.compensation_percent
$$;
--> statement-breakpoint
COMMENT ON FUNCTION show_cancellation_state(uuid, int) IS 'Counts the orders, tickets and money that the cancellation of a show still has to give back, or would have to before it is begun, with the part for orders without an account, which staff pay by hand. An order is done when none of its tickets is left.
Locks: nothing.';
--> statement-breakpoint
CREATE OR REPLACE FUNCTION move_state(of_schedule uuid) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('scheduleId', s.id, 'currency', c.currency, 'startsAtMs', epoch_ms(s.starts_at),
    'orders', count(DISTINCT o.id), 'holders', count(DISTINCT coalesce(o.account_id, o.hold_id)), 'tickets', count(b.seat),
    'refundMinor', coalesce(sum(b.price_minor - b.discount_minor + b.fee_minor - b.refunded_minor), 0),
    'waitlisted', (SELECT count(*) FROM waitlist_entry w WHERE w.schedule_id = s.id AND w.state IN ('waiting', 'offered')),
    'isReminded', s.reminded_for IS NOT NULL)
  FROM schedule s JOIN concert c ON c.id = s.concert_id
  LEFT JOIN order_seat b ON b.schedule_id = s.id AND b.live
  LEFT JOIN customer_order o ON o.id = b.order_id
  WHERE s.id = of_schedule GROUP BY s.id, c.currency
$$;
--> statement-breakpoint
CREATE FUNCTION refund_as_staff(bought customer_order, refund_id uuid, plan jsonb, act jsonb) RETURNS jsonb
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  earlier refund%ROWTYPE;
  made refund%ROWTYPE;
  starts_at timestamptz;
  percent int;
  has_live boolean;
  seats int[];
  target text := CASE WHEN act->>'to' = 'original' AND (bought).payment_id IS NULL THEN 'wallet' ELSE act->>'to' END;
  gateway bigint;
BEGIN
  SELECT r.* INTO earlier FROM refund r WHERE r.id = refund_as_staff.refund_id;
  IF FOUND THEN RETURN cancellation(earlier, true); END IF;
  IF plan IS NULL THEN RETURN refusal('refund-changed'); END IF;
  -- A cancellation or a move of the show waits for this lock, or this waits for it.
  SELECT s.starts_at INTO starts_at FROM schedule s WHERE s.id = (bought).schedule_id FOR SHARE;
  SELECT c.compensation_percent INTO percent FROM show_cancellation c WHERE c.schedule_id = (bought).schedule_id;
  SELECT p.amount_minor - (SELECT coalesce(sum(r.amount_minor), 0) FROM refund r
    WHERE r.payment_id = p.id AND r.target = 'original') INTO gateway FROM payment p WHERE p.id = (bought).payment_id;
  SELECT array_agg(l.seat), bool_or(l."isLive") INTO seats, has_live
  FROM jsonb_to_recordset(plan->'lines') AS l(seat int, "isLive" boolean);
  IF epoch_ms(starts_at) <> (plan->>'startsAtMs')::bigint OR percent IS DISTINCT FROM (plan->>'compensationPercent')::int
    OR coalesce(gateway, 0) <> (plan->>'gatewayMinor')::bigint
    OR EXISTS (SELECT FROM jsonb_to_recordset(plan->'lines') AS l(seat int, "isLive" boolean, "returnedMinor" bigint)
      LEFT JOIN order_seat s ON s.order_id = (bought).id AND s.seat = l.seat
      WHERE s.seat IS NULL OR s.live <> l."isLive" OR s.refunded_minor <> l."returnedMinor") THEN
    RETURN refusal('refund-changed');
  END IF;

  IF percent IS NOT NULL AND has_live THEN
    IF act->>'seat' = 'ticket' OR EXISTS (SELECT FROM jsonb_to_recordset(plan->'lines')
      AS l("chargeMinor" bigint, "feeKeptMinor" bigint) WHERE l."chargeMinor" + l."feeKeptMinor" > 0) THEN
      RETURN refusal('conflict', 'The tickets of a canceled show come back in full');
    END IF;
    made := give_back_all(bought, refund_as_staff.refund_id, seats, target, percent, act);
  ELSE
    IF (plan->>'isFree')::boolean THEN PERFORM lock_coupons(ARRAY[(bought).id]); END IF;
    made := give_back(bought, refund_as_staff.refund_id, plan->'lines', target, 'staff', act);
    IF (plan->>'isFree')::boolean AND NOT EXISTS (SELECT FROM order_seat s WHERE s.order_id = (bought).id AND s.live) THEN
      PERFORM give_back_coupon((bought).id);
    END IF;
  END IF;
  IF (bought).method = 'virtualAccount' THEN
    UPDATE refund SET account = act->'account' WHERE id = made.id AND status = 'due' AND jsonb_typeof(act->'account') = 'object';
  END IF;
  INSERT INTO audit_log (organization_id, actor_id, action, subject, before, after, request_id)
  SELECT c.organization_id, (act->>'madeBy')::uuid, 'order.refund', (bought).id::text,
    jsonb_build_object('refundedMinor', (bought).refunded_minor, 'status', (bought).status),
    jsonb_strip_nulls(jsonb_build_object('refundId', made.id, 'jobId', act->'jobId', 'seats', to_jsonb(seats),
      'money', act->'money', 'seat', act->'seat', 'to', act->'to', 'hand', act->'hand', 'reason', act->'note',
      'refundMinor', (SELECT sum((line->>'refundMinor')::bigint) FROM jsonb_array_elements(made.lines) AS line))),
    act->>'requestId'
  FROM schedule s JOIN concert c ON c.id = s.concert_id WHERE s.id = (bought).schedule_id;
  RETURN cancellation(made, false);
END $$;
--> statement-breakpoint
COMMENT ON FUNCTION refund_as_staff(customer_order, uuid, jsonb, jsonb) IS 'Makes one refund by staff, exactly as it was previewed, and writes it to the audit log; the same id again answers the same and changes nothing, also without a plan. Once a ticket, the start of the show, its cancellation or the part of the gateway is not what the preview saw, nothing is changed.
Locks: the schedule FOR SHARE, then for a canceled or moved show the coupon, then the seats. The caller has locked the wallet, then the order.';
--> statement-breakpoint
CREATE FUNCTION staff_refund(
  order_id uuid, refund_id uuid, key text, request_hash bytea, plan jsonb, act jsonb
) RETURNS jsonb LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  known idempotency_key%ROWTYPE;
  bought customer_order%ROWTYPE;
  made jsonb;
BEGIN
  PERFORM FROM wallet w WHERE w.account_id = (SELECT o.account_id FROM customer_order o WHERE o.id = staff_refund.order_id)
  FOR NO KEY UPDATE;
  SELECT o.* INTO bought FROM customer_order o WHERE o.id = staff_refund.order_id FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  SELECT k.* INTO known FROM idempotency_key k
  WHERE k.account_id = (act->>'madeBy')::uuid AND k.key = staff_refund.key;
  IF FOUND AND (known.operation <> 'staff-refund' OR known.request_hash <> staff_refund.request_hash) THEN
    RETURN refusal('idempotency-mismatch');
  END IF;
  made := refund_as_staff(bought, staff_refund.refund_id, plan, act);
  IF (made->>'ok')::boolean THEN
    INSERT INTO idempotency_key (account_id, key, operation, request_hash, subject_id)
    VALUES ((act->>'madeBy')::uuid, staff_refund.key, 'staff-refund', staff_refund.request_hash, staff_refund.refund_id)
    ON CONFLICT DO NOTHING;
  END IF;
  RETURN made;
END $$;
--> statement-breakpoint
COMMENT ON FUNCTION staff_refund(uuid, uuid, text, bytea, jsonb, jsonb) IS 'Makes one refund by staff for each Idempotency-Key, exactly as it was previewed.
Locks: the wallet, then the order, then the schedule FOR SHARE, then for a canceled or moved show the coupon, then the seats.';
--> statement-breakpoint
CREATE FUNCTION pay_by_hand(order_id uuid, refund_id uuid, hand text, shift_id uuid, actor uuid, request text) RETURNS jsonb
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  owed refund%ROWTYPE;
BEGIN
  SELECT r.* INTO owed FROM refund r WHERE r.id = pay_by_hand.refund_id AND r.order_id = pay_by_hand.order_id AND r.target = 'hand'
  FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  IF owed.status = 'done' THEN
    IF owed.hand = pay_by_hand.hand THEN RETURN done(refund_row(owed)); END IF;
    RETURN refusal('conflict', 'It has been paid already');
  END IF;
  UPDATE refund SET status = 'done', done_at = now(), hand = pay_by_hand.hand, shift_id = pay_by_hand.shift_id
  WHERE id = owed.id RETURNING * INTO owed;
  INSERT INTO transfer (kind, debit_id, credit_id, amount_minor, currency, order_id)
  SELECT 'hand-refund', refunds_due_account(), tender_account(owed.hand), owed.amount_minor, owed.currency, owed.order_id
  WHERE owed.amount_minor > 0;
  INSERT INTO audit_log (organization_id, actor_id, action, subject, after, request_id)
  SELECT c.organization_id, actor, 'refund.pay', owed.order_id::text,
    jsonb_build_object('refundId', owed.id, 'hand', owed.hand, 'refundMinor', owed.amount_minor), request
  FROM customer_order o JOIN schedule s ON s.id = o.schedule_id JOIN concert c ON c.id = s.concert_id WHERE o.id = owed.order_id;
  RETURN done(refund_row(owed));
END $$;
--> statement-breakpoint
COMMENT ON FUNCTION pay_by_hand(uuid, uuid, text, uuid, uuid, text) IS 'Records once that staff have paid a refund by hand, and how.
Locks: the refund.';
--> statement-breakpoint
CREATE FUNCTION release_kept_seats(order_id uuid, seats int[], actor uuid, request text) RETURNS jsonb
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  bought customer_order%ROWTYPE;
  freed int[];
  taken int[];
BEGIN
  SELECT o.* INTO bought FROM customer_order o WHERE o.id = release_kept_seats.order_id FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  WITH gone AS (
    UPDATE order_seat s SET kept_out = false
    WHERE s.order_id = bought.id AND s.kept_out AND s.seat = ANY (release_kept_seats.seats) RETURNING s.seat
  ) SELECT coalesce(array_agg(g.seat ORDER BY g.seat), '{}') INTO freed FROM gone g;
  SELECT coalesce(array_agg(s.seat ORDER BY s.seat), '{}') INTO taken FROM order_seat s
  WHERE s.order_id = bought.id AND (s.live OR s.kept_out);
  IF freed <> '{}' THEN
    INSERT INTO outbox (topic, payload)
    VALUES ('seats.released', jsonb_build_object('orderId', bought.id, 'scheduleId', bought.schedule_id, 'holdId',
      bought.hold_id, 'accountId', coalesce(bought.account_id, bought.hold_id), 'seats', freed, 'kept', taken));
    INSERT INTO audit_log (organization_id, actor_id, action, subject, after, request_id)
    SELECT c.organization_id, actor, 'order.release-seats', bought.id::text, jsonb_build_object('seats', freed), request
    FROM schedule s JOIN concert c ON c.id = s.concert_id WHERE s.id = bought.schedule_id;
  END IF;
  RETURN done(jsonb_build_object('orderId', bought.id, 'scheduleId', bought.schedule_id, 'holdId', bought.hold_id,
    'accountId', coalesce(bought.account_id, bought.hold_id), 'seats', to_jsonb(freed), 'kept', to_jsonb(taken)));
END $$;
--> statement-breakpoint
COMMENT ON FUNCTION release_kept_seats(uuid, int[], uuid, text) IS 'Gives seats that were kept out of the sale back to it; seats that are not kept out are left alone.
Locks: the order, then the seats.';
--> statement-breakpoint
CREATE OR REPLACE FUNCTION sales_facts(since timestamptz, until timestamptz) RETURNS TABLE (
  slice text, organization_id uuid, day date, schedule_id uuid, channel text, key text, name text, currency text,
  orders int, tickets int, returned int, price_minor bigint, discount_minor bigint, fee_minor bigint,
  refund_minor bigint, kept_minor bigint, fee_returned_minor bigint
) LANGUAGE sql STABLE AS $$
  WITH moved AS (
    SELECT o.id AS order_id, o.paid_at AS at, o.schedule_id, o.channel, o.currency, b.zone_id,
      coalesce(b.price_type, '') AS price_type, 1 AS tickets, 0 AS returned, b.price_minor, b.discount_minor, b.fee_minor,
      0::bigint AS refund_minor, 0::bigint AS kept_minor, 0::bigint AS fee_returned_minor
    FROM customer_order o JOIN order_seat b ON b.order_id = o.id
    WHERE (o.paid_at AT TIME ZONE 'UTC') >= (since AT TIME ZONE 'UTC')
      AND (o.paid_at AT TIME ZONE 'UTC') < (until AT TIME ZONE 'UTC')
    UNION ALL
    SELECT o.id, r.created_at, o.schedule_id, o.channel, o.currency, b.zone_id, coalesce(b.price_type, ''), 0,
      CASE WHEN b.refund_id = r.id THEN 1 ELSE 0 END, 0, 0, 0, l."refundMinor", coalesce(l."chargeMinor", 0),
      coalesce(l."feeRefundMinor", CASE WHEN b.refund_id = r.id THEN b.fee_minor - coalesce(l."feeKeptMinor", 0) ELSE 0 END)
    FROM refund r JOIN customer_order o ON o.id = r.order_id
    CROSS JOIN LATERAL jsonb_to_recordset(r.lines)
      AS l(seat int, "refundMinor" bigint, "chargeMinor" bigint, "feeKeptMinor" bigint, "feeRefundMinor" bigint)
    JOIN order_seat b ON b.order_id = o.id AND b.seat = l.seat
    WHERE r.created_at >= since AND r.created_at < until AND r.lines->0 ? 'refundMinor'
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
CREATE TABLE "refund_job_line" (
	"job_id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"state" text DEFAULT 'selected' NOT NULL,
	"seats" integer[] DEFAULT '{}' NOT NULL,
	"charge_minor" bigint DEFAULT 0 NOT NULL,
	"refund_minor" bigint DEFAULT 0 NOT NULL,
	"problem" text,
	"refund_id" uuid,
	"done_at" timestamp (3) with time zone,
	CONSTRAINT "refund_job_line_job_id_order_id_pk" PRIMARY KEY("job_id","order_id"),
	CONSTRAINT "refund_job_line_state_name" CHECK ("refund_job_line"."state" IN ('selected', 'planned', 'done', 'failed', 'skipped'))
);
--> statement-breakpoint
CREATE TABLE "refund_job" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"selection" jsonb NOT NULL,
	"money" jsonb NOT NULL,
	"seat" text NOT NULL,
	"target" text NOT NULL,
	"hand" text,
	"reason" text NOT NULL,
	"currency" text NOT NULL,
	"state" text DEFAULT 'planning' NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"made_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp (3) with time zone,
	"done_at" timestamp (3) with time zone,
	CONSTRAINT "refund_job_state" CHECK ("refund_job"."state" IN ('planning', 'planned', 'running', 'paused', 'done', 'stopped'))
);
--> statement-breakpoint
ALTER TABLE "refund_job_line" ADD CONSTRAINT "refund_job_line_job_id_refund_job_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."refund_job"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refund_job" ADD CONSTRAINT "refund_job_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "refund_job_line_state" ON "refund_job_line" USING btree ("job_id","state","order_id");--> statement-breakpoint
CREATE INDEX "refund_job_organization" ON "refund_job" USING btree ("organization_id","created_at","id");--> statement-breakpoint
CREATE INDEX "refund_job_open" ON "refund_job" USING btree ("created_at") WHERE "refund_job"."state" IN ('planning', 'running');--> statement-breakpoint
CREATE INDEX "refund_of_job" ON "refund" USING btree ("job_id") WHERE "refund"."job_id" IS NOT NULL;
--> statement-breakpoint
CREATE FUNCTION refund_job_row(job refund_job) RETURNS jsonb LANGUAGE sql STABLE
RETURN (SELECT jsonb_build_object('id', (job).id, 'state', (job).state, 'revision', (job).revision,
    'selection', (job).selection, 'money', (job).money, 'seat', (job).seat, 'to', (job).target, 'hand', (job).hand,
    'reason', (job).reason, 'currency', (job).currency, 'orders', count(l.order_id),
    'tickets', coalesce(sum(cardinality(l.seats)), 0),
    'ordersLeft', count(*) FILTER (WHERE l.state IN ('selected', 'planned')),
    'ordersDone', count(*) FILTER (WHERE l.state = 'done'), 'ordersFailed', count(*) FILTER (WHERE l.state = 'failed'),
    'refundMinor', coalesce(sum(l.refund_minor), 0),
    'refundedMinor', coalesce(sum(l.refund_minor) FILTER (WHERE l.state = 'done'), 0),
    'dueMinor', (SELECT coalesce(sum(r.amount_minor), 0) FROM refund r WHERE r.job_id = (job).id AND r.status = 'due'),
    'madeBy', (SELECT a.name FROM account a WHERE a.id = (job).made_by), 'createdAtMs', epoch_ms((job).created_at),
    'startedAtMs', epoch_ms((job).started_at), 'doneAtMs', epoch_ms((job).done_at))
  FROM refund_job_line l WHERE l.job_id = (job).id);
--> statement-breakpoint
COMMENT ON FUNCTION refund_job_row(refund_job) IS 'Shows a job as the Worker reads it, with its counts and sums.
Locks: nothing.';
--> statement-breakpoint
CREATE FUNCTION plan_refund_batch(job_id uuid, batch jsonb) RETURNS text LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  job refund_job%ROWTYPE;
BEGIN
  SELECT j.* INTO job FROM refund_job j WHERE j.id = plan_refund_batch.job_id FOR NO KEY UPDATE;
  IF job.state IS DISTINCT FROM 'planning' THEN RETURN job.state; END IF;
  UPDATE refund_job_line l SET state = b.state, problem = b.problem, charge_minor = b."chargeMinor",
    refund_minor = b."refundMinor", seats = ARRAY(SELECT jsonb_array_elements_text(b.seats)::int)
  FROM jsonb_to_recordset(batch) AS b("orderId" uuid, state text, problem text, seats jsonb, "chargeMinor" bigint,
    "refundMinor" bigint)
  WHERE l.job_id = job.id AND l.order_id = b."orderId" AND l.state = 'selected';
  IF EXISTS (SELECT FROM refund_job_line l WHERE l.job_id = job.id AND l.state = 'selected') THEN RETURN 'planning'; END IF;
  UPDATE refund_job SET state = 'planned', revision = revision + 1 WHERE id = job.id;
  RETURN 'planned';
END $$;
--> statement-breakpoint
COMMENT ON FUNCTION plan_refund_batch(uuid, jsonb) IS 'Keeps what a batch of a job would refund. Once every order has been worked out, the job is planned. No money moves.
Locks: the job, then its lines.';
--> statement-breakpoint
CREATE FUNCTION run_refund_batch(job_id uuid, batch jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  job refund_job%ROWTYPE;
  orders uuid[] := ARRAY(SELECT (b.value->>'orderId')::uuid FROM jsonb_array_elements(batch) AS b);
  each record;
  bought customer_order%ROWTYPE;
  made jsonb;
  ran jsonb := '[]';
BEGIN
  -- A pause waits for this lock, so that nothing is refunded after it.
  SELECT j.* INTO job FROM refund_job j WHERE j.id = run_refund_batch.job_id FOR NO KEY UPDATE;
  IF job.state IS DISTINCT FROM 'running' THEN RETURN jsonb_build_object('state', job.state, 'ran', ran); END IF;
  -- The whole batch is locked kind by kind before any of it is touched, as every function locks its own few.
  PERFORM FROM wallet w WHERE w.account_id IN (SELECT o.account_id FROM customer_order o WHERE o.id = ANY (orders))
  ORDER BY w.account_id FOR NO KEY UPDATE;
  PERFORM FROM customer_order o WHERE o.id = ANY (orders) ORDER BY o.id FOR NO KEY UPDATE;
  PERFORM FROM schedule s WHERE s.id IN (SELECT o.schedule_id FROM customer_order o WHERE o.id = ANY (orders))
  ORDER BY s.id FOR SHARE;
  PERFORM lock_coupons(orders);
  FOR each IN SELECT l.order_id, b.*
    FROM jsonb_to_recordset(batch) AS b("orderId" uuid, "refundId" uuid, plan jsonb, act jsonb, problem text)
    JOIN refund_job_line l ON l.job_id = job.id AND l.order_id = b."orderId" AND l.state = 'planned' ORDER BY l.order_id
  LOOP
    made := refusal(each.problem);
    IF each.problem IS NULL THEN
      SELECT o.* INTO bought FROM customer_order o WHERE o.id = each.order_id;
      -- One order that cannot be refunded holds up none of the others.
      BEGIN
        made := refund_as_staff(bought, each."refundId", each.plan, each.act);
      EXCEPTION WHEN raise_exception OR check_violation OR unique_violation THEN
        made := refusal('internal-error');
      END;
    END IF;
    IF (made->>'ok')::boolean THEN
      UPDATE refund_job_line l SET state = 'done', problem = NULL, refund_id = each."refundId", done_at = now()
      WHERE l.job_id = job.id AND l.order_id = each.order_id;
      ran := ran || (made->'value');
    ELSE
      UPDATE refund_job_line l SET state = 'failed', problem = made->>'code'
      WHERE l.job_id = job.id AND l.order_id = each.order_id;
    END IF;
  END LOOP;
  IF NOT EXISTS (SELECT FROM refund_job_line l WHERE l.job_id = job.id AND l.state = 'planned') THEN
    UPDATE refund_job SET state = 'done', revision = revision + 1, done_at = now() WHERE id = job.id RETURNING * INTO job;
  END IF;
  RETURN jsonb_build_object('state', job.state, 'ran', ran);
END $$;
--> statement-breakpoint
COMMENT ON FUNCTION run_refund_batch(uuid, jsonb) IS 'Refunds a batch of the orders of a running job, each exactly as it was planned and once. An order that has changed since fails alone, and can be planned again. The batches may stop and go on at any time, and none runs while the job is paused.
Locks: the job, then the wallets by account, then the orders by their ids, then the schedules by their ids, then the coupons by their ids, then the seats.';
--> statement-breakpoint
CREATE FUNCTION control_refund_job(job_id uuid, seen int, act text, actor uuid, request text) RETURNS jsonb
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  job refund_job%ROWTYPE;
  next text;
BEGIN
  SELECT j.* INTO job FROM refund_job j WHERE j.id = control_refund_job.job_id FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  IF job.revision <> seen THEN RETURN refusal('changed-meanwhile', job.revision::text); END IF;
  next := CASE
    WHEN act = 'start' AND job.state = 'planned' THEN 'running'
    WHEN act = 'pause' AND job.state = 'running' THEN 'paused'
    WHEN act = 'resume' AND job.state = 'paused' THEN 'running'
    WHEN act = 'retry' AND job.state IN ('planned', 'paused', 'done', 'stopped') THEN 'planning'
    WHEN act = 'stop' AND job.state IN ('planning', 'planned', 'running', 'paused') THEN 'stopped' END;
  IF next IS NULL THEN RETURN refusal('conflict', 'The job is ' || job.state); END IF;
  IF act = 'retry' THEN
    UPDATE refund_job_line l SET state = 'selected', problem = NULL WHERE l.job_id = job.id AND l.state = 'failed';
    IF NOT FOUND THEN RETURN refusal('conflict', 'No order has failed'); END IF;
  END IF;
  UPDATE refund_job SET state = next, revision = revision + 1,
    started_at = CASE WHEN next = 'running' THEN coalesce(started_at, now()) ELSE started_at END,
    done_at = CASE WHEN next = 'stopped' THEN now() END
  WHERE id = job.id RETURNING * INTO job;
  INSERT INTO audit_log (organization_id, actor_id, action, subject, after, request_id)
  VALUES (job.organization_id, actor, 'refund-job.' || act, job.id::text, jsonb_build_object('state', next), request);
  RETURN done(refund_job_row(job));
END $$;
--> statement-breakpoint
COMMENT ON FUNCTION control_refund_job(uuid, int, text, uuid, text) IS 'Starts, pauses, resumes or stops a job, or plans its failed orders again, unless it has changed since it was seen. What has been refunded stays so.
Locks: the job, then its lines.';
