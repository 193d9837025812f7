-- Until there were rules, staff had set every tier.
UPDATE account SET tier_by_hand = true WHERE tier IS NOT NULL AND NOT EXISTS (SELECT FROM tier_rule);
--> statement-breakpoint
CREATE OR REPLACE FUNCTION suspend_account(suspended uuid, reason text, organization uuid, actor uuid, request text) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  known account%ROWTYPE;
BEGIN
  SELECT a.* INTO known FROM account a WHERE a.id = suspended FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  IF suspended = actor OR is_staff(suspended) THEN
    RETURN refusal('conflict', 'Take the account''s roles away first');
  END IF;
  UPDATE account a SET suspended_at = coalesce(a.suspended_at, now()), suspension = coalesce(a.suspension, reason)
  WHERE a.id = suspended;
  UPDATE session s SET revoked_at = now() WHERE s.account_id = suspended AND s.revoked_at IS NULL;
  DELETE FROM push_subscription p WHERE p.account_id = suspended;
  UPDATE waitlist_entry w SET state = 'left', changed_at = now() WHERE w.account_id = suspended AND w.state IN ('waiting', 'offered');
  IF known.suspended_at IS NOT NULL THEN RETURN done('{"isNew": false}'); END IF;
  INSERT INTO audit_log (organization_id, actor_id, action, subject, after, request_id)
  VALUES (organization, actor, 'account.suspend', suspended::text, jsonb_build_object('reason', reason), request);
  RETURN done('{"isNew": true}');
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION rotate_refresh(old_hash bytea, new_hash bytea, new_expires_at timestamptz) RETURNS jsonb
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  given record;
BEGIN
  SELECT t.*, s.account_id, s.revoked_at, a.suspended_at INTO given
  FROM refresh_token t JOIN session s ON s.id = t.session_id JOIN account a ON a.id = s.account_id
  WHERE t.token_hash = old_hash FOR UPDATE OF t;
  IF NOT FOUND OR given.revoked_at IS NOT NULL OR given.suspended_at IS NOT NULL OR given.expires_at <= clock_timestamp() THEN
    RETURN refusal('session-ended');
  END IF;
  IF given.used_at IS NOT NULL THEN
    IF given.used_at > clock_timestamp() - interval '10 seconds' AND EXISTS (
      SELECT FROM refresh_token t WHERE t.token_hash = given.successor_hash AND t.used_at IS NULL
    ) THEN
      RETURN refusal('request-in-progress');
    END IF;
    UPDATE session SET revoked_at = now() WHERE id = given.session_id AND revoked_at IS NULL;
    RETURN refusal('session-ended');
  END IF;
  UPDATE refresh_token SET used_at = clock_timestamp(), successor_hash = new_hash WHERE token_hash = old_hash;
  INSERT INTO refresh_token (token_hash, session_id, expires_at) VALUES (new_hash, given.session_id, new_expires_at);
  RETURN (
    SELECT done(jsonb_build_object('sessionId', given.session_id, 'account', jsonb_build_object('id', a.id,
      'email', a.email, 'name', a.name, 'isStaff', is_staff(a.id), 'locale', a.locale, 'createdAt', utc_text(a.created_at))))
    FROM account a WHERE a.id = given.account_id
  );
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION ask_correction(
  correction_id uuid, corrected uuid, amount_minor bigint, currency text, reason text, organization uuid, actor uuid,
  request text
) RETURNS jsonb LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  purse wallet%ROWTYPE;
BEGIN
  IF corrected = actor THEN RETURN refusal('conflict', 'Somebody else corrects your wallet'); END IF;
  SELECT w.* INTO purse FROM wallet w WHERE w.account_id = corrected;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  IF purse.currency <> ask_correction.currency THEN RETURN refusal('conflict', purse.currency); END IF;
  INSERT INTO wallet_correction (id, account_id, amount_minor, currency, reason, asked_by)
  VALUES (correction_id, corrected, ask_correction.amount_minor, ask_correction.currency, ask_correction.reason, actor)
  ON CONFLICT (id) DO NOTHING;
  IF FOUND THEN
    INSERT INTO audit_log (organization_id, actor_id, action, subject, after, request_id)
    VALUES (organization, actor, 'account.ask-correction', corrected::text, jsonb_build_object('amountMinor',
      ask_correction.amount_minor, 'currency', ask_correction.currency, 'reason', ask_correction.reason), request);
  ELSIF NOT EXISTS (SELECT FROM wallet_correction c WHERE c.id = correction_id AND c.account_id = corrected
      AND c.amount_minor = ask_correction.amount_minor AND c.reason = ask_correction.reason) THEN
    RETURN refusal('idempotency-mismatch');
  END IF;
  RETURN done('{}');
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION decide_correction(
  correction_id uuid, corrected uuid, approved boolean, organization uuid, actor uuid, request text
) RETURNS jsonb LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  purse wallet%ROWTYPE;
  asked wallet_correction%ROWTYPE;
BEGIN
  SELECT w.* INTO purse FROM wallet w WHERE w.account_id = corrected FOR NO KEY UPDATE;
  SELECT c.* INTO asked FROM wallet_correction c WHERE c.id = correction_id AND c.account_id = corrected FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  IF asked.decided_at IS NOT NULL THEN
    IF asked.is_approved = approved AND asked.decided_by = actor THEN RETURN done('{}'); END IF;
    RETURN refusal('conflict', 'Somebody has decided already');
  END IF;
  IF actor IN (asked.asked_by, corrected) THEN RETURN refusal('conflict', 'Somebody else decides'); END IF;
  IF approved AND purse.balance_minor + asked.amount_minor < 0 THEN RETURN refusal('insufficient-funds'); END IF;
  UPDATE wallet_correction SET decided_by = actor, decided_at = now(), is_approved = approved WHERE id = correction_id;
  IF approved THEN
    UPDATE wallet SET balance_minor = balance_minor + asked.amount_minor, lines = lines + 1 WHERE account_id = corrected;
    INSERT INTO transfer (kind, debit_id, credit_id, amount_minor, currency, wallet_id, wallet_line, balance_after_minor)
    VALUES ('correction', CASE WHEN asked.amount_minor > 0 THEN corrections_account() ELSE corrected END,
      CASE WHEN asked.amount_minor > 0 THEN corrected ELSE corrections_account() END, abs(asked.amount_minor),
      asked.currency, corrected, purse.lines + 1, purse.balance_minor + asked.amount_minor);
  END IF;
  INSERT INTO audit_log (organization_id, actor_id, action, subject, after, request_id)
  VALUES (organization, actor, CASE WHEN approved THEN 'account.approve-correction' ELSE 'account.reject-correction' END,
    corrected::text, jsonb_build_object('amountMinor', asked.amount_minor, 'currency', asked.currency,
      'reason', asked.reason), request);
  RETURN done('{}');
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION fold_account_sums(span interval DEFAULT '1 day', lag interval DEFAULT '5 seconds') RETURNS jsonb
LANGUAGE plpgsql SET plan_cache_mode = force_custom_plan AS $$
DECLARE
  since timestamptz;
  bound timestamptz;
  until timestamptz;
BEGIN
  SELECT p.folded_until INTO since FROM account_sum_progress p FOR UPDATE SKIP LOCKED;
  IF NOT FOUND THEN RETURN '{"isBehind": false}'; END IF;
  LOCK TABLE tier_rule IN SHARE MODE;
  bound := foldable_until(lag);
  IF since = '-infinity' THEN
    SELECT coalesce((SELECT o.paid_at FROM customer_order o ORDER BY o.paid_at AT TIME ZONE 'UTC' LIMIT 1)
      - interval '1 minute', bound) INTO since;
  END IF;
  until := least(bound, since + span);
  IF until > since THEN
    WITH moved AS (
      SELECT o.account_id, o.currency, 1 AS orders, o.total_minor AS spent, o.paid_at AS ordered_at FROM customer_order o
      WHERE (o.paid_at AT TIME ZONE 'UTC') >= (since AT TIME ZONE 'UTC')
        AND (o.paid_at AT TIME ZONE 'UTC') < (until AT TIME ZONE 'UTC') AND o.account_id IS NOT NULL
      UNION ALL
      SELECT o.account_id, o.currency, 0, -(SELECT coalesce(sum((l->>'refundMinor')::bigint), 0)
        FROM jsonb_array_elements(r.lines) AS l), NULL
      FROM refund r JOIN customer_order o ON o.id = r.order_id
      WHERE r.created_at >= since AND r.created_at < until AND o.account_id IS NOT NULL
    ), folded AS (
      INSERT INTO account_sum AS f (account_id, currency, orders, spent_minor, last_order_at)
      SELECT m.account_id, min(m.currency), sum(m.orders), sum(m.spent), max(m.ordered_at) FROM moved m GROUP BY m.account_id
      ON CONFLICT (account_id) DO UPDATE SET orders = f.orders + excluded.orders,
        spent_minor = f.spent_minor + excluded.spent_minor,
        last_order_at = greatest(f.last_order_at, excluded.last_order_at)
      RETURNING f.account_id, f.spent_minor
    )
    UPDATE account a SET tier = tier_for(f.spent_minor) FROM folded f
    WHERE a.id = f.account_id AND NOT a.tier_by_hand AND EXISTS (SELECT FROM tier_rule)
      AND a.tier IS DISTINCT FROM tier_for(f.spent_minor);
  END IF;
  UPDATE account_sum_progress SET folded_until = greatest(since, until);
  RETURN jsonb_build_object('isBehind', until < bound);
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION over_limits(buyer uuid, sale schedule, wanted int, hold uuid, at timestamptz) RETURNS text
LANGUAGE plpgsql STABLE AS $$
DECLARE
  per_concert int := sale.account_limits->>'perConcert';
  per_day int := sale.account_limits->>'perDay';
  day_began timestamptz;
  had record;
BEGIN
  IF per_concert IS NULL AND per_day IS NULL THEN RETURN NULL; END IF;
  SELECT date_trunc('day', at AT TIME ZONE v.time_zone) AT TIME ZONE v.time_zone INTO day_began
  FROM concert c JOIN venue v ON v.id = c.venue_id WHERE c.id = sale.concert_id;
  WITH dates AS MATERIALIZED (
    SELECT s.id FROM schedule s WHERE s.concert_id = sale.concert_id
  ), taken AS (
    SELECT booked_at(o.id) AS since, count(*) AS seats FROM customer_order o
    JOIN order_seat b ON b.order_id = o.id AND b.live
    WHERE o.account_id = buyer AND o.hold_id <> hold AND o.schedule_id IN (SELECT id FROM dates) GROUP BY o.id
    UNION ALL
    -- Seats of a payment under way will be the buyer's, unless its hold has ended.
    SELECT p.created_at, jsonb_array_length(p.draft->'seats') FROM payment p
    WHERE p.account_id = buyer AND p.hold_id <> hold AND p.status IN ('ready', 'awaiting-deposit', 'unknown')
      AND p.schedule_id IN (SELECT id FROM dates)
      AND NOT EXISTS (SELECT FROM settlement x WHERE x.hold_id = p.hold_id)
  )
  SELECT coalesce(sum(seats), 0) AS total, coalesce(sum(seats) FILTER (WHERE since >= day_began), 0) AS today
  INTO had FROM taken;
  IF had.total + wanted > per_concert THEN
    RETURN format('%s at most of this concert, %s bought before', per_concert, had.total);
  END IF;
  IF had.today + wanted > per_day THEN
    RETURN format('%s at most on one day, %s bought today', per_day, had.today);
  END IF;
  RETURN NULL;
END $$;
