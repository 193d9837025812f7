ALTER TABLE "concert" ADD COLUMN "state" text NOT NULL DEFAULT 'published';--> statement-breakpoint
ALTER TABLE "concert" ALTER COLUMN "state" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "concert" ADD COLUMN "publish_at" timestamp (3) with time zone;--> statement-breakpoint
-- What did not show goes on not to show, until somebody says when.
UPDATE concert SET state = 'scheduled', publish_at = '9999-01-01T00:00:00Z' WHERE NOT is_published;--> statement-breakpoint
ALTER TABLE "concert" DROP COLUMN "is_published";--> statement-breakpoint
ALTER TABLE "concert" ADD CONSTRAINT "concert_state" CHECK ("concert"."state" IN ('scheduled', 'published', 'unlisted', 'archived'));--> statement-breakpoint
ALTER TABLE "concert" ADD CONSTRAINT "concert_publish_at" CHECK (("concert"."state" = 'scheduled') = ("concert"."publish_at" IS NOT NULL));
--> statement-breakpoint
CREATE FUNCTION is_listed(state text, publish_at timestamptz, at timestamptz) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN state = 'published' OR (state = 'scheduled' AND publish_at <= at);
--> statement-breakpoint
COMMENT ON FUNCTION is_listed(text, timestamptz, timestamptz) IS 'Tells whether lists, searches and reminders show a concert in this state at a moment.
Locks: nothing.';
--> statement-breakpoint
CREATE FUNCTION is_reachable(state text, publish_at timestamptz, at timestamptz) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN state <> 'scheduled' OR publish_at <= at;
--> statement-breakpoint
COMMENT ON FUNCTION is_reachable(text, timestamptz, timestamptz) IS 'Tells whether a concert in this state is found by its address at a moment.
Locks: nothing.';
--> statement-breakpoint
CREATE OR REPLACE FUNCTION concerts_named(typed text, as_of timestamptz) RETURNS TABLE (concert_id uuid, slips int)
LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE
SET pg_trgm.word_similarity_threshold = 0.25
-- Comparing words costs far more than the planner thinks, who would rather compare those of every concert.
SET enable_seqscan = off SET plan_cache_mode = force_custom_plan AS $$
DECLARE
  letters constant text := ko_jamo(typed);
  words constant text := ko_words(typed);
  consonants constant text := ko_cho(typed);
  size constant int := least(60, char_length(letters));
  slips_most constant int := CASE WHEN size < 4 THEN 0 WHEN size < 9 THEN 1 ELSE 2 END;
  places constant jsonb := letter_places(letters);
  unswapped text[];
BEGIN
  IF letters = '' THEN RETURN; END IF;
  IF typed ~ '^[ㄱ-ㅎ\s]+$' THEN
    RETURN QUERY SELECT c.id, 0 FROM concert c WHERE c.search_cho LIKE '%' || consonants || '%'
      UNION SELECT c.id, 0 FROM venue v JOIN concert c ON c.venue_id = v.id WHERE v.search_cho LIKE '%' || consonants || '%';
    RETURN;
  END IF;
  RETURN QUERY
    WITH named AS (
      SELECT c.id FROM concert c WHERE c.search_jamo LIKE '%' || letters || '%'
      UNION SELECT c.id FROM venue v JOIN concert c ON c.venue_id = v.id WHERE v.search_jamo LIKE '%' || letters || '%'
    )
    SELECT c.id, 0 FROM named JOIN concert c USING (id)
    WHERE is_listed(c.state, c.publish_at, as_of) AND EXISTS (SELECT FROM schedule s WHERE s.concert_id = c.id AND s.starts_at >= as_of);
  IF FOUND OR slips_most = 0 THEN RETURN; END IF;
  unswapped := ARRAY(
    SELECT '%' || overlay(letters PLACING reverse(substr(letters, place, 2)) FROM place FOR 2) || '%'
    FROM generate_series(1, size - 1) place WHERE size < 9
  );
  RETURN QUERY
    WITH near AS (
      SELECT c.id, c.search_words AS names FROM concert c
      WHERE words <% c.search_words OR letters <% c.search_jamo OR c.search_jamo LIKE ANY (unswapped)
      UNION ALL
      SELECT c.id, v.search_words FROM venue v JOIN concert c ON c.venue_id = v.id
      WHERE words <% v.search_words OR letters <% v.search_jamo OR v.search_jamo LIKE ANY (unswapped)
    ), to_come AS (
      SELECT c.id, near.names FROM near JOIN concert c USING (id) CROSS JOIN LATERAL (
        SELECT FROM schedule s WHERE s.concert_id = c.id AND s.starts_at >= as_of LIMIT 1
      ) date
      WHERE is_listed(c.state, c.publish_at, as_of)
      ORDER BY words <<-> near.names LIMIT 500
    ), counted AS (
      SELECT to_come.id, min(count_slips(places, size, to_come.names)) AS fewest FROM to_come GROUP BY to_come.id
    )
    SELECT counted.id, counted.fewest FROM counted WHERE counted.fewest <= slips_most;
END
$$;
--> statement-breakpoint
COMMENT ON FUNCTION concerts_named(text, timestamptz) IS 'Lists the concerts to come that a search means, each with its slips, and near names only where no name fits.
Locks: nothing.';
--> statement-breakpoint
CREATE OR REPLACE FUNCTION join_waitlist(
  wanted_schedule uuid, fan uuid, wanted_zones text[], wanted_seats int, wanted_together boolean, at timestamptz
) RETURNS jsonb LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  s schedule%ROWTYPE;
BEGIN
  SELECT s.* INTO s FROM schedule s JOIN concert c ON c.id = s.concert_id AND is_reachable(c.state, c.publish_at, at)
  WHERE s.id = wanted_schedule;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  IF s.sale_state NOT IN ('open', 'paused') OR at < s.sale_opens_at OR at >= least(s.sale_closes_at, s.starts_at) THEN
    RETURN refusal('sale-not-open');
  END IF;
  IF wanted_seats > s.seats_per_account THEN RETURN refusal('too-many-seats'); END IF;
  IF EXISTS (SELECT FROM unnest(wanted_zones) AS w(zone)
    WHERE NOT EXISTS (SELECT FROM price_zone z WHERE z.schedule_id = s.id AND z.zone_id = w.zone)) THEN
    RETURN refusal('unknown-seat');
  END IF;
  UPDATE waitlist_entry e SET state = 'bought', changed_at = at
  FROM waitlist_offer o JOIN settlement t ON t.hold_id = o.id AND t.order_id IS NOT NULL
  WHERE e.schedule_id = s.id AND e.account_id = fan AND e.state = 'offered' AND o.entry_id = e.id AND o.state = 'open';
  INSERT INTO waitlist_entry (schedule_id, account_id, zones, seats, together, joined_at, changed_at)
  VALUES (s.id, fan, wanted_zones, wanted_seats, wanted_together, at, at)
  ON CONFLICT (schedule_id, account_id) WHERE state IN ('waiting', 'offered') DO UPDATE
  SET zones = wanted_zones, seats = wanted_seats, together = wanted_together, changed_at = at
  WHERE waitlist_entry.state = 'waiting';
  RETURN done('null');
END $$;
--> statement-breakpoint
COMMENT ON FUNCTION join_waitlist(uuid, uuid, text[], int, boolean, timestamptz) IS 'Adds an account to the waitlist of a schedule, or changes the zones and seats of an account that waits already and keeps its rank. An account has one live entry, and an entry with an open offer stays as it is.
Locks: the live entry of the account.';
--> statement-breakpoint
CREATE FUNCTION change_concert_state(
  changed_id uuid, employer uuid, seen int, wanted text, wanted_at timestamptz, at timestamptz, actor uuid, request text
) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  known concert%ROWTYPE;
  changed concert%ROWTYPE;
BEGIN
  SELECT c.* INTO known FROM concert c WHERE c.id = changed_id AND c.organization_id = employer FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  IF known.revision <> seen THEN RETURN refusal('changed-meanwhile', known.revision::text); END IF;
  IF wanted = 'scheduled' AND is_reachable(known.state, known.publish_at, at) AND EXISTS (
    SELECT FROM schedule s LEFT JOIN presale p ON p.schedule_id = s.id
    WHERE s.concert_id = known.id AND least(s.sale_opens_at, p.opens_at) - s.lobby_ms * interval '1 ms' <= at
  ) THEN
    RETURN refusal('conflict', 'Fans can already line up for this concert');
  END IF;
  IF wanted = 'archived' AND EXISTS (
    SELECT FROM schedule s WHERE s.concert_id = known.id AND s.sale_state NOT IN ('closed', 'cancelled')
      AND least(s.sale_closes_at, s.starts_at) > at
  ) THEN
    RETURN refusal('conflict', 'A date of this concert is still to be sold');
  END IF;
  IF known.state <> wanted OR known.publish_at IS DISTINCT FROM wanted_at THEN
    UPDATE concert c SET state = wanted, publish_at = wanted_at WHERE c.id = known.id RETURNING c.* INTO changed;
    INSERT INTO audit_log (organization_id, actor_id, action, subject, before, after, request_id)
    VALUES (employer, actor, 'concert.state', known.id::text, to_jsonb(known), to_jsonb(changed), request);
  ELSE
    changed := known;
  END IF;
  RETURN done(jsonb_build_object('id', changed.id, 'revision', changed.revision, 'state', changed.state,
    'publishAt', utc_text(changed.publish_at),
    'scheduleIds', (SELECT coalesce(jsonb_agg(s.id), '[]') FROM schedule s WHERE s.concert_id = changed.id)));
END $$;
--> statement-breakpoint
COMMENT ON FUNCTION change_concert_state(uuid, uuid, int, text, timestamptz, timestamptz, uuid, text) IS 'Says who finds a concert from now on. A concert that fans can line up for does not vanish, and one with a date to be sold is not archived.
Locks: the concert.';
