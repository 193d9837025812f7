CREATE FUNCTION give_back_all(
  bought customer_order, refund_id uuid, seats int[], target text, compensation_percent int
) RETURNS refund LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  lines jsonb;
  compensation bigint;
  made refund%ROWTYPE;
BEGIN
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
COMMENT ON FUNCTION give_back_all(customer_order, uuid, int[], text, int) IS 'Gives tickets of a canceled show back in full, pays the compensation into the wallet, and returns the coupon of an order that has no tickets left. The refund rules of the contract compute the same amounts for the preview.
Locks: the seats, the order, the wallet and the coupon. The caller has locked the wallet, then the order, and knows that the seats are live ones of the order.';
--> statement-breakpoint
CREATE OR REPLACE FUNCTION cancellation(refund refund, replayed boolean) RETURNS jsonb LANGUAGE sql STABLE
RETURN done((SELECT jsonb_build_object('refundId', (refund).id, 'orderId', o.id, 'holdId', o.hold_id,
    'scheduleId', o.schedule_id, 'accountId', o.account_id, 'refundedMinor', shown.minor,
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
  IF percent IS NOT NULL THEN
    SELECT sum(s.price_minor - s.discount_minor + s.fee_minor) INTO whole FROM order_seat s
    WHERE s.order_id = bought.id AND s.live AND s.seat = ANY (seats);
    IF whole <> (SELECT sum(l."refundMinor") FROM jsonb_to_recordset(lines) AS l("refundMinor" bigint)) THEN
      RETURN refusal('refund-changed', whole::text);
    END IF;
  END IF;

  INSERT INTO idempotency_key (account_id, key, operation, request_hash, subject_id)
  VALUES (bought.account_id, cancel_seats.key, 'cancel', cancel_seats.request_hash, cancel_seats.refund_id)
  ON CONFLICT DO NOTHING;
  IF percent IS NULL THEN
    earlier := give_back(bought, cancel_seats.refund_id, lines,
      CASE WHEN bought.payment_id IS NULL THEN 'wallet' ELSE target END, reason);
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
COMMENT ON FUNCTION cancel_seats(uuid, uuid, uuid, text, bytea, jsonb, text, text, timestamptz, timestamptz, jsonb) IS 'Cancels tickets of an order once, however often it is asked. Refund lines that were worked out for another start of the show, before the show was canceled, or for tickets that are gone, change nothing. A canceled show gives back everything that was paid, with its compensation. The bank account is kept only for a refund of a virtual account that is due.
Locks: the wallet, then the order, then the schedule FOR SHARE, then the seats, and for a canceled show the coupon.';
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
COMMENT ON FUNCTION show_cancellation_state(uuid, int) IS 'Counts the orders, tickets and money that the cancellation of a show still has to give back, or would have to before it is begun. An order is done when none of its tickets is left.
Locks: nothing.';
--> statement-breakpoint
CREATE OR REPLACE FUNCTION begin_show_cancellation(
  schedule_id uuid, reason text, compensation_percent int, actor_id uuid, request_id text
) RETURNS jsonb LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  before jsonb;
  known show_cancellation%ROWTYPE;
BEGIN
  SELECT to_jsonb(s) INTO before FROM schedule s WHERE s.id = begin_show_cancellation.schedule_id FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  SELECT c.* INTO known FROM show_cancellation c WHERE c.schedule_id = begin_show_cancellation.schedule_id;
  IF NOT FOUND THEN
    INSERT INTO show_cancellation (schedule_id, reason, compensation_percent)
    VALUES (begin_show_cancellation.schedule_id, begin_show_cancellation.reason, begin_show_cancellation.compensation_percent);
    UPDATE schedule SET sale_state = 'cancelled' WHERE id = begin_show_cancellation.schedule_id;
    INSERT INTO audit_log (actor_id, action, subject, before, after, request_id)
    VALUES (begin_show_cancellation.actor_id, 'show.cancel', begin_show_cancellation.schedule_id::text, before,
      jsonb_build_object('reason', begin_show_cancellation.reason,
        'compensationPercent', begin_show_cancellation.compensation_percent), begin_show_cancellation.request_id);
  ELSIF known.compensation_percent <> begin_show_cancellation.compensation_percent
    OR known.reason <> begin_show_cancellation.reason THEN
    RETURN refusal('conflict', format('The show is canceled already, with a compensation of %s percent and the '
      'reason: %s', known.compensation_percent, known.reason));
  END IF;
  RETURN done(show_cancellation_state(begin_show_cancellation.schedule_id, 0));
END $$;
--> statement-breakpoint
COMMENT ON FUNCTION begin_show_cancellation(uuid, text, int, uuid, text) IS 'Ends the sale of a show for good and writes that to the audit log, once. The same request again changes nothing; one with another reason or compensation is refused, since fans rely on the first. No money moves.
Locks: the schedule, then its cancellation.';
--> statement-breakpoint
CREATE OR REPLACE FUNCTION continue_show_cancellation(schedule_id uuid, orders_max int) RETURNS jsonb LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  job show_cancellation%ROWTYPE;
  each record;
  bought customer_order%ROWTYPE;
  seats int[];
  released jsonb := '[]';
  state jsonb;
BEGIN
  SELECT c.* INTO job FROM show_cancellation c WHERE c.schedule_id = continue_show_cancellation.schedule_id;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  -- Wallets are locked in one order by everybody who locks several.
  FOR each IN SELECT DISTINCT o.account_id, o.id FROM order_seat s JOIN customer_order o ON o.id = s.order_id
    WHERE s.schedule_id = job.schedule_id AND s.live ORDER BY o.account_id, o.id LIMIT orders_max
  LOOP
    PERFORM FROM wallet w WHERE w.account_id = each.account_id FOR NO KEY UPDATE;
    SELECT o.* INTO bought FROM customer_order o WHERE o.id = each.id AND o.status = 'paid' FOR NO KEY UPDATE;
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
COMMENT ON FUNCTION continue_show_cancellation(uuid, int) IS 'Refunds a batch of orders of a canceled show in full, each to where it was paid from, and pays the compensation into the wallet. An order is refunded once, so the batches may stop and go on at any time.
Locks: for each order, by account and then by order id: the wallet, the order, its seats and its coupon. The batch keeps them until its end, so a purchase with the same coupon can deadlock with it; the caller repeats a statement that Postgres ended for that.';
