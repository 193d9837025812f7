-- admin
-- Written by `npm run schema` from a freshly migrated database. Do not edit.

CREATE TABLE audit_log (
  id              uuid NOT NULL DEFAULT uuidv7(),
  at              timestamptz(3) NOT NULL DEFAULT now(),
  actor_id        uuid,
  action          text NOT NULL,
  subject         text NOT NULL,
  before          jsonb,
  after           jsonb,
  request_id      text,
  organization_id uuid NOT NULL,
  origin          text DEFAULT NULLIF(current_setting('frontrow.origin'::text, true), ''::text),
  creation_id     uuid DEFAULT NULLIF(current_setting('frontrow.creation_id'::text, true), ''::text)::uuid,
  creation_hash   bytea DEFAULT decode(NULLIF(current_setting('frontrow.creation_hash'::text, true), ''::text), 'hex'::text),
  CONSTRAINT audit_log_pkey PRIMARY KEY (id)
);
CREATE INDEX audit_log_creation ON audit_log USING btree (creation_id) WHERE creation_id IS NOT NULL;
CREATE INDEX audit_log_organization ON audit_log USING btree (organization_id, id);
CREATE INDEX audit_log_subject ON audit_log USING btree (subject, at);
CREATE TRIGGER audit_log_stays BEFORE DELETE OR UPDATE OR TRUNCATE ON audit_log FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE reconciliation (
  id          uuid NOT NULL DEFAULT uuidv7(),
  started_at  timestamptz(3) NOT NULL,
  finished_at timestamptz(3) NOT NULL DEFAULT now(),
  report      jsonb NOT NULL,
  CONSTRAINT reconciliation_pkey PRIMARY KEY (id)
);

CREATE TABLE security_event (
  id           uuid NOT NULL DEFAULT uuidv7(),
  at           timestamptz(3) NOT NULL DEFAULT now(),
  kind         text NOT NULL,
  account_id   uuid,
  network      text,
  country      text,
  email_hash   text,
  email_domain text,
  browser      text,
  detail       jsonb NOT NULL DEFAULT '{}'::jsonb,
  times        integer NOT NULL DEFAULT 1,
  request_id   text,
  CONSTRAINT security_event_pkey PRIMARY KEY (id)
);
CREATE INDEX security_event_account ON security_event USING btree (account_id, id);
CREATE INDEX security_event_kind ON security_event USING btree (kind, id);

CREATE TABLE show_cancellation (
  schedule_id          uuid NOT NULL,
  reason               text NOT NULL,
  compensation_percent integer NOT NULL,
  started_at           timestamptz(3) NOT NULL DEFAULT now(),
  done_at              timestamptz(3),
  CONSTRAINT show_cancellation_pkey PRIMARY KEY (schedule_id)
);

-- Ends the sale of a show for good and writes that to the audit log, once. The same request again changes nothing;
-- one with another reason or compensation is refused, since fans rely on the first. No money moves.
-- Locks: the schedule, then its cancellation.
-- Last defined in migrations/0034_organizations.sql.
CREATE FUNCTION begin_show_cancellation(
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
    INSERT INTO audit_log (organization_id, actor_id, action, subject, before, after, request_id)
    SELECT c.organization_id, begin_show_cancellation.actor_id, 'show.cancel', s.id::text, before,
      jsonb_build_object('reason', begin_show_cancellation.reason,
        'compensationPercent', begin_show_cancellation.compensation_percent), begin_show_cancellation.request_id
    FROM schedule s JOIN concert c ON c.id = s.concert_id WHERE s.id = begin_show_cancellation.schedule_id;
  ELSIF known.compensation_percent <> begin_show_cancellation.compensation_percent
    OR known.reason <> begin_show_cancellation.reason THEN
    RETURN refusal('conflict', format('The show is canceled already, with a compensation of %s percent and the '
      'reason: %s', known.compensation_percent, known.reason));
  END IF;
  RETURN done(show_cancellation_state(begin_show_cancellation.schedule_id, 0));
END $$;

-- Refunds a batch of orders of a canceled show in full, each to where it was paid from, and pays the compensation
-- into the wallet. An order is refunded once, so the batches may stop and go on at any time.
-- Locks: the wallets by account, then the orders by their ids, then the coupons by their ids, then the seats.
-- Last defined in migrations/0065_orders_without_accounts.sql.
CREATE FUNCTION continue_show_cancellation(schedule_id uuid, orders_max int) RETURNS jsonb LANGUAGE plpgsql AS $$
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

-- Counts the orders, tickets and money that the cancellation of a show still has to give back, or would have to
-- before it is begun, with the part for orders without an account, which staff pay by hand. An order is done when
-- none of its tickets is left.
-- Locks: nothing.
-- Last defined in migrations/0071_staff_refunds.sql.
CREATE FUNCTION show_cancellation_state(schedule_id uuid, compensation_percent int) RETURNS jsonb LANGUAGE sql STABLE AS $$
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
