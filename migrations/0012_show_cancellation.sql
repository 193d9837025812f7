-- What of a called-off show is still to be given back, or would be.
CREATE FUNCTION show_cancellation_state(schedule_id uuid, compensation_percent int) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('scheduleId', s.id, 'currency', c.currency,
    'state', CASE WHEN job.schedule_id IS NULL THEN 'planned' WHEN job.done_at IS NULL THEN 'running' ELSE 'done' END,
    'orders', count(DISTINCT o.id), 'tickets', count(b.seat),
    'refundMinor', coalesce(sum(b.price_minor - b.discount_minor + b.fee_minor), 0),
    'compensationMinor', coalesce(sum((b.price_minor - b.discount_minor)
      * coalesce(job.compensation_percent, show_cancellation_state.compensation_percent) / 100), 0),
    'toOriginalMinor', coalesce(sum(b.price_minor - b.discount_minor + b.fee_minor) FILTER (WHERE o.payment_id IS NOT NULL), 0),
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
--> statement-breakpoint
-- Calls a show off: nothing is sold any more from here on. Its orders are refunded in batches by what follows.
CREATE FUNCTION begin_show_cancellation(
  schedule_id uuid, reason text, compensation_percent int, actor_id uuid, request_id text
) RETURNS jsonb LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  before jsonb;
BEGIN
  SELECT to_jsonb(s) INTO before FROM schedule s WHERE s.id = begin_show_cancellation.schedule_id FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  INSERT INTO show_cancellation (schedule_id, reason, compensation_percent)
  VALUES (begin_show_cancellation.schedule_id, begin_show_cancellation.reason, begin_show_cancellation.compensation_percent)
  ON CONFLICT DO NOTHING;
  IF FOUND THEN
    UPDATE schedule SET sale_state = 'cancelled' WHERE id = begin_show_cancellation.schedule_id;
    INSERT INTO audit_log (actor_id, action, subject, before, after, request_id)
    VALUES (begin_show_cancellation.actor_id, 'show.cancel', begin_show_cancellation.schedule_id::text, before,
      jsonb_build_object('reason', begin_show_cancellation.reason,
        'compensationPercent', begin_show_cancellation.compensation_percent), begin_show_cancellation.request_id);
  END IF;
  RETURN done(show_cancellation_state(begin_show_cancellation.schedule_id, 0));
END $$;
--> statement-breakpoint
-- Refunds a batch of the orders of a called-off show in full, to where they were paid from, with the compensation to the
-- wallet. Whatever was done stays done, so it may be stopped and gone on with at any time.
CREATE FUNCTION continue_show_cancellation(schedule_id uuid, orders_max int) RETURNS jsonb LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  job show_cancellation%ROWTYPE;
  each record;
  bought customer_order%ROWTYPE;
  lines jsonb;
  compensation bigint;
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
    SELECT jsonb_agg(jsonb_build_object('seat', s.seat, 'paidMinor', paid, 'chargeMinor', 0, 'feeKeptMinor', 0,
      'refundMinor', paid) ORDER BY s.seat), sum((s.price_minor - s.discount_minor) * job.compensation_percent / 100)
    INTO lines, compensation
    FROM order_seat s, LATERAL (SELECT s.price_minor - s.discount_minor + s.fee_minor AS paid)
    WHERE s.order_id = bought.id AND s.live;
    PERFORM give_back(bought, uuidv7(), lines, CASE WHEN bought.payment_id IS NULL THEN 'wallet' ELSE 'original' END,
      'show-cancelled');
    PERFORM credit_wallet(bought.account_id, 'compensation', (SELECT s.concert_id FROM schedule s WHERE s.id = job.schedule_id),
      compensation, bought.currency, bought.id, NULL);
    PERFORM give_back_coupon(bought.id);
    released := released || jsonb_build_object('holdId', bought.hold_id, 'accountId', bought.account_id,
      'seats', jsonb_path_query_array(lines, '$[*].seat'), 'kept', '[]'::jsonb);
  END LOOP;
  state := show_cancellation_state(job.schedule_id, 0);
  IF (state->>'orders')::int = 0 THEN
    UPDATE show_cancellation SET done_at = coalesce(done_at, now()) WHERE show_cancellation.schedule_id = job.schedule_id;
    state := jsonb_set(state, '{state}', '"done"');
  END IF;
  RETURN done(state || jsonb_build_object('released', released));
END $$;
