-- sale
-- Written by `npm run schema` from a freshly migrated database. Do not edit.

CREATE TABLE presale (
  id          uuid NOT NULL,
  schedule_id uuid NOT NULL,
  name        jsonb NOT NULL,
  opens_at    timestamptz(3) NOT NULL,
  closes_at   timestamptz(3) NOT NULL,
  seats_max   integer,
  created_at  timestamptz(3) NOT NULL DEFAULT now(),
  paused_at   timestamptz(3),
  CONSTRAINT presale_pkey PRIMARY KEY (id),
  CONSTRAINT presale_seats CHECK (seats_max > 0),
  CONSTRAINT presale_times CHECK (opens_at < closes_at),
  CONSTRAINT presale_schedule_id_schedule_id_fk FOREIGN KEY (schedule_id) REFERENCES schedule(id)
);
CREATE INDEX presale_schedule ON presale USING btree (schedule_id, opens_at);
CREATE TRIGGER presale_revision AFTER INSERT OR DELETE OR UPDATE ON presale FOR EACH ROW EXECUTE FUNCTION revise_presold_schedule();

CREATE TABLE presale_code (
  presale_id uuid NOT NULL,
  code_hash  bytea NOT NULL,
  uses_max   integer NOT NULL,
  uses       integer NOT NULL DEFAULT 0,
  CONSTRAINT presale_code_presale_id_code_hash_pk PRIMARY KEY (presale_id, code_hash),
  CONSTRAINT presale_code_uses CHECK (uses >= 0 AND uses <= uses_max),
  CONSTRAINT presale_code_presale_id_presale_id_fk FOREIGN KEY (presale_id) REFERENCES presale(id)
);

CREATE TABLE presale_grant (
  presale_id uuid NOT NULL,
  account_id uuid NOT NULL,
  code_hash  bytea,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  CONSTRAINT presale_grant_presale_id_account_id_pk PRIMARY KEY (presale_id, account_id),
  CONSTRAINT presale_grant_account_id_account_id_fk FOREIGN KEY (account_id) REFERENCES account(id),
  CONSTRAINT presale_grant_presale_id_presale_id_fk FOREIGN KEY (presale_id) REFERENCES presale(id)
);
CREATE INDEX presale_grant_account ON presale_grant USING btree (account_id);

CREATE TABLE presale_member (
  presale_id uuid NOT NULL,
  email      text NOT NULL,
  CONSTRAINT presale_member_presale_id_email_pk PRIMARY KEY (presale_id, email),
  CONSTRAINT presale_member_presale_id_presale_id_fk FOREIGN KEY (presale_id) REFERENCES presale(id)
);

CREATE TABLE schedule_move (
  id             uuid NOT NULL DEFAULT uuidv7(),
  schedule_id    uuid NOT NULL,
  from_starts_at timestamptz(3) NOT NULL,
  to_starts_at   timestamptz(3) NOT NULL,
  reason         jsonb NOT NULL,
  refund_until   timestamptz(3) NOT NULL,
  moved_at       timestamptz(3) NOT NULL DEFAULT now(),
  known_from     timestamptz(3) NOT NULL,
  CONSTRAINT schedule_move_pkey PRIMARY KEY (id),
  CONSTRAINT schedule_move_schedule_id_schedule_id_fk FOREIGN KEY (schedule_id) REFERENCES schedule(id)
);
CREATE INDEX schedule_move_schedule ON schedule_move USING btree (schedule_id, id);

-- Changes, pauses or ends a presale, unless its date has changed since it was seen. Its opening stays once fans line
-- up for it or it opens within minutes. Whoever has been verified stays verified, also by a code or an address that
-- is taken away. Codes and addresses are in the log only as numbers. No presale opens before the page of its concert
-- appears.
-- Locks: the schedule, then the presale, then its codes.
-- Last defined in migrations/0066_seating_rules.sql.
CREATE FUNCTION change_presale(
  changed_id uuid, seen int, change jsonb, at timestamptz, organization uuid, actor uuid, request text
) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  sale schedule%ROWTYPE;
  known presale%ROWTYPE;
  wanted presale%ROWTYPE;
  counted jsonb;
BEGIN
  SELECT s.* INTO sale FROM schedule s WHERE s.id = (SELECT p.schedule_id FROM presale p WHERE p.id = changed_id)
  FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  IF sale.revision <> seen THEN RETURN refusal('changed-meanwhile', sale.revision::text); END IF;
  SELECT p.* INTO known FROM presale p WHERE p.id = changed_id FOR NO KEY UPDATE;
  IF known.closes_at <= at THEN RETURN refusal('conflict', 'The presale is over'); END IF;
  wanted := known;
  wanted.opens_at := coalesce((change->>'opensAt')::timestamptz, known.opens_at);
  wanted.closes_at := coalesce((change->>'closesAt')::timestamptz, known.closes_at);
  IF (change->>'isEnded')::boolean THEN
    wanted.opens_at := least(known.opens_at, at - interval '1 ms');
    wanted.closes_at := at;
  ELSE
    IF wanted.opens_at <> known.opens_at THEN
      IF known.opens_at <= at THEN RETURN refusal('conflict', 'The presale has opened already'); END IF;
      -- If the sale's object does not hear of the change, it learns of it within minutes, but must not open meanwhile.
      IF known.opens_at <= at + interval '10 minutes' THEN
        RETURN refusal('conflict', 'The presale opens within 10 minutes');
      END IF;
      -- Isolates keep a presale's times for some seconds, so fans may line up by the earlier ones until then.
      IF known.opens_at <= at + interval '10 seconds' + sale.lobby_ms * interval '1 ms' THEN
        RETURN refusal('conflict', 'Fans line up already');
      END IF;
      IF wanted.opens_at <= at THEN RETURN refusal('invalid-request', 'opensAt'); END IF;
      IF EXISTS (SELECT FROM concert c WHERE c.id = sale.concert_id AND c.publish_at > wanted.opens_at) THEN
        RETURN refusal('conflict', 'The page of the concert appears later');
      END IF;
    END IF;
    IF wanted.closes_at <= at OR wanted.closes_at <= wanted.opens_at THEN RETURN refusal('invalid-request', 'closesAt'); END IF;
    IF wanted.closes_at > sale.sale_opens_at THEN RETURN refusal('conflict', 'A presale ends by the opening of the sale'); END IF;
  END IF;
  DELETE FROM presale_code c WHERE c.presale_id = changed_id AND c.code_hash IN (
    SELECT decode(hash, 'hex') FROM jsonb_array_elements_text(coalesce(change->'removeCodes', '[]')) AS hash);
  DELETE FROM presale_member m WHERE m.presale_id = changed_id AND m.email IN (
    SELECT lower(email) FROM jsonb_array_elements_text(coalesce(change->'removeEmails', '[]')) AS email);
  INSERT INTO presale_code (presale_id, code_hash, uses_max)
  SELECT changed_id, decode(given.hash, 'hex'), given."usesMax"
  FROM jsonb_to_recordset(coalesce(change->'addCodes', '[]')) AS given(hash text, "usesMax" int)
  ON CONFLICT (presale_id, code_hash) DO UPDATE SET uses_max = greatest(presale_code.uses, excluded.uses_max);
  INSERT INTO presale_member (presale_id, email)
  SELECT changed_id, lower(email) FROM jsonb_array_elements_text(coalesce(change->'addEmails', '[]')) AS email
  ON CONFLICT DO NOTHING;
  UPDATE presale p SET name = coalesce(change->'name', p.name), opens_at = wanted.opens_at, closes_at = wanted.closes_at,
    seats_max = CASE WHEN change ? 'seatsMax' THEN (change->>'seatsMax')::int ELSE p.seats_max END,
    paused_at = CASE (change->>'isPaused')::boolean WHEN true THEN coalesce(p.paused_at, now()) WHEN false THEN NULL
      ELSE p.paused_at END
  WHERE p.id = changed_id RETURNING p.* INTO wanted;
  SELECT jsonb_object_agg(name || 'Count', jsonb_array_length(change->name)) INTO counted
  FROM unnest(ARRAY['addCodes', 'removeCodes', 'addEmails', 'removeEmails']) AS name WHERE change ? name;
  INSERT INTO audit_log (organization_id, actor_id, action, subject, before, after, request_id)
  VALUES (organization, actor, CASE WHEN (change->>'isEnded')::boolean THEN 'presale.end'
      WHEN known.paused_at IS NULL AND wanted.paused_at IS NOT NULL THEN 'presale.pause'
      WHEN known.paused_at IS NOT NULL AND wanted.paused_at IS NULL THEN 'presale.resume' ELSE 'presale.change' END,
    sale.id::text, to_jsonb(known) || jsonb_build_object('id', sale.id, 'presale', known.id, 'revision', sale.revision),
    to_jsonb(wanted) || jsonb_build_object('id', sale.id, 'presale', known.id) || coalesce(counted, '{}'), request);
  RETURN done(jsonb_build_object('scheduleId', sale.id));
END $$;

-- Changes a date after its publication, unless it has changed since it was seen: doors, sale, limits, queue, prices,
-- discounts and terms, whichever are given. What has been sold keeps its price. What can no longer change, because
-- fans line up for the sale or a presale, or because the sale has opened or will within minutes, is refused with the
-- reason, and then nothing changes. Fans who line up for a sale that opens later keep their lobby, which lasts a day
-- at most. No sale opens before the page of its concert appears.
-- Locks: the schedule, then its prices.
-- Last defined in migrations/0067_account_limits.sql.
CREATE FUNCTION change_schedule(
  changed_id uuid, seen int, change jsonb, at timestamptz, organization uuid, actor uuid, request text
) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  known schedule%ROWTYPE;
  wanted schedule%ROWTYPE;
  before jsonb;
  -- Isolates keep a sale's times for some seconds, so fans may line up by the earlier ones until then.
  lined_up timestamptz;
  waiting_ms numeric;
BEGIN
  SELECT s.* INTO known FROM schedule s WHERE s.id = changed_id FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  IF known.revision <> seen THEN RETURN refusal('changed-meanwhile', known.revision::text); END IF;
  IF known.sale_state = 'cancelled' THEN RETURN refusal('conflict', 'The show is canceled'); END IF;
  IF known.starts_at <= at THEN RETURN refusal('conflict', 'The show has begun'); END IF;
  before := schedule_facts(known);
  wanted := known;
  wanted.doors_at := CASE WHEN change ? 'doorsAt' THEN (change->>'doorsAt')::timestamptz ELSE known.doors_at END;
  wanted.sale_opens_at := coalesce((change->>'saleOpensAt')::timestamptz, known.sale_opens_at);
  wanted.sale_closes_at := coalesce((change->>'saleClosesAt')::timestamptz, known.sale_closes_at);
  wanted.lobby_ms := coalesce((change->>'lobbyMs')::int, known.lobby_ms);
  wanted.queue_order := coalesce(change->>'queueOrder', known.queue_order);
  wanted.intakes := coalesce((change->>'intakes')::int, known.intakes);

  IF wanted.doors_at > known.starts_at THEN RETURN refusal('invalid-request', 'doorsAt'); END IF;
  IF wanted.sale_closes_at > known.starts_at AND wanted.sale_closes_at <> known.sale_closes_at
    OR wanted.sale_closes_at <= wanted.sale_opens_at THEN
    RETURN refusal('invalid-request', 'saleClosesAt');
  END IF;
  IF wanted.sale_opens_at <> known.sale_opens_at THEN
    IF known.sale_opens_at <= at THEN RETURN refusal('conflict', 'The sale has opened already'); END IF;
    -- If the sale's object does not hear of the change, it learns of it within minutes, but must not open meanwhile.
    IF known.sale_opens_at <= at + interval '10 minutes' THEN
      RETURN refusal('conflict', 'The sale opens within 10 minutes');
    END IF;
    IF wanted.sale_opens_at <= at THEN RETURN refusal('invalid-request', 'saleOpensAt'); END IF;
    IF EXISTS (SELECT FROM concert c WHERE c.id = known.concert_id AND c.publish_at > wanted.sale_opens_at) THEN
      RETURN refusal('conflict', 'The page of the concert appears later');
    END IF;
    IF EXISTS (SELECT FROM presale e WHERE e.schedule_id = changed_id AND e.closes_at > wanted.sale_opens_at) THEN
      RETURN refusal('conflict', 'A presale would end after the sale opens');
    END IF;
  END IF;
  lined_up := at + interval '10 seconds' + known.lobby_ms * interval '1 ms';
  IF (wanted.lobby_ms, wanted.queue_order, wanted.intakes) <> (known.lobby_ms, known.queue_order, known.intakes)
    AND (known.sale_opens_at <= lined_up
      OR EXISTS (SELECT FROM presale e WHERE e.schedule_id = changed_id AND e.opens_at <= lined_up)) THEN
    RETURN refusal('conflict', 'Fans line up already');
  END IF;
  IF wanted.sale_opens_at <> known.sale_opens_at AND known.sale_opens_at <= lined_up THEN
    -- A later opening does not send away the fans who stand in line.
    waiting_ms := greatest(0, extract(epoch FROM wanted.sale_opens_at - known.sale_opens_at) * 1000 + known.lobby_ms);
    IF waiting_ms > 86400000 THEN
      RETURN refusal('conflict', 'Fans line up already and would wait for more than a day');
    END IF;
    wanted.lobby_ms := waiting_ms;
  END IF;
  IF EXISTS (SELECT FROM jsonb_array_elements(change->'prices') AS given
    WHERE NOT EXISTS (SELECT FROM price_zone z WHERE z.schedule_id = changed_id AND z.zone_id = given->>'id')) THEN
    RETURN refusal('invalid-request', 'prices');
  END IF;

  UPDATE price_zone z SET price_minor = given."priceMinor", fee_minor = given."feeMinor"
  FROM jsonb_to_recordset(coalesce(change->'prices', '[]')) AS given(id text, "priceMinor" bigint, "feeMinor" bigint)
  WHERE z.schedule_id = changed_id AND z.zone_id = given.id;
  UPDATE schedule s SET doors_at = wanted.doors_at, sale_opens_at = wanted.sale_opens_at,
    sale_closes_at = wanted.sale_closes_at, lobby_ms = wanted.lobby_ms, queue_order = wanted.queue_order,
    intakes = wanted.intakes,
    seats_per_account = coalesce((change->>'seatsPerAccount')::int, s.seats_per_account),
    hold_ms = coalesce((change->>'holdMs')::int, s.hold_ms),
    shoppers_max = coalesce((change->>'shoppersMax')::int, s.shoppers_max),
    admit_per_minute = coalesce((change->>'admitPerMinute')::int, s.admit_per_minute),
    discounts = coalesce(change->'discounts', s.discounts),
    refund_policy = coalesce(change->'refundPolicy', s.refund_policy),
    seating = coalesce(change->'seating', s.seating),
    account_limits = coalesce(change->'accountLimits', s.account_limits),
    deposit_minutes = coalesce((change->>'depositMinutes')::int, s.deposit_minutes)
  WHERE s.id = changed_id RETURNING s.* INTO wanted;
  INSERT INTO audit_log (organization_id, actor_id, action, subject, before, after, request_id)
  VALUES (organization, actor, 'schedule.change', changed_id::text, before, schedule_facts(wanted), request);
  RETURN done(jsonb_build_object('revision', wanted.revision));
END $$;

-- Gives the last move of a date; null if it was never moved.
-- Locks: nothing.
-- Last defined in migrations/0047_moved_dates.sql.
CREATE FUNCTION last_move(of_schedule uuid) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT move_json(m, m.refund_until) FROM schedule_move m WHERE m.schedule_id = of_schedule ORDER BY m.id DESC LIMIT 1
$$;

-- Gives the last move of the date of an order since its booking, with the time until which its tickets can be given
-- back without any fee; null if there was none.
-- Locks: nothing.
-- Last defined in migrations/0047_moved_dates.sql.
CREATE FUNCTION last_move_of(bought uuid) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT move_json(m, free_until(o.id)) FROM customer_order o JOIN schedule_move m ON m.schedule_id = o.schedule_id
    AND m.known_from > booked_at(o.id)
  WHERE o.id = bought ORDER BY m.id DESC LIMIT 1
$$;

-- Builds what fans learn of a move.
-- Locks: nothing.
-- Last defined in migrations/0047_moved_dates.sql.
CREATE FUNCTION move_json(moved schedule_move, free_until timestamptz) RETURNS jsonb LANGUAGE sql STABLE
RETURN jsonb_build_object('fromMs', epoch_ms((moved).from_starts_at), 'reason', (moved).reason,
  'refundUntilMs', epoch_ms(free_until));

-- Moves a date of a concert that is not archived to another start, unless it has changed since it was seen, and tells
-- everybody who has tickets; a dry run only checks and counts. Whoever booked before, or within the hour after, can
-- give tickets back without any fee until the end of a day at the venue, or until the show.
-- Locks: the concert FOR SHARE, then the schedule. A cancellation of tickets or of the show waits for it, or this
-- waits for them.
-- Last defined in migrations/0062_archived_concerts.sql.
CREATE FUNCTION move_schedule(
  moved_id uuid, seen int, move jsonb, is_dry_run boolean, at timestamptz, organization uuid, actor uuid, request text
) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  known schedule%ROWTYPE;
  moved schedule%ROWTYPE;
  is_archived boolean;
  zone text;
  starts timestamptz := move->>'startsAt';
  doors timestamptz := move->>'doorsAt';
  closes timestamptz := move->>'saleClosesAt';
  last_day date := move->>'refundUntil';
  free timestamptz;
  before jsonb;
  state jsonb;
BEGIN
  -- If the concert is being archived, one waits for the other.
  PERFORM FROM concert c JOIN schedule s ON s.concert_id = c.id WHERE s.id = moved_id AND c.state <> 'archived' FOR SHARE OF c;
  is_archived := NOT FOUND;
  SELECT s.* INTO known FROM schedule s WHERE s.id = moved_id FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  IF known.revision <> seen THEN RETURN refusal('changed-meanwhile', known.revision::text); END IF;
  IF is_archived THEN RETURN refusal('conflict', 'The concert is archived'); END IF;
  IF known.sale_state = 'cancelled' THEN RETURN refusal('conflict', 'The show is canceled'); END IF;
  IF known.starts_at <= at THEN RETURN refusal('conflict', 'The show has begun'); END IF;
  IF starts = known.starts_at THEN RETURN refusal('conflict', 'The show starts at that time already'); END IF;
  IF EXISTS (SELECT FROM schedule s WHERE s.concert_id = known.concert_id AND s.starts_at = starts) THEN
    RETURN refusal('conflict', 'The concert has another date at that time');
  END IF;
  IF starts <= at THEN RETURN refusal('invalid-request', 'startsAt'); END IF;
  IF doors > starts THEN RETURN refusal('invalid-request', 'doorsAt'); END IF;
  IF closes > starts OR closes <= known.sale_opens_at THEN RETURN refusal('invalid-request', 'saleClosesAt'); END IF;
  SELECT v.time_zone INTO zone FROM concert c JOIN venue v ON v.id = c.venue_id WHERE c.id = known.concert_id;
  free := least((last_day + 1)::timestamp AT TIME ZONE zone, starts);
  IF free <= at OR last_day > (starts AT TIME ZONE zone)::date THEN
    RETURN refusal('invalid-request', 'refundUntil');
  END IF;
  state := move_state(moved_id);
  IF is_dry_run THEN RETURN done(state); END IF;

  before := schedule_facts(known);
  UPDATE schedule s SET starts_at = starts, doors_at = doors, sale_closes_at = closes, reminded_for = NULL
  WHERE s.id = moved_id RETURNING s.* INTO moved;
  INSERT INTO schedule_move (schedule_id, from_starts_at, to_starts_at, reason, refund_until, moved_at, known_from)
  VALUES (moved_id, known.starts_at, starts, move->'reason', free, clock_timestamp(), clock_timestamp() + interval '1 hour');
  INSERT INTO outbox (topic, payload)
  SELECT DISTINCT 'show.moved', jsonb_build_object('accountId', o.account_id, 'scheduleId', moved_id, 'orderId', o.id,
    'fromMs', epoch_ms(known.starts_at), 'toMs', epoch_ms(starts), 'reason', move->'reason',
    'refundUntilMs', epoch_ms(free_until(o.id)), 'untilMs', epoch_ms(starts))
  FROM order_seat b JOIN customer_order o ON o.id = b.order_id WHERE b.schedule_id = moved_id AND b.live;
  INSERT INTO outbox (topic, payload)
  SELECT DISTINCT 'push.show.moved', jsonb_build_object('accountId', o.account_id, 'scheduleId', moved_id,
    'toMs', epoch_ms(starts), 'refundUntilMs', epoch_ms(free), 'untilMs', epoch_ms(starts))
  FROM order_seat b JOIN customer_order o ON o.id = b.order_id
  WHERE b.schedule_id = moved_id AND b.live AND EXISTS (SELECT FROM push_subscription p WHERE p.account_id = o.account_id);
  INSERT INTO audit_log (organization_id, actor_id, action, subject, before, after, request_id)
  VALUES (organization, actor, 'schedule.move', moved_id::text, before,
    schedule_facts(moved) || jsonb_build_object('reason', move->'reason', 'refund_until', free), request);
  RETURN done(state || jsonb_build_object('startsAtMs', epoch_ms(starts)));
EXCEPTION
  -- Another date took that time in the same moment.
  WHEN unique_violation THEN RETURN refusal('conflict', 'The concert has another date at that time');
END $$;

-- Counts whom a move of a date concerns, those whose payment is under way too, and the most that may have to be given
-- back.
-- Locks: nothing.
-- Last defined in migrations/0087_setup.sql.
CREATE FUNCTION move_state(of_schedule uuid) RETURNS jsonb LANGUAGE sql STABLE AS $$
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

-- Numbers each change of a concert, so that a save can name the one that it is based on.
-- Locks: the concert, which the update has locked already.
-- Last defined in migrations/0044_changes.sql.
CREATE FUNCTION revise_concert() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.revision := OLD.revision + 1;
  RETURN NEW;
END $$;

-- Numbers a change of a presale or of a price as a change of its schedule.
-- Locks: the schedule.
-- Last defined in migrations/0031_schedule_revision.sql.
CREATE FUNCTION revise_presold_schedule() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE schedule SET revision = revision + 1 WHERE id = coalesce(NEW.schedule_id, OLD.schedule_id);
  RETURN NULL;
END $$;

-- Numbers a change of what a schedule's object goes by. Of two readings the one with the higher revision is the newer
-- one. A show that is moved to a later time is not over.
-- Locks: the schedule, which the update has locked already.
-- Last defined in migrations/0031_schedule_revision.sql.
CREATE FUNCTION revise_schedule() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.revision := OLD.revision + 1;
  IF NEW.starts_at > OLD.starts_at THEN NEW.retired_at := NULL; END IF;
  RETURN NEW;
END $$;

-- Gives a schedule with its prices, for the audit log.
-- Locks: nothing.
-- Last defined in migrations/0044_changes.sql.
CREATE FUNCTION schedule_facts(known schedule) RETURNS jsonb LANGUAGE sql STABLE
RETURN to_jsonb(known) || jsonb_build_object('prices', (SELECT jsonb_object_agg(z.zone_id,
  jsonb_build_object('priceMinor', z.price_minor, 'feeMinor', z.fee_minor)) FROM price_zone z WHERE z.schedule_id = (known).id));

-- Grants an account the presales of a schedule that are neither over nor paused, by a code or by the lists that have
-- its e-mail address. A code is never used more often than it may be, and asking again uses nothing up.
-- Locks: the code, then the grant.
-- Last defined in migrations/0054_presale_changes.sql.
CREATE FUNCTION verify_presale(schedule_id uuid, account_id uuid, code_hash bytea, asked_at timestamptz) RETURNS jsonb
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  given record;
  granted jsonb;
BEGIN
  IF NOT EXISTS (
    SELECT FROM presale p WHERE p.schedule_id = verify_presale.schedule_id AND p.closes_at > asked_at
  ) THEN
    RETURN refusal('not-found');
  END IF;
  IF verify_presale.code_hash IS NULL THEN
    INSERT INTO presale_grant (presale_id, account_id)
    SELECT p.id, a.id FROM account a JOIN presale_member m ON m.email = lower(a.email)
    JOIN presale p ON p.id = m.presale_id
    WHERE a.id = verify_presale.account_id AND p.schedule_id = verify_presale.schedule_id AND p.closes_at > asked_at
      AND p.paused_at IS NULL
    ON CONFLICT DO NOTHING;
  ELSE
    -- Whoever comes second with the same code waits here, and then sees what is left of it.
    SELECT c.* INTO given FROM presale_code c JOIN presale p ON p.id = c.presale_id
    WHERE c.code_hash = verify_presale.code_hash AND p.schedule_id = verify_presale.schedule_id
      AND p.closes_at > asked_at AND p.paused_at IS NULL
    ORDER BY p.opens_at LIMIT 1 FOR NO KEY UPDATE OF c;
    IF NOT FOUND THEN RETURN refusal('code-not-valid'); END IF;
    IF NOT EXISTS (
      SELECT FROM presale_grant g
      WHERE g.presale_id = given.presale_id AND g.account_id = verify_presale.account_id
    ) THEN
      IF given.uses >= given.uses_max THEN RETURN refusal('code-used'); END IF;
      INSERT INTO presale_grant (presale_id, account_id, code_hash)
      VALUES (given.presale_id, verify_presale.account_id, given.code_hash) ON CONFLICT DO NOTHING;
      -- The same account may have come in by another way at this very moment: then the code stays unused.
      IF FOUND THEN
        UPDATE presale_code SET uses = uses + 1
        WHERE presale_id = given.presale_id AND code_hash = given.code_hash;
      END IF;
    END IF;
  END IF;
  SELECT jsonb_agg(g.presale_id) INTO granted FROM presale_grant g JOIN presale p ON p.id = g.presale_id
  WHERE g.account_id = verify_presale.account_id AND p.schedule_id = verify_presale.schedule_id
    AND p.closes_at > asked_at;
  IF granted IS NULL THEN RETURN refusal('not-found', 'no list has this account'); END IF;
  RETURN done(granted);
END $$;
