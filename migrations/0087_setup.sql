ALTER TABLE "voucher" ADD COLUMN "batch_id" uuid;--> statement-breakpoint
ALTER TABLE "audit_log" ADD COLUMN "creation_id" uuid DEFAULT nullif(current_setting('frontrow.creation_id', true), '')::uuid;--> statement-breakpoint
ALTER TABLE "audit_log" ADD COLUMN "creation_hash" "bytea" DEFAULT decode(nullif(current_setting('frontrow.creation_hash', true), ''), 'hex');--> statement-breakpoint
CREATE INDEX "voucher_batch" ON "voucher" USING btree ("batch_id");--> statement-breakpoint
CREATE INDEX "audit_log_creation" ON "audit_log" USING btree ("creation_id") WHERE "audit_log"."creation_id" IS NOT NULL;--> statement-breakpoint
CREATE FUNCTION begin_creation(asked uuid, hash text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  known bytea;
BEGIN
  -- The second of two requests at once waits here for the end of the first, and then sees what it has made.
  PERFORM pg_advisory_xact_lock(hashtextextended(asked::text, 0));
  SELECT a.creation_hash INTO known FROM audit_log a WHERE a.creation_id = asked LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'the key has been used' USING
      ERRCODE = CASE WHEN known = decode(begin_creation.hash, 'hex') THEN 'FR006' ELSE 'FR007' END;
  END IF;
  PERFORM set_config('frontrow.creation_id', asked::text, true), set_config('frontrow.creation_hash', begin_creation.hash, true);
END $$;
--> statement-breakpoint
COMMENT ON FUNCTION begin_creation IS 'Names what the rest of the transaction makes, for its entry in the log. Raises FR006 if it was made by the same request before, and FR007 if the key has made something else; a request that was refused has made nothing.
Locks: an advisory lock of the id, for the transaction.';

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
    RAISE EXCEPTION USING ERRCODE = 'FR010', MESSAGE = why;
  END IF;
  IF draft->>'couponId' IS NOT NULL AND NOT EXISTS (SELECT FROM coupon_use u WHERE u.order_id = (payment).order_id) THEN
    why := take_coupon((draft->>'couponId')::uuid, (payment).account_id, (payment).order_id, now());
    IF why IS NOT NULL THEN RAISE EXCEPTION USING ERRCODE = 'FR010', MESSAGE = 'coupon-spent'; END IF;
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
  WHEN SQLSTATE 'FR010' THEN RETURN SQLERRM;
  WHEN unique_violation THEN
    GET STACKED DIAGNOSTICS broken = CONSTRAINT_NAME;
    IF broken <> 'order_seat_live' THEN RAISE; END IF;
    RETURN 'seat-taken';
END $$;
--> statement-breakpoint
COMMENT ON FUNCTION take_seats IS 'Makes the order of a payment with its seats and returns null, or returns the reason for not doing so and writes nothing. A coupon that the payment no longer has is reserved again.
Locks: the settlement of the hold, then the coupon, then the live seats. The caller has locked the wallet and the payment.';
--> statement-breakpoint
CREATE OR REPLACE FUNCTION mind_shift() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM shift h WHERE h.id = NEW.shift_id AND h.closed_at IS NULL FOR SHARE;
  IF NOT FOUND THEN RAISE EXCEPTION 'the shift is closed' USING ERRCODE = 'FR009'; END IF;
  IF (SELECT h.currency FROM shift h WHERE h.id = NEW.shift_id)
    <> (SELECT o.currency FROM customer_order o WHERE o.id = NEW.order_id) THEN
    RAISE EXCEPTION 'the shift is in another currency' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
COMMENT ON FUNCTION mind_shift IS 'Lets a refund be paid out of a drawer only while its shift is open, so that a close counts it, and only in the currency of the shift.
Locks: the shift FOR SHARE. A close takes no lock but that one, so it waits in no circle.';

--> statement-breakpoint
CREATE OR REPLACE FUNCTION take_coupon(coupon_id uuid, account_id uuid, order_id uuid, at timestamptz) RETURNS text
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  given coupon%ROWTYPE;
BEGIN
  -- Whoever changes the coupon waits for its buyers under way, and sees their uses. Buyers do not wait for each other.
  PERFORM pg_advisory_xact_lock_shared(hashtextextended(take_coupon.coupon_id::text, 1));
  SELECT c.* INTO given FROM coupon c WHERE c.id = take_coupon.coupon_id;
  IF NOT FOUND OR NOT given.is_open OR given.paused_at IS NOT NULL OR given.opens_at > at OR given.closes_at <= at THEN RETURN 'coupon-not-valid'; END IF;
  IF given.uses_per_account_max <= (SELECT count(*) FROM coupon_use u
    WHERE u.coupon_id = given.id AND u.account_id = take_coupon.account_id) THEN RETURN 'coupon-spent'; END IF;
  IF given.uses_max IS NOT NULL THEN
    UPDATE coupon SET uses_left = uses_left - 1 WHERE id = given.id AND uses_left > 0;
    IF NOT FOUND THEN RETURN 'coupon-spent'; END IF;
  END IF;
  INSERT INTO coupon_use (order_id, coupon_id, account_id) VALUES (take_coupon.order_id, given.id, take_coupon.account_id);
  RETURN NULL;
END $$;
--> statement-breakpoint
COMMENT ON FUNCTION take_coupon IS 'Reserves a coupon for an order and returns null, or returns the reason for not doing so, such as a pause, and writes nothing. A coupon is never used more often than its two limits allow.
Locks: an advisory lock of the coupon, shared, then the coupon, if it has a limit for all accounts together. The caller has locked the wallet, so that the orders of one account are counted one after the other.';
--> statement-breakpoint
CREATE OR REPLACE FUNCTION change_coupon(
  changed_id uuid, seen int, change jsonb, organization uuid, actor uuid, request text
) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  known coupon%ROWTYPE;
  wanted coupon%ROWTYPE;
  used int;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(changed_id::text, 1));
  SELECT c.* INTO known FROM coupon c WHERE c.id = changed_id FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  IF known.revision <> seen THEN RETURN refusal('changed-meanwhile', known.revision::text); END IF;
  IF NOT known.is_open THEN RETURN refusal('conflict', 'The coupon has ended'); END IF;
  SELECT count(*) INTO used FROM coupon_use u WHERE u.coupon_id = changed_id;
  wanted := known;
  wanted.uses_max := CASE WHEN change ? 'usesMax' THEN (change->>'usesMax')::int ELSE known.uses_max END;
  IF wanted.uses_max < used THEN RETURN refusal('conflict', format('It has been used %s times', used)); END IF;
  UPDATE coupon c SET name = coalesce(change->'name', c.name),
    minimum_minor = coalesce((change->>'minimumMinor')::bigint, c.minimum_minor),
    opens_at = CASE WHEN change ? 'opensAt' THEN (change->>'opensAt')::timestamptz ELSE c.opens_at END,
    closes_at = CASE WHEN change ? 'closesAt' THEN (change->>'closesAt')::timestamptz ELSE c.closes_at END,
    uses_max = wanted.uses_max, uses_left = wanted.uses_max - used,
    uses_per_account_max = CASE WHEN change ? 'usesPerAccountMax' THEN (change->>'usesPerAccountMax')::int
      ELSE c.uses_per_account_max END,
    paused_at = CASE (change->>'isPaused')::boolean WHEN true THEN coalesce(c.paused_at, now()) WHEN false THEN NULL
      ELSE c.paused_at END
  WHERE c.id = changed_id RETURNING c.* INTO wanted;
  INSERT INTO audit_log (organization_id, actor_id, action, subject, before, after, request_id)
  VALUES (organization, actor, CASE WHEN known.paused_at IS NULL AND wanted.paused_at IS NOT NULL THEN 'coupon.pause'
      WHEN known.paused_at IS NOT NULL AND wanted.paused_at IS NULL THEN 'coupon.resume' ELSE 'coupon.change' END,
    changed_id::text, to_jsonb(known), to_jsonb(wanted), request);
  RETURN done(jsonb_build_object('revision', wanted.revision));
END $$;
--> statement-breakpoint
COMMENT ON FUNCTION change_coupon IS 'Changes or pauses a coupon, unless it has changed since it was seen. What it takes off never changes, and orders and payments that have it keep it, so its limit is never below them.
Locks: an advisory lock of the coupon, for which it waits until the purchases under way that have it are over, then the coupon.';
--> statement-breakpoint
CREATE OR REPLACE FUNCTION move_state(of_schedule uuid) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('scheduleId', s.id, 'currency', c.currency, 'startsAtMs', epoch_ms(s.starts_at),
    'orders', count(DISTINCT o.id), 'holders', count(DISTINCT coalesce(o.account_id, o.hold_id)), 'tickets', count(b.seat),
    'refundMinor', coalesce(sum(b.price_minor - b.discount_minor + b.fee_minor - b.refunded_minor), 0) + max(u.minor),
    'awaited', max(u.payments),
    'waitlisted', (SELECT count(*) FROM waitlist_entry w WHERE w.schedule_id = s.id AND w.state IN ('waiting', 'offered')),
    'isReminded', s.reminded_for IS NOT NULL)
  FROM schedule s JOIN concert c ON c.id = s.concert_id
  LEFT JOIN order_seat b ON b.schedule_id = s.id AND b.live
  LEFT JOIN customer_order o ON o.id = b.order_id
  CROSS JOIN LATERAL (
    SELECT count(*) AS payments, coalesce(sum(p.amount_minor + p.wallet_minor), 0) AS minor FROM payment p
    WHERE p.schedule_id = s.id AND p.status IN ('ready', 'awaiting-deposit', 'unknown')
      AND NOT EXISTS (SELECT FROM settlement x WHERE x.hold_id = p.hold_id)
  ) u
  WHERE s.id = of_schedule GROUP BY s.id, c.currency
$$;
--> statement-breakpoint
COMMENT ON FUNCTION move_state IS 'Counts whom a move of a date concerns, those whose payment is under way too, and the most that may have to be given back.
Locks: nothing.';
--> statement-breakpoint
CREATE INDEX "invitation_guest_due" ON "invitation_guest" USING btree ("request_id","place") WHERE "invitation_guest"."order_id" IS NULL AND "invitation_guest"."fault" IS NULL;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION invitation_json(asked invitation_request) RETURNS jsonb LANGUAGE sql STABLE
RETURN jsonb_build_object('id', (asked).id, 'scheduleId', (asked).schedule_id, 'reason', (asked).reason,
  'note', (asked).note, 'state', (asked).state, 'askedAtMs', epoch_ms((asked).asked_at),
  'askedBy', (SELECT a.name FROM account a WHERE a.id = (asked).asked_by),
  'decidedBy', (SELECT a.name FROM account a WHERE a.id = (asked).decided_by),
  'guestCount', (SELECT count(*) FROM invitation_guest g WHERE g.request_id = (asked).id),
  'issuedCount', (SELECT count(*) FROM invitation_guest g WHERE g.request_id = (asked).id AND g.order_id IS NOT NULL),
  'faultyCount', (SELECT count(*) FROM invitation_guest g WHERE g.request_id = (asked).id AND g.order_id IS NULL
    AND g.fault IS NOT NULL),
  'guests', (SELECT jsonb_agg(jsonb_build_object('id', g.id, 'name', g.name, 'mail', g.mail, 'phone', g.phone,
      'seats', coalesce((SELECT jsonb_agg(s.seat ORDER BY s.seat) FROM order_seat s WHERE s.order_id = g.order_id),
        to_jsonb(g.seats)), 'zoneId', g.zone_id, 'count', g.count,
      'orderId', g.order_id, 'number', o.number, 'fault', g.fault,
      'state', CASE o.status WHEN 'paid' THEN 'issued' WHEN 'cancelled' THEN 'canceled' ELSE 'waiting' END) ORDER BY g.place)
    FROM (
      SELECT * FROM invitation_guest i WHERE i.request_id = (asked).id
      ORDER BY i.order_id IS NULL AND i.fault IS NOT NULL DESC, i.place LIMIT 200
    ) g LEFT JOIN customer_order o ON o.id = g.order_id));
--> statement-breakpoint
COMMENT ON FUNCTION invitation_json IS 'Describes a request for invitations with its guests, and the orders of those who have tickets. Of a long list it tells two hundred guests, those with faults first.
Locks: nothing.';
--> statement-breakpoint
CREATE OR REPLACE FUNCTION commit_import(
  committed_id uuid, is_partial boolean, rows_max int, at timestamptz, actor uuid, request text
) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  known data_import%ROWTYPE;
  counts jsonb;
  added int := 0;
  changed int := 0;
  touched uuid[] := '{}';
  one record;
  told jsonb;
BEGIN
  SELECT i.* INTO known FROM data_import i WHERE i.id = committed_id FOR UPDATE;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  IF known.committed_at IS NOT NULL THEN
    RETURN done(known.result || '{"isDone": true, "scheduleIds": []}' || jsonb_build_object('kind', known.kind, 'concertId', known.concert_id));
  END IF;
  IF known.result IS NULL THEN
    -- As if the sweep had found it already.
    IF known.created_at < at - interval '1 day' THEN RETURN refusal('not-found'); END IF;
    IF known.faulty_rows > 0 AND NOT is_partial THEN
      RETURN refusal('conflict', known.faulty_rows || ' rows cannot be taken');
    END IF;
    IF (SELECT count(*) FROM data_import_row r WHERE r.import_id = known.id) <> known.sound_rows THEN
      RETURN refusal('conflict', 'The file was not read to its end');
    END IF;
  END IF;
  CASE known.kind
  WHEN 'emails' THEN
    -- Nothing can stop a row of a list, so that a long one goes in parts, and a repetition goes on after the last.
    WITH part AS (
      DELETE FROM data_import_row r WHERE r.import_id = known.id AND r.line IN (
        SELECT p.line FROM data_import_row p WHERE p.import_id = known.id ORDER BY p.line LIMIT rows_max
      ) RETURNING r.value
    ), new AS (
      INSERT INTO presale_member (presale_id, email) SELECT known.target_id, p.value->>'email' FROM part p
      ON CONFLICT DO NOTHING RETURNING 1
    ) SELECT count(*) INTO added FROM new;
  WHEN 'codes' THEN
    WITH part AS (
      DELETE FROM data_import_row r WHERE r.import_id = known.id AND r.line IN (
        SELECT p.line FROM data_import_row p WHERE p.import_id = known.id ORDER BY p.line LIMIT rows_max
      ) RETURNING r.value
    ), new AS (
      INSERT INTO presale_code AS c (presale_id, code_hash, uses_max)
      SELECT known.target_id, decode(p.value->>'hash', 'hex'), (p.value->>'usesMax')::int FROM part p
      -- A code that was used more often than it may be from now on stays used up.
      ON CONFLICT (presale_id, code_hash) DO UPDATE SET uses_max = greatest(c.uses, excluded.uses_max)
      WHERE c.uses_max <> greatest(c.uses, excluded.uses_max)
      RETURNING old.presale_id IS NULL AS is_new
    ) SELECT count(*) FILTER (WHERE is_new), count(*) FILTER (WHERE NOT is_new) INTO added, changed FROM new;
  WHEN 'guests' THEN
    -- The whole table is one request, which the first part makes.
    INSERT INTO invitation_request (id, schedule_id, reason, note, state, asked_by, decided_at)
    SELECT known.id, known.target_id, 'guest', '', CASE WHEN o.approves_invitations THEN 'asked' ELSE 'approved' END, actor,
      CASE WHEN NOT o.approves_invitations THEN now() END
    FROM organization o WHERE o.id = known.organization_id ON CONFLICT (id) DO NOTHING;
    WITH part AS (
      DELETE FROM data_import_row r WHERE r.import_id = known.id AND r.line IN (
        SELECT p.line FROM data_import_row p WHERE p.import_id = known.id ORDER BY p.line LIMIT rows_max
      ) RETURNING r.line, r.value
    ), new AS (
      INSERT INTO invitation_guest (id, request_id, place, name, mail, phone, seats, zone_id, count)
      SELECT gen_random_uuid(), known.id, p.line, p.value->>'name', p.value->>'mail', p.value->>'phone',
        CASE WHEN p.value ? 'seats' THEN ARRAY(SELECT seat::int FROM jsonb_array_elements_text(p.value->'seats') AS seat) END,
        p.value->>'zoneId', coalesce((p.value->>'count')::int, jsonb_array_length(p.value->'seats'))
      FROM part p RETURNING 1
    ) SELECT count(*) INTO added FROM new;
  WHEN 'dates' THEN
    -- Both are locked: if one is being archived, the two wait for each other.
    PERFORM FROM venue v JOIN concert c ON c.venue_id = v.id
    WHERE c.id = known.concert_id AND c.state <> 'archived' AND v.archived_at IS NULL FOR KEY SHARE OF v FOR SHARE OF c;
    IF NOT FOUND THEN RETURN refusal('conflict', 'The concert or its venue is archived'); END IF;
    IF EXISTS (SELECT FROM data_import_row r WHERE r.import_id = known.id
      AND to_timestamp((r.value->>'startsAtMs')::float8 / 1000) <= at) THEN
      RETURN refusal('conflict', 'A date has begun since the preview');
    END IF;
    -- It is locked, so that the new dates have what the preview showed.
    PERFORM FROM schedule s WHERE s.id = known.target_id
      AND s.revision = coalesce((known.seen->>s.id::text)::int, 0) FOR SHARE;
    IF NOT FOUND THEN RETURN refusal('conflict', 'The date that the new ones follow has changed since the preview'); END IF;
    IF EXISTS (SELECT FROM data_import_row r JOIN concert c ON c.id = known.concert_id WHERE r.import_id = known.id
      AND to_timestamp((r.value->>'saleOpensAtMs')::float8 / 1000) < c.publish_at) THEN
      RETURN refusal('conflict', 'The page of the concert appears later');
    END IF;
    SELECT array_agg(m.id) FILTER (WHERE m.id IS NOT NULL) INTO touched FROM (
      SELECT add_like_date(known.target_id, r.value, at) AS id FROM data_import_row r
      WHERE r.import_id = known.id ORDER BY r.line
    ) m;
    added := coalesce(cardinality(touched), 0);
  WHEN 'prices' THEN
    FOR one IN
      SELECT s.id, jsonb_agg(jsonb_build_object('id', z.zone_id, 'priceMinor', z.price, 'feeMinor', z.fee)) AS prices
      FROM (
        -- A row of one date goes over one of all dates.
        SELECT DISTINCT ON (id, r.value->>'zoneId') id::uuid AS schedule_id, r.value->>'zoneId' AS zone_id,
          (r.value->>'priceMinor')::bigint AS price, coalesce((r.value->>'feeMinor')::bigint, p.fee_minor) AS fee,
          p.price_minor, p.fee_minor
        FROM data_import_row r CROSS JOIN jsonb_array_elements_text(r.value->'scheduleIds') AS id
        JOIN price_zone p ON p.schedule_id = id::uuid AND p.zone_id = r.value->>'zoneId'
        WHERE r.import_id = known.id
        ORDER BY id, r.value->>'zoneId', jsonb_array_length(r.value->'scheduleIds'), r.line DESC
      ) z JOIN schedule s ON s.id = z.schedule_id
      WHERE (z.price, z.fee) <> (z.price_minor, z.fee_minor) GROUP BY s.id ORDER BY s.id
    LOOP
      told := change_schedule(one.id, coalesce((known.seen->>one.id::text)::int, 0), jsonb_build_object('prices', one.prices), at,
        known.organization_id, actor, request);
      IF NOT (told->>'ok')::boolean THEN
        -- It stops the whole commit, and with it the dates before.
        RAISE EXCEPTION 'a date of the import cannot change' USING DETAIL = coalesce(told->>'detail', told->>'code'),
          ERRCODE = CASE told->>'code' WHEN 'changed-meanwhile' THEN 'FR005' ELSE 'FR008' END;
      END IF;
      touched := touched || one.id;
      changed := changed + jsonb_array_length(one.prices);
    END LOOP;
  END CASE;
  added := added + coalesce((known.result->'counts'->>'add')::int, 0);
  changed := changed + coalesce((known.result->'counts'->>'change')::int, 0);
  counts := jsonb_build_object('add', added, 'change', changed, 'none', greatest(0, known.sound_rows - added - changed));
  IF known.kind IN ('dates', 'prices') THEN
    DELETE FROM data_import_row r WHERE r.import_id = known.id;
  END IF;
  UPDATE data_import i SET result = jsonb_build_object('counts', counts, 'skipped', known.faulty_rows),
    committed_at = CASE WHEN NOT EXISTS (SELECT FROM data_import_row r WHERE r.import_id = known.id) THEN at END
  WHERE i.id = known.id RETURNING i.* INTO known;
  IF known.committed_at IS NULL THEN
    RETURN done(known.result || jsonb_build_object('isDone', false, 'scheduleIds', '[]'::jsonb, 'kind', known.kind,
      'concertId', known.concert_id));
  END IF;
  INSERT INTO audit_log (organization_id, actor_id, action, subject, after, request_id)
  VALUES (known.organization_id, actor, 'concert.import', known.concert_id::text,
    jsonb_build_object('kind', known.kind, 'target', known.target_id) || known.result, request);
  RETURN done(known.result || jsonb_build_object('isDone', true, 'scheduleIds', to_jsonb(coalesce(touched, '{}')),
    'kind', known.kind, 'concertId', known.concert_id));
END $$;
--> statement-breakpoint
COMMENT ON FUNCTION commit_import IS 'Does what the rows of an import say, once and within a day of its preview: dates and prices all or none, and codes, lists and guests, which nothing can stop, at most so many at a time, until it says that it is done. Again it gives the same result and changes nothing. An import with faulty rows is committed only if they are to be left out. No price changes on a date that has changed since the preview, and no date is added that has begun, that would be on sale before the concerts page appears, that follows a date which has changed since, or to an archived concert.
Locks: the import, then the venue FOR KEY SHARE and the concert FOR SHARE with the followed date FOR SHARE, or the schedules whose prices change.';
