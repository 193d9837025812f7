-- catalog
-- Written by `npm run schema` from a freshly migrated database. Do not edit.

CREATE TABLE category (
  slug        text NOT NULL,
  name        jsonb NOT NULL,
  color       integer NOT NULL,
  position    integer NOT NULL,
  archived_at timestamptz(3),
  revision    integer NOT NULL DEFAULT 1,
  created_at  timestamptz(3) NOT NULL DEFAULT now(),
  CONSTRAINT category_pkey PRIMARY KEY (slug),
  CONSTRAINT category_color CHECK (color >= 1 AND color <= 6)
);

CREATE TABLE concert (
  id              uuid NOT NULL,
  slug            text NOT NULL,
  venue_id        uuid NOT NULL,
  title           jsonb NOT NULL,
  artist          jsonb NOT NULL,
  description     jsonb NOT NULL,
  genre           text NOT NULL,
  poster          text NOT NULL,
  age_limit       integer,
  running_minutes integer,
  currency        text NOT NULL,
  created_at      timestamptz(3) NOT NULL DEFAULT now(),
  search_jamo     text GENERATED ALWAYS AS (ko_jamo(((((((title ->> 'ko'::text) || ' '::text) || (title ->> 'en'::text)) || ' '::text) || (artist ->> 'ko'::text)) || ' '::text) || (artist ->> 'en'::text))) STORED,
  search_cho      text GENERATED ALWAYS AS (ko_cho(((title ->> 'ko'::text) || ' '::text) || (artist ->> 'ko'::text))) STORED,
  notice          jsonb,
  organiser       jsonb,
  search_words    text GENERATED ALWAYS AS (ko_words(((((((title ->> 'ko'::text) || ' '::text) || (title ->> 'en'::text)) || ' '::text) || (artist ->> 'ko'::text)) || ' '::text) || (artist ->> 'en'::text))) STORED,
  organization_id uuid NOT NULL,
  revision        integer NOT NULL DEFAULT 1,
  state           text NOT NULL,
  publish_at      timestamptz(3),
  performers      jsonb NOT NULL DEFAULT '[]'::jsonb,
  ticket_note     jsonb,
  CONSTRAINT concert_pkey PRIMARY KEY (id),
  CONSTRAINT concert_slug UNIQUE (slug),
  CONSTRAINT concert_publish_at CHECK ((state = 'scheduled'::text) = (publish_at IS NOT NULL)),
  CONSTRAINT concert_state CHECK (state = ANY (ARRAY['scheduled'::text, 'published'::text, 'unlisted'::text, 'archived'::text])),
  CONSTRAINT concert_genre_category_slug_fk FOREIGN KEY (genre) REFERENCES category(slug),
  CONSTRAINT concert_organization_id_organization_id_fk FOREIGN KEY (organization_id) REFERENCES organization(id),
  CONSTRAINT concert_venue_id_venue_id_fk FOREIGN KEY (venue_id) REFERENCES venue(id)
);
CREATE INDEX concert_genre ON concert USING btree (genre);
CREATE INDEX concert_organization ON concert USING btree (organization_id);
CREATE INDEX concert_search_cho ON concert USING gin (search_cho gin_trgm_ops);
CREATE INDEX concert_search_jamo ON concert USING gin (search_jamo gin_trgm_ops);
CREATE INDEX concert_search_words ON concert USING gin (search_words gin_trgm_ops);
CREATE INDEX concert_venue ON concert USING btree (venue_id);
CREATE TRIGGER concert_category_changed BEFORE UPDATE OF genre ON concert FOR EACH ROW WHEN (new.genre IS DISTINCT FROM old.genre) EXECUTE FUNCTION refuse_archived_category();
CREATE TRIGGER concert_category_given BEFORE INSERT ON concert FOR EACH ROW EXECUTE FUNCTION refuse_archived_category();
CREATE TRIGGER concert_images AFTER INSERT OR DELETE OR UPDATE ON concert FOR EACH ROW EXECUTE FUNCTION note_images();
CREATE TRIGGER concert_revision BEFORE UPDATE ON concert FOR EACH ROW EXECUTE FUNCTION revise_concert();

CREATE TABLE concert_draft (
  id              uuid NOT NULL,
  organization_id uuid NOT NULL,
  document        jsonb NOT NULL,
  revision        integer NOT NULL DEFAULT 1,
  concert_id      uuid,
  created_by      uuid,
  created_at      timestamptz(3) NOT NULL DEFAULT now(),
  updated_by      uuid,
  updated_at      timestamptz(3) NOT NULL DEFAULT now(),
  CONSTRAINT concert_draft_pkey PRIMARY KEY (id),
  CONSTRAINT concert_draft_concert_id_concert_id_fk FOREIGN KEY (concert_id) REFERENCES concert(id),
  CONSTRAINT concert_draft_created_by_account_id_fk FOREIGN KEY (created_by) REFERENCES account(id),
  CONSTRAINT concert_draft_organization_id_organization_id_fk FOREIGN KEY (organization_id) REFERENCES organization(id),
  CONSTRAINT concert_draft_updated_by_account_id_fk FOREIGN KEY (updated_by) REFERENCES account(id)
);
CREATE INDEX concert_draft_concert ON concert_draft USING btree (concert_id);
CREATE INDEX concert_draft_organization ON concert_draft USING btree (organization_id, updated_at);
CREATE TRIGGER concert_draft_images AFTER INSERT OR DELETE OR UPDATE OF document ON concert_draft FOR EACH ROW EXECUTE FUNCTION note_images();
CREATE TRIGGER concert_draft_poster_text AFTER INSERT OR UPDATE OF document ON concert_draft FOR EACH ROW EXECUTE FUNCTION note_poster_text();

CREATE TABLE plan_draft (
  id           uuid NOT NULL,
  venue_id     uuid NOT NULL,
  base_hash    text,
  plan         jsonb NOT NULL,
  seat_count   integer NOT NULL,
  version      integer NOT NULL DEFAULT 0,
  editor_id    uuid,
  editor_until timestamptz(3),
  created_at   timestamptz(3) NOT NULL DEFAULT now(),
  deleted_at   timestamptz(3),
  CONSTRAINT plan_draft_pkey PRIMARY KEY (id),
  CONSTRAINT plan_draft_base_hash_seat_plan_hash_fk FOREIGN KEY (base_hash) REFERENCES seat_plan(hash),
  CONSTRAINT plan_draft_editor_id_account_id_fk FOREIGN KEY (editor_id) REFERENCES account(id),
  CONSTRAINT plan_draft_venue_id_venue_id_fk FOREIGN KEY (venue_id) REFERENCES venue(id)
);

CREATE TABLE plan_draft_save (
  draft_id   uuid NOT NULL,
  version    integer NOT NULL,
  operations jsonb NOT NULL,
  seat_count integer NOT NULL,
  saved_by   uuid,
  saved_at   timestamptz(3) NOT NULL DEFAULT now(),
  CONSTRAINT plan_draft_save_draft_id_version_pk PRIMARY KEY (draft_id, version),
  CONSTRAINT plan_draft_save_draft_id_plan_draft_id_fk FOREIGN KEY (draft_id) REFERENCES plan_draft(id),
  CONSTRAINT plan_draft_save_saved_by_account_id_fk FOREIGN KEY (saved_by) REFERENCES account(id)
);
CREATE TRIGGER plan_draft_save_unchanged BEFORE DELETE OR UPDATE OR TRUNCATE ON plan_draft_save FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE plan_draft_snapshot (
  draft_id uuid NOT NULL,
  version  integer NOT NULL,
  plan     jsonb NOT NULL,
  CONSTRAINT plan_draft_snapshot_draft_id_version_pk PRIMARY KEY (draft_id, version),
  CONSTRAINT plan_draft_snapshot_draft_id_plan_draft_id_fk FOREIGN KEY (draft_id) REFERENCES plan_draft(id)
);
CREATE TRIGGER plan_draft_snapshot_unchanged BEFORE DELETE OR UPDATE OR TRUNCATE ON plan_draft_snapshot FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE plan_revision (
  venue_id   uuid NOT NULL,
  revision   integer NOT NULL,
  plan_hash  text NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  created_by uuid,
  CONSTRAINT plan_revision_venue_id_revision_pk PRIMARY KEY (venue_id, revision),
  CONSTRAINT plan_revision_once UNIQUE (venue_id, plan_hash),
  CONSTRAINT plan_revision_created_by_account_id_fk FOREIGN KEY (created_by) REFERENCES account(id),
  CONSTRAINT plan_revision_plan_hash_seat_plan_hash_fk FOREIGN KEY (plan_hash) REFERENCES seat_plan(hash),
  CONSTRAINT plan_revision_venue_id_venue_id_fk FOREIGN KEY (venue_id) REFERENCES venue(id)
);
CREATE TRIGGER plan_revision_unchanged BEFORE DELETE OR UPDATE OR TRUNCATE ON plan_revision FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE price_zone (
  schedule_id uuid NOT NULL,
  zone_id     text NOT NULL,
  name        jsonb NOT NULL,
  color       integer NOT NULL,
  price_minor bigint NOT NULL,
  fee_minor   bigint NOT NULL,
  CONSTRAINT price_zone_schedule_id_zone_id_pk PRIMARY KEY (schedule_id, zone_id),
  CONSTRAINT price_zone_amounts CHECK (price_minor >= 0 AND fee_minor >= 0),
  CONSTRAINT price_zone_schedule_id_schedule_id_fk FOREIGN KEY (schedule_id) REFERENCES schedule(id)
);
CREATE TRIGGER price_zone_revision AFTER UPDATE OF price_minor, fee_minor ON price_zone FOR EACH ROW WHEN (old.price_minor IS DISTINCT FROM new.price_minor OR old.fee_minor IS DISTINCT FROM new.fee_minor) EXECUTE FUNCTION revise_presold_schedule();

CREATE TABLE schedule (
  id                uuid NOT NULL,
  concert_id        uuid NOT NULL,
  plan_hash         text NOT NULL,
  starts_at         timestamptz(3) NOT NULL,
  doors_at          timestamptz(3),
  sale_opens_at     timestamptz(3) NOT NULL,
  sale_closes_at    timestamptz(3) NOT NULL,
  sale_state        text NOT NULL DEFAULT 'open'::text,
  seats_per_account integer NOT NULL,
  hold_ms           integer NOT NULL,
  shoppers_max      integer NOT NULL,
  admit_per_minute  integer NOT NULL,
  created_at        timestamptz(3) NOT NULL DEFAULT now(),
  lobby_ms          integer NOT NULL DEFAULT 1800000,
  queue_order       text NOT NULL DEFAULT 'fifo'::text,
  draw_seed         text NOT NULL DEFAULT encode(sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())), 'hex'::text),
  intakes           integer NOT NULL DEFAULT 1,
  notice            jsonb,
  discounts         jsonb NOT NULL DEFAULT '{"automatic": [], "priceTypes": []}'::jsonb,
  refund_policy     jsonb NOT NULL DEFAULT '{"name": "kr-standard", "bands": [{"when": {"daysBeforeMin": 10}, "charge": {}}, {"when": {"daysBeforeMin": 3, "hoursSinceBookingMax": 24}, "charge": {}}, {"when": {"daysBeforeMin": 7}, "charge": {"percent": 10}}, {"when": {"daysBeforeMin": 3}, "charge": {"percent": 20}}, {"when": {"daysBeforeMin": 1}, "charge": {"percent": 30}}, {"when": {}, "charge": {"percent": 90}}], "cutOff": null, "holidays": [], "bookingFee": "always"}'::jsonb,
  deposit_minutes   integer NOT NULL DEFAULT 30,
  reminded_for      timestamptz(3),
  revision          integer NOT NULL DEFAULT 1,
  told_revision     integer NOT NULL DEFAULT 1,
  retired_at        timestamptz(3),
  performer_ids     jsonb,
  seating           jsonb NOT NULL DEFAULT '{"singleSeats": "advice", "spacesOpenMinutes": null}'::jsonb,
  account_limits    jsonb NOT NULL DEFAULT '{"perDay": null, "perConcert": null}'::jsonb,
  CONSTRAINT schedule_pkey PRIMARY KEY (id),
  CONSTRAINT schedule_concert_start UNIQUE (concert_id, starts_at),
  CONSTRAINT schedule_doors CHECK (doors_at <= starts_at),
  CONSTRAINT schedule_intakes CHECK (intakes >= 1 AND intakes <= 256 AND lobby_ms >= 0),
  CONSTRAINT schedule_limits CHECK (LEAST(seats_per_account, hold_ms, shoppers_max, admit_per_minute) > 0),
  CONSTRAINT schedule_queue_order CHECK (queue_order = ANY (ARRAY['fifo'::text, 'lottery'::text])),
  CONSTRAINT schedule_sale_state CHECK (sale_state = ANY (ARRAY['open'::text, 'paused'::text, 'draining'::text, 'closed'::text, 'cancelled'::text])),
  CONSTRAINT schedule_sale_times CHECK (sale_opens_at < sale_closes_at),
  CONSTRAINT schedule_concert_id_concert_id_fk FOREIGN KEY (concert_id) REFERENCES concert(id),
  CONSTRAINT schedule_plan_hash_seat_plan_hash_fk FOREIGN KEY (plan_hash) REFERENCES seat_plan(hash)
);
CREATE INDEX schedule_opening ON schedule USING btree (sale_opens_at, concert_id);
CREATE INDEX schedule_start ON schedule USING btree (starts_at, concert_id);
CREATE INDEX schedule_unretired ON schedule USING btree (starts_at) WHERE retired_at IS NULL;
CREATE INDEX schedule_untold ON schedule USING btree (id) WHERE revision > told_revision;
CREATE TRIGGER schedule_refund_terms AFTER UPDATE OF refund_policy ON schedule FOR EACH ROW WHEN (old.refund_policy IS DISTINCT FROM new.refund_policy) EXECUTE FUNCTION keep_refund_terms();
CREATE TRIGGER schedule_revision BEFORE UPDATE OF plan_hash, starts_at, doors_at, sale_opens_at, sale_closes_at, sale_state, seats_per_account, hold_ms, shoppers_max, admit_per_minute, lobby_ms, queue_order, draw_seed, intakes, notice, discounts, refund_policy, deposit_minutes, seating, account_limits ON schedule FOR EACH ROW EXECUTE FUNCTION revise_schedule();

CREATE TABLE schedule_stock (
  schedule_id uuid NOT NULL,
  seats_left  integer NOT NULL,
  seats_total integer NOT NULL,
  seats_sold  integer NOT NULL,
  counted_at  timestamptz(3) NOT NULL,
  CONSTRAINT schedule_stock_pkey PRIMARY KEY (schedule_id),
  CONSTRAINT schedule_stock_counts CHECK (seats_left >= 0 AND seats_left <= seats_total),
  CONSTRAINT schedule_stock_schedule_id_schedule_id_fk FOREIGN KEY (schedule_id) REFERENCES schedule(id)
);

CREATE TABLE seat_plan (
  hash       text NOT NULL,
  plan       jsonb NOT NULL,
  seat_count integer NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  CONSTRAINT seat_plan_pkey PRIMARY KEY (hash),
  CONSTRAINT seat_plan_hash CHECK (hash ~ '^[0-9a-f]{64}$'::text),
  CONSTRAINT seat_plan_seats CHECK (seat_count > 0)
);
CREATE TRIGGER seat_plan_stays BEFORE DELETE OR UPDATE OR TRUNCATE ON seat_plan FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE venue (
  id              uuid NOT NULL,
  name            jsonb NOT NULL,
  city            jsonb NOT NULL,
  address         jsonb NOT NULL,
  time_zone       text NOT NULL,
  created_at      timestamptz(3) NOT NULL DEFAULT now(),
  search_jamo     text GENERATED ALWAYS AS (ko_jamo(((((((name ->> 'ko'::text) || ' '::text) || (name ->> 'en'::text)) || ' '::text) || (city ->> 'ko'::text)) || ' '::text) || (city ->> 'en'::text))) STORED,
  search_cho      text GENERATED ALWAYS AS (ko_cho(((name ->> 'ko'::text) || ' '::text) || (city ->> 'ko'::text))) STORED,
  transit         jsonb,
  access          jsonb,
  search_words    text GENERATED ALWAYS AS (ko_words(((((((name ->> 'ko'::text) || ' '::text) || (name ->> 'en'::text)) || ' '::text) || (city ->> 'ko'::text)) || ' '::text) || (city ->> 'en'::text))) STORED,
  organization_id uuid NOT NULL,
  position        jsonb,
  gates           jsonb NOT NULL DEFAULT '[]'::jsonb,
  capacity        integer,
  contact         text,
  revision        integer NOT NULL DEFAULT 1,
  archived_at     timestamptz(3),
  CONSTRAINT venue_pkey PRIMARY KEY (id),
  CONSTRAINT venue_capacity CHECK (capacity > 0),
  CONSTRAINT venue_organization_id_organization_id_fk FOREIGN KEY (organization_id) REFERENCES organization(id)
);
CREATE INDEX venue_organization ON venue USING btree (organization_id, created_at, id);

-- Archives a venue or takes it back into use, once. A venue with dates to come stays in use.
-- Locks: the venue.
-- Last defined in migrations/0042_venues.sql.
CREATE FUNCTION archive_venue(changed_id uuid, is_archived boolean, at timestamptz, actor uuid, request text)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  known venue%ROWTYPE;
  now_there venue%ROWTYPE;
BEGIN
  SELECT v.* INTO known FROM venue v WHERE v.id = changed_id FOR UPDATE;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  IF is_archived AND dates_to_come(changed_id, at) > 0 THEN RETURN refusal('conflict', 'dates'); END IF;
  IF is_archived = (known.archived_at IS NOT NULL) THEN
    RETURN done(jsonb_build_object('revision', known.revision));
  END IF;
  UPDATE venue v SET archived_at = CASE WHEN is_archived THEN at END, revision = v.revision + 1
  WHERE v.id = changed_id RETURNING v.* INTO now_there;
  INSERT INTO audit_log (organization_id, actor_id, action, subject, before, after, request_id)
  VALUES (known.organization_id, actor, CASE WHEN is_archived THEN 'venue.archive' ELSE 'venue.restore' END,
    changed_id::text, to_jsonb(known), to_jsonb(now_there), request);
  RETURN done(jsonb_build_object('revision', now_there.revision));
END $$;

-- Shows all categories in their order. Its revision grows with every change of one of them.
-- Locks: nothing.
-- Last defined in migrations/0048_categories.sql.
CREATE FUNCTION category_list() RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('revision', coalesce(sum(k.revision), 0), 'items', coalesce(jsonb_agg(jsonb_build_object(
    'slug', k.slug, 'name', k.name, 'color', k.color, 'isArchived', k.archived_at IS NOT NULL,
    'concerts', (SELECT count(*) FROM concert c WHERE c.genre = k.slug)) ORDER BY k.position, k.slug), '[]'))
  FROM category k
$$;

-- Says who finds a concert from now on. A concert that fans can line up for, or can within 20 seconds, does not
-- vanish; one with a date to be sold is not archived; and none appears after the first opening of its presales and
-- sales.
-- Locks: the concert.
-- Last defined in migrations/0061_concert_openings.sql.
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
  -- Isolates keep a sale's times for some seconds, and a fan's request is on its way.
  IF wanted = 'scheduled' AND is_reachable(known.state, known.publish_at, at) AND EXISTS (
    SELECT FROM schedule s LEFT JOIN presale p ON p.schedule_id = s.id
    WHERE s.concert_id = known.id AND least(s.sale_opens_at, p.opens_at) - s.lobby_ms * interval '1 ms' <= at + interval '20 seconds'
  ) THEN
    RETURN refusal('conflict', 'Fans can already line up for this concert');
  END IF;
  IF wanted = 'scheduled' AND EXISTS (
    SELECT FROM schedule s LEFT JOIN presale p ON p.schedule_id = s.id AND p.closes_at > at
    WHERE s.concert_id = known.id AND s.sale_state NOT IN ('closed', 'cancelled')
      AND least(s.sale_opens_at, p.opens_at) < wanted_at
  ) THEN
    RETURN refusal('conflict', 'A presale or a sale of this concert would open before it appears');
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

-- Changes a venue, unless it has changed since it was seen. Its time zone stays while dates are to come.
-- Locks: the venue.
-- Last defined in migrations/0042_venues.sql.
CREATE FUNCTION change_venue(changed_id uuid, seen int, change jsonb, at timestamptz, actor uuid, request text)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  known venue%ROWTYPE;
  now_there venue%ROWTYPE;
BEGIN
  -- A new date shares a lock on the venue, so that none is added between this count and the change.
  SELECT v.* INTO known FROM venue v WHERE v.id = changed_id FOR UPDATE;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  IF known.revision <> seen THEN RETURN refusal('changed-meanwhile', known.revision::text); END IF;
  IF known.time_zone <> change->>'timeZone' AND dates_to_come(changed_id, at) > 0 THEN
    RETURN refusal('conflict', 'timeZone');
  END IF;
  UPDATE venue v SET name = change->'name', city = change->'city', address = change->'address',
    time_zone = change->>'timeZone', transit = nullif(change->'transit', 'null'),
    access = nullif(change->'access', 'null'), position = nullif(change->'position', 'null'),
    gates = change->'gates', capacity = (change->>'capacity')::int, contact = change->>'contact',
    revision = v.revision + 1
  WHERE v.id = changed_id RETURNING v.* INTO now_there;
  INSERT INTO audit_log (organization_id, actor_id, action, subject, before, after, request_id)
  VALUES (known.organization_id, actor, 'venue.change', changed_id::text, to_jsonb(known), to_jsonb(now_there), request);
  RETURN done(jsonb_build_object('revision', now_there.revision));
END $$;

-- Lists the concerts to come that a search means, each with its slips, and near names only where no name fits.
-- Locks: nothing.
-- Last defined in migrations/0046_concert_states.sql.
CREATE FUNCTION concerts_named(typed text, as_of timestamptz) RETURNS TABLE (concert_id uuid, slips int)
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

-- Counts with how many slips the typed letters stand at the start of a word of a text, null for more than two.
-- Locks: nothing.
-- Last defined in migrations/0030_near_names.sql.
CREATE FUNCTION count_slips(places jsonb, size int, words text) RETURNS int
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  every constant bigint := (1::bigint << (size + 1)) - 1;
  last constant bigint := 1::bigint << size;
  letter text;
  here bigint;
  here_before bigint := 0;
  swapped bigint;
  found_0 bigint := 0;
  found_1 bigint := 0;
  found_2 bigint := 0;
  before_0 bigint := 0;
  before_1 bigint := 0;
  next_0 bigint;
  next_1 bigint;
  next_2 bigint;
  is_start boolean := true;
  fewest int;
BEGIN
  FOREACH letter IN ARRAY string_to_array(words, NULL) LOOP
    IF letter = ' ' THEN
      is_start := true;
      CONTINUE;
    END IF;
    IF is_start THEN
      -- Nothing was read yet; or, as slips, the first letters were left out.
      found_0 := found_0 | 1;
      found_1 := found_1 | 3;
      found_2 := found_2 | 7;
      is_start := false;
    END IF;
    here := coalesce((places ->> letter)::bigint, 0);
    swapped := (here << 1) & here_before;
    next_0 := (found_0 << 1) & here;
    -- In this order: the right letter, one too many, another one, one too few, two swapped.
    next_1 := every & (((found_1 << 1) & here) | found_0 | (found_0 << 1) | (next_0 << 1) | ((before_0 << 2) & swapped)
      | next_0);
    next_2 := every & (((found_2 << 1) & here) | found_1 | (found_1 << 1) | (next_1 << 1) | ((before_1 << 2) & swapped)
      | next_1);
    IF next_0 & last <> 0 THEN RETURN 0; END IF;
    IF next_1 & last <> 0 THEN fewest := 1; END IF;
    IF next_2 & last <> 0 THEN fewest := coalesce(fewest, 2); END IF;
    before_0 := found_0;
    before_1 := found_1;
    here_before := here;
    found_0 := next_0;
    found_1 := next_1;
    found_2 := next_2;
  END LOOP;
  RETURN fewest;
END
$$;

-- Adds a plan to a venue as its next revision, unless the venue has that plan already. Two plans of one venue never
-- get the same revision.
-- Locks: the venue.
-- Last defined in migrations/0043_plan_versions.sql.
CREATE FUNCTION create_plan(
  venue_id uuid, hash text, plan jsonb, seat_count int, actor_id uuid, request_id text
) RETURNS jsonb LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  added plan_revision%ROWTYPE;
BEGIN
  -- The venue's row is locked so that two plans never get the same revision.
  PERFORM FROM venue v WHERE v.id = create_plan.venue_id FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  SELECT r.* INTO added FROM plan_revision r
  WHERE r.venue_id = create_plan.venue_id AND r.plan_hash = create_plan.hash;
  IF NOT FOUND THEN
    INSERT INTO seat_plan (hash, plan, seat_count)
    VALUES (create_plan.hash, create_plan.plan, create_plan.seat_count) ON CONFLICT DO NOTHING;
    INSERT INTO plan_revision (venue_id, revision, plan_hash, created_by)
    SELECT create_plan.venue_id, coalesce(max(r.revision), 0) + 1, create_plan.hash, create_plan.actor_id
    FROM plan_revision r WHERE r.venue_id = create_plan.venue_id
    RETURNING * INTO added;
    INSERT INTO audit_log (organization_id, actor_id, action, subject, after, request_id)
    SELECT v.organization_id, create_plan.actor_id, 'plan.create', v.id::text, to_jsonb(added), create_plan.request_id
    FROM venue v WHERE v.id = create_plan.venue_id;
  END IF;
  RETURN done(jsonb_build_object('hash', added.plan_hash, 'revision', added.revision,
    'seatCount', (SELECT p.seat_count FROM seat_plan p WHERE p.hash = added.plan_hash)));
END $$;

-- Counts the dates at a venue that are to come after a moment, without canceled ones.
-- Locks: nothing.
-- Last defined in migrations/0042_venues.sql.
CREATE FUNCTION dates_to_come(venue uuid, at timestamptz) RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT count(*) FROM concert c JOIN schedule s ON s.concert_id = c.id
  WHERE c.venue_id = venue AND s.starts_at > at AND s.sale_state <> 'cancelled'
$$;

-- Deletes a draft, so that nobody finds it any more; its saves stay. Another version than the one that was seen, or a
-- draft that somebody else edits, is refused.
-- Locks: the draft.
-- Last defined in migrations/0043_plan_versions.sql.
CREATE FUNCTION delete_plan_draft(draft_id uuid, version_before int, actor_id uuid, request_id text) RETURNS jsonb
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  draft plan_draft%ROWTYPE;
BEGIN
  SELECT d.* INTO draft FROM plan_draft d
  WHERE d.id = delete_plan_draft.draft_id AND d.deleted_at IS NULL FOR UPDATE;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  IF draft.version <> version_before THEN RETURN refusal('conflict', 'version ' || draft.version); END IF;
  IF draft.editor_id IS DISTINCT FROM actor_id AND draft_editor(draft) IS NOT NULL THEN
    RETURN refusal('conflict', 'editor ' || (draft_editor(draft)->>'name'));
  END IF;
  UPDATE plan_draft d SET deleted_at = clock_timestamp() WHERE d.id = draft.id;
  INSERT INTO audit_log (organization_id, actor_id, action, subject, before, request_id)
  SELECT v.organization_id, delete_plan_draft.actor_id, 'plan-draft.delete', draft.id::text,
    jsonb_build_object('venue_id', v.id, 'version', draft.version, 'seat_count', draft.seat_count), delete_plan_draft.request_id
  FROM venue v WHERE v.id = draft.venue_id;
  RETURN done('null'::jsonb);
END $$;

-- Shows who edits a draft now, or null if nobody does.
-- Locks: nothing.
-- Last defined in migrations/0039_plan_drafts.sql.
CREATE FUNCTION draft_editor(draft plan_draft) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('accountId', a.id, 'name', a.name, 'until',
    to_char(draft.editor_until AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
  FROM account a WHERE a.id = draft.editor_id AND draft.editor_until > clock_timestamp()
$$;

-- What the audit log may keep of a concert's draft: the number of codes and of addresses instead of themselves.
-- Locks: nothing.
-- Last defined in migrations/0041_concert_drafts.sql.
CREATE FUNCTION draft_told(document jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT document || jsonb_build_object('presales', (
    SELECT coalesce(jsonb_agg(p || jsonb_build_object('codes', jsonb_array_length(p->'codes'),
      'emails', jsonb_array_length(p->'emails')) ORDER BY at), '[]')
    FROM jsonb_array_elements(document->'presales') WITH ORDINALITY AS x(p, at)
  ))
$$;

-- Makes an account the editor of a draft for a while, unless somebody else is and is not to be taken over; answers
-- who it is.
-- Locks: the draft.
-- Last defined in migrations/0043_plan_versions.sql.
CREATE FUNCTION hold_plan_draft(draft_id uuid, actor_id uuid, editing_ms int, takes_over boolean) RETURNS jsonb
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  draft plan_draft%ROWTYPE;
BEGIN
  SELECT d.* INTO draft FROM plan_draft d
  WHERE d.id = hold_plan_draft.draft_id AND d.deleted_at IS NULL FOR UPDATE;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  IF takes_over OR draft.editor_id = actor_id OR draft_editor(draft) IS NULL THEN
    UPDATE plan_draft d SET editor_id = actor_id,
      editor_until = clock_timestamp() + editing_ms * interval '1 millisecond'
    WHERE d.id = draft.id RETURNING d.* INTO draft;
  END IF;
  RETURN done(draft_editor(draft));
END $$;

-- Tells whether lists, searches and reminders show a concert in this state at a moment.
-- Locks: nothing.
-- Last defined in migrations/0046_concert_states.sql.
CREATE FUNCTION is_listed(state text, publish_at timestamptz, at timestamptz) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN state = 'published' OR (state = 'scheduled' AND publish_at <= at);

-- Tells whether a concert in this state is found by its address at a moment.
-- Locks: nothing.
-- Last defined in migrations/0046_concert_states.sql.
CREATE FUNCTION is_reachable(state text, publish_at timestamptz, at timestamptz) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN state <> 'scheduled' OR publish_at <= at;

-- Tells whether nobody has bought, paid for or waited for a seat of a date, no seat is in a block, and no sale of it
-- opens before a moment.
-- Locks: nothing.
-- Last defined in migrations/0069_stock_blocks.sql.
CREATE FUNCTION is_untouched_sale(sale schedule, near timestamptz) RETURNS boolean LANGUAGE sql STABLE
RETURN (sale).sale_opens_at > near
  AND NOT EXISTS (SELECT FROM presale e WHERE e.schedule_id = (sale).id AND e.opens_at <= near)
  AND NOT EXISTS (SELECT FROM order_seat o WHERE o.schedule_id = (sale).id)
  AND NOT EXISTS (SELECT FROM payment p WHERE p.schedule_id = (sale).id)
  AND NOT EXISTS (SELECT FROM stock_seat b WHERE b.schedule_id = (sale).id)
  AND NOT EXISTS (SELECT FROM waitlist_entry w WHERE w.schedule_id = (sale).id);

-- Writes a text as the first consonants of its Hangul syllables for the search, and keeps everything else as it is.
-- Locks: nothing.
-- Last defined in migrations/0013_search.sql.
CREATE FUNCTION ko_cho(t text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT regexp_replace(lower(normalize(t, NFKD)), '[\s\u0300-\u036f!-/:-@\[-`{-~\u00b7\u1161-\u1175\u11a8-\u11c2\u2010-\u201f\u3000-\u3020]', '', 'g')
$$;

-- Writes a text as its letters for the search: lower case, no spaces or marks, Hangul taken apart, and final
-- consonants written as initial ones.
-- Locks: nothing.
-- Last defined in migrations/0013_search.sql.
CREATE FUNCTION ko_jamo(t text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT translate(
    replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
      regexp_replace(lower(normalize(t, NFKD)), '[\s\u0300-\u036f!-/:-@\[-`{-~\u00b7\u2010-\u201f\u3000-\u3020]', '', 'g'),
      U&'\11AA', U&'\11A8\11BA'), U&'\11AC', U&'\11AB\11BD'), U&'\11AD', U&'\11AB\11C2'),
      U&'\11B0', U&'\11AF\11A8'), U&'\11B1', U&'\11AF\11B7'), U&'\11B2', U&'\11AF\11B8'),
      U&'\11B3', U&'\11AF\11BA'), U&'\11B4', U&'\11AF\11C0'), U&'\11B5', U&'\11AF\11C1'),
      U&'\11B6', U&'\11AF\11C2'), U&'\11B9', U&'\11B8\11BA'),
    U&'\11A8\11A9\11AB\11AE\11AF\11B7\11B8\11BA\11BB\11BC\11BD\11BE\11BF\11C0\11C1\11C2',
    U&'\1100\1101\1102\1103\1105\1106\1107\1109\110A\110B\110C\110E\110F\1110\1111\1112')
$$;

-- Writes a text as its letters for the search, as ko_jamo does, with one space between its words.
-- Locks: nothing.
-- Last defined in migrations/0030_near_names.sql.
CREATE FUNCTION ko_words(t text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT btrim(translate(ko_jamo(regexp_replace(t, '\s+', chr(31), 'g')), chr(31), ' '))
$$;

-- Maps each letter to its places among the first 60 letters of a text, as bits.
-- Locks: nothing.
-- Last defined in migrations/0030_near_names.sql.
CREATE FUNCTION letter_places(letters text) RETURNS jsonb LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT jsonb_object_agg(letter, places) FROM (
    SELECT letter, sum(1::bigint << place::int) AS places
    FROM string_to_table(left(letters, 60), NULL) WITH ORDINALITY AS typed (letter, place) GROUP BY letter
  ) by_letter
$$;

-- Moves a date to another revision of its venue with the prices of new zones. A plan that does not keep every place
-- where it is needs a sale that nobody has touched, which is checked under the lock of the date.
-- Locks: the schedule.
-- Last defined in migrations/0051_plan_moves.sql.
CREATE FUNCTION move_schedule_plan(
  moved_id uuid, seen_hash text, wanted_hash text, prices jsonb, needs_untouched boolean, at timestamptz,
  near timestamptz, organization uuid, actor uuid, request text
) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  known schedule%ROWTYPE;
  wanted schedule%ROWTYPE;
  before jsonb;
BEGIN
  SELECT s.* INTO known FROM schedule s WHERE s.id = moved_id FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  IF known.plan_hash <> seen_hash THEN RETURN refusal('conflict', 'The date has moved to another plan meanwhile'); END IF;
  IF known.sale_state = 'cancelled' THEN RETURN refusal('conflict', 'The show is canceled'); END IF;
  IF known.starts_at <= at THEN RETURN refusal('conflict', 'The show has begun'); END IF;
  IF NOT EXISTS (SELECT FROM plan_revision r JOIN concert c ON c.venue_id = r.venue_id
    WHERE c.id = known.concert_id AND r.plan_hash = wanted_hash) THEN RETURN refusal('not-found', 'plan'); END IF;
  IF needs_untouched AND NOT is_untouched_sale(known, near) THEN
    RETURN refusal('conflict', 'Sales have begun meanwhile');
  END IF;
  before := schedule_facts(known);
  DELETE FROM price_zone z WHERE z.schedule_id = moved_id AND NOT EXISTS (
    SELECT FROM seat_plan p CROSS JOIN jsonb_array_elements(p.plan->'zones') AS zone
    WHERE p.hash = wanted_hash AND zone->>'id' = z.zone_id);
  INSERT INTO price_zone (schedule_id, zone_id, name, color, price_minor, fee_minor)
  SELECT moved_id, zone->>'id', zone->'name', (zone->>'color')::int,
    coalesce(given."priceMinor", old.price_minor), coalesce(given."feeMinor", old.fee_minor)
  FROM seat_plan p CROSS JOIN jsonb_array_elements(p.plan->'zones') AS zone
  LEFT JOIN price_zone old ON old.schedule_id = moved_id AND old.zone_id = zone->>'id'
  LEFT JOIN jsonb_to_recordset(prices) AS given(id text, "priceMinor" bigint, "feeMinor" bigint)
    ON given.id = zone->>'id' AND old.zone_id IS NULL
  WHERE p.hash = wanted_hash AND (old.zone_id IS NOT NULL OR given.id IS NOT NULL)
  ON CONFLICT (schedule_id, zone_id) DO UPDATE SET name = EXCLUDED.name, color = EXCLUDED.color;
  UPDATE schedule s SET plan_hash = wanted_hash WHERE s.id = moved_id RETURNING s.* INTO wanted;
  INSERT INTO audit_log (organization_id, actor_id, action, subject, before, after, request_id)
  VALUES (organization, actor, 'schedule.move-plan', moved_id::text, before, schedule_facts(wanted), request);
  RETURN done('null'::jsonb);
END $$;

-- Makes a concert of a draft, with all its dates, prices and presales, or nothing. Once published, it answers the
-- same concert to everybody. The codes and addresses of its presales leave the draft.
-- Locks: the draft, then the venue.
-- Last defined in migrations/0067_account_limits.sql.
CREATE FUNCTION publish_concert_draft(
  draft_id uuid, employer uuid, seen int, publication jsonb, at timestamptz, actor_id uuid, request_id text
) RETURNS jsonb LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  draft concert_draft%ROWTYPE;
  made concert%ROWTYPE;
  wanted jsonb := publication->'concert';
  terms jsonb := publication->'terms';
  chosen text := publication->'concert'->>'slug';
  attempt int := 0;
  publish_at timestamptz := to_timestamp((publication->'concert'->>'publishAtMs')::numeric / 1000);
BEGIN
  SELECT d.* INTO draft FROM concert_draft d
  WHERE d.id = publish_concert_draft.draft_id AND d.organization_id = employer FOR UPDATE;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  IF draft.concert_id IS NULL THEN
    IF draft.revision <> seen THEN RETURN refusal('changed-meanwhile', draft.revision::text); END IF;
    -- So that the venue is neither archived nor moved to another time zone before its dates are there.
    PERFORM FROM venue v JOIN plan_revision r ON r.venue_id = v.id AND r.plan_hash = terms->>'planHash'
    WHERE v.id = (draft.document->>'venueId')::uuid AND v.organization_id = employer AND v.archived_at IS NULL
      AND v.time_zone = publication->>'timeZone' FOR SHARE OF v;
    IF NOT FOUND THEN RETURN refusal('conflict', 'venue'); END IF;
    LOOP
      attempt := attempt + 1;
      INSERT INTO concert (id, slug, organization_id, venue_id, title, artist, description, notice, organiser, genre, poster,
        age_limit, running_minutes, currency, performers, ticket_note, state, publish_at)
      VALUES (gen_random_uuid(), coalesce(chosen, CASE WHEN attempt = 1 THEN wanted->>'slugFromTitle'
          ELSE concat(wanted->>'slugFromTitle', '-', attempt) END), employer, (draft.document->>'venueId')::uuid,
        wanted->'title', wanted->'artist', wanted->'description', nullif(wanted->'notice', 'null'),
        nullif(wanted->'organizer', 'null'), wanted->>'category', wanted->>'poster', (wanted->>'ageLimit')::int,
        (wanted->>'runningMinutes')::int, wanted->>'currency', wanted->'cast', nullif(wanted->'ticketNote', 'null'),
        CASE WHEN publish_at > at THEN 'scheduled' ELSE 'published' END, CASE WHEN publish_at > at THEN publish_at END)
      ON CONFLICT (slug) DO NOTHING RETURNING * INTO made;
      EXIT WHEN FOUND;
      IF chosen IS NOT NULL OR attempt = 200 THEN RETURN refusal('conflict', 'slug'); END IF;
    END LOOP;
    WITH given AS MATERIALIZED (
      SELECT gen_random_uuid() AS id, d.* FROM jsonb_to_recordset(publication->'dates') AS d("startsAtMs" numeric,
        "doorsAtMs" numeric, "saleOpensAtMs" numeric, "saleClosesAtMs" numeric, zones jsonb, "presaleIds" jsonb, "castIds" jsonb)
    ), dated AS (
      INSERT INTO schedule (id, concert_id, plan_hash, starts_at, doors_at, sale_opens_at, sale_closes_at,
        seats_per_account, hold_ms, shoppers_max, admit_per_minute, lobby_ms, queue_order, intakes, discounts,
        refund_policy, deposit_minutes, seating, account_limits, performer_ids)
      SELECT g.id, made.id, terms->>'planHash', to_timestamp(g."startsAtMs" / 1000), to_timestamp(g."doorsAtMs" / 1000),
        to_timestamp(g."saleOpensAtMs" / 1000), to_timestamp(g."saleClosesAtMs" / 1000),
        (terms->>'seatsPerAccount')::int, (terms->>'holdMs')::int, (terms->>'shoppersMax')::int,
        (terms->>'admitPerMinute')::int, (terms->>'lobbyMs')::int, terms->>'queueOrder', (terms->>'intakes')::int,
        terms->'discounts', terms->'refundPolicy', (terms->>'depositMinutes')::int,
        terms->'seating', terms->'accountLimits', nullif(g."castIds", 'null')
      FROM given g RETURNING *
    ), priced AS (
      INSERT INTO price_zone (schedule_id, zone_id, name, color, price_minor, fee_minor)
      SELECT g.id, z.id, z.name, z.color, z."priceMinor", z."feeMinor" FROM given g
      CROSS JOIN jsonb_to_recordset(g.zones) AS z(id text, name jsonb, color int, "priceMinor" bigint, "feeMinor" bigint)
    ), presold AS MATERIALIZED (
      SELECT gen_random_uuid() AS id, g.id AS schedule_id, p.name, p."opensAtMs", p."closesAtMs", p."seatsMax", p.codes,
        p.emails FROM given g
      JOIN jsonb_to_recordset(publication->'presales') AS p(id text, name jsonb, "opensAtMs" numeric,
        "closesAtMs" numeric, "seatsMax" int, codes jsonb, emails jsonb) ON g."presaleIds" ? p.id
    ), opened AS (
      INSERT INTO presale (id, schedule_id, name, opens_at, closes_at, seats_max)
      SELECT p.id, p.schedule_id, p.name, to_timestamp(p."opensAtMs" / 1000), to_timestamp(p."closesAtMs" / 1000),
        p."seatsMax" FROM presold p
    ), coded AS (
      INSERT INTO presale_code (presale_id, code_hash, uses_max)
      SELECT p.id, sha256(convert_to(c.code, 'UTF8')), c."usesMax" FROM presold p
      CROSS JOIN jsonb_to_recordset(p.codes) AS c(code text, "usesMax" int)
    ), listed AS (
      INSERT INTO presale_member (presale_id, email)
      SELECT p.id, email FROM presold p CROSS JOIN jsonb_array_elements_text(p.emails) AS email
    )
    INSERT INTO audit_log (organization_id, actor_id, action, subject, after, request_id)
    SELECT employer, actor_id, 'schedule.create', d.id::text, to_jsonb(d), publish_concert_draft.request_id FROM dated d;
    -- No object knows these dates yet, so there is nothing to tell.
    UPDATE schedule s SET told_revision = s.revision WHERE s.concert_id = made.id AND s.told_revision < s.revision;
    UPDATE concert_draft d SET concert_id = made.id, revision = d.revision + 1, updated_by = actor_id, updated_at = now(),
      document = d.document || jsonb_build_object('presales', (
        SELECT coalesce(jsonb_agg(p || '{"codes": [], "emails": []}' ORDER BY place), '[]')
        FROM jsonb_array_elements(d.document->'presales') WITH ORDINALITY AS x(p, place)))
    WHERE d.id = draft.id;
    INSERT INTO audit_log (organization_id, actor_id, action, subject, before, after, request_id) VALUES
      (employer, actor_id, 'concert.publish', made.id::text, NULL, to_jsonb(made), publish_concert_draft.request_id),
      (employer, actor_id, 'concert-draft.publish', draft.id::text, jsonb_build_object('id', draft.id, 'revision', draft.revision),
        jsonb_build_object('id', draft.id, 'revision', draft.revision + 1, 'concertId', made.id), publish_concert_draft.request_id);
  ELSE
    SELECT c.* INTO made FROM concert c WHERE c.id = draft.concert_id;
  END IF;
  RETURN done(jsonb_build_object('concertId', made.id, 'slug', made.slug, 'state', made.state,
    'publishAt', utc_text(made.publish_at), 'scheduleIds', (SELECT coalesce(jsonb_agg(s.id ORDER BY s.starts_at), '[]')
      FROM schedule s WHERE s.concert_id = made.id)));
END $$;

-- Makes the plan of one version of a draft the next revision of its venue, which the draft is to replace from then
-- on. A save at the same moment comes before or after it: if before, the publication is refused; if after, it is not
-- part of the revision.
-- Locks: the draft, then the venue.
-- Last defined in migrations/0043_plan_versions.sql.
CREATE FUNCTION publish_plan_draft(
  draft_id uuid, version_before int, hash text, plan jsonb, seat_count int, actor_id uuid, request_id text
) RETURNS jsonb LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  draft plan_draft%ROWTYPE;
  created jsonb;
BEGIN
  SELECT d.* INTO draft FROM plan_draft d
  WHERE d.id = publish_plan_draft.draft_id AND d.deleted_at IS NULL FOR UPDATE;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  IF draft.version <> version_before THEN RETURN refusal('conflict', 'version ' || draft.version); END IF;
  created := create_plan(draft.venue_id, publish_plan_draft.hash, publish_plan_draft.plan,
    publish_plan_draft.seat_count, publish_plan_draft.actor_id, publish_plan_draft.request_id);
  UPDATE plan_draft d SET base_hash = publish_plan_draft.hash WHERE d.id = draft.id;
  RETURN created;
END $$;

-- Stops a concert from getting an archived category, as if there were no such category. A concert that has it already
-- keeps it.
-- Locks: nothing.
-- Last defined in migrations/0048_categories.sql.
CREATE FUNCTION refuse_archived_category() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM category k WHERE k.slug = NEW.genre AND k.archived_at IS NOT NULL) THEN
    RAISE EXCEPTION 'the category is archived'
      USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'concert_genre_category_slug_fk';
  END IF;
  RETURN NEW;
END $$;

-- Saves all categories in their order, unless one has changed since they were seen. None can be left out, since
-- concerts may have it; it can be archived instead.
-- Locks: every category.
-- Last defined in migrations/0048_categories.sql.
CREATE FUNCTION save_categories(items jsonb, seen int, organization uuid, actor uuid, request text) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  before jsonb;
  missing text;
BEGIN
  -- The whole list has one revision, so that its rows are locked together.
  PERFORM FROM category k ORDER BY k.slug FOR UPDATE;
  before := category_list();
  IF (before->>'revision')::int <> seen THEN
    RETURN refusal('changed-meanwhile', before->>'revision');
  END IF;
  SELECT k.slug INTO missing FROM category k
  WHERE NOT EXISTS (SELECT FROM jsonb_array_elements(items) i WHERE i->>'slug' = k.slug) LIMIT 1;
  IF missing IS NOT NULL THEN RETURN refusal('conflict', missing); END IF;
  INSERT INTO category AS k (slug, name, color, position, archived_at)
  SELECT i->>'slug', i->'name', (i->>'color')::int, at, CASE WHEN (i->>'isArchived')::boolean THEN now() END
  FROM jsonb_array_elements(items) WITH ORDINALITY AS given(i, at)
  ON CONFLICT (slug) DO UPDATE SET name = excluded.name, color = excluded.color, position = excluded.position,
    archived_at = CASE WHEN excluded.archived_at IS NULL THEN NULL ELSE coalesce(k.archived_at, excluded.archived_at) END,
    revision = k.revision + 1
  WHERE (k.name, k.color, k.position, k.archived_at IS NULL)
    IS DISTINCT FROM (excluded.name, excluded.color, excluded.position, excluded.archived_at IS NULL);
  INSERT INTO audit_log (organization_id, actor_id, action, subject, before, after, request_id)
  VALUES (organization, actor, 'categories.change', 'categories', before, category_list(), request);
  RETURN done(category_list());
END $$;

-- Keeps the whole document of a draft and counts its revision up by one, and logs the parts that differ. A save for
-- another revision is refused and changes nothing; one that changes nothing keeps the revision.
-- Locks: the draft.
-- Last defined in migrations/0041_concert_drafts.sql.
CREATE FUNCTION save_concert_draft(
  draft_id uuid, employer uuid, seen int, document jsonb, actor_id uuid, request_id text
) RETURNS jsonb LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  draft concert_draft%ROWTYPE;
  before jsonb;
  after jsonb;
BEGIN
  SELECT d.* INTO draft FROM concert_draft d
  WHERE d.id = save_concert_draft.draft_id AND d.organization_id = employer FOR UPDATE;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  IF draft.concert_id IS NOT NULL THEN RETURN refusal('conflict', 'The draft has been published'); END IF;
  IF draft.revision <> seen THEN RETURN refusal('changed-meanwhile', draft.revision::text); END IF;
  IF draft.document <> save_concert_draft.document THEN
    SELECT coalesce(jsonb_object_agg(o.key, o.value) FILTER (WHERE o.key IS NOT NULL), '{}'),
      coalesce(jsonb_object_agg(n.key, n.value) FILTER (WHERE n.key IS NOT NULL), '{}') INTO before, after
    FROM jsonb_each(draft_told(draft.document)) o FULL JOIN jsonb_each(draft_told(save_concert_draft.document)) n
      ON o.key = n.key WHERE o.value IS DISTINCT FROM n.value;
    INSERT INTO audit_log (organization_id, actor_id, action, subject, before, after, request_id)
    VALUES (employer, actor_id, 'concert-draft.save', draft.id::text,
      before || jsonb_build_object('id', draft.id, 'revision', draft.revision),
      after || jsonb_build_object('id', draft.id, 'revision', draft.revision + 1), save_concert_draft.request_id);
    UPDATE concert_draft d SET document = save_concert_draft.document, revision = d.revision + 1,
      updated_by = actor_id, updated_at = now()
    WHERE d.id = draft.id RETURNING d.* INTO draft;
  END IF;
  RETURN done(jsonb_build_object('id', draft.id, 'revision', draft.revision, 'updatedAt', utc_text(draft.updated_at)));
END $$;

-- Keeps the operations of a save and the plan that they make, and raises the version by one; every 25th version is
-- also kept as a whole plan, and each that ends a megabyte of operations. A save for another version, or while
-- somebody else edits the draft, is refused and changes nothing.
-- Locks: the draft.
-- Last defined in migrations/0064_shorter_plan_histories.sql.
CREATE FUNCTION save_plan_draft(
  draft_id uuid, version_before int, operations jsonb, plan jsonb, seat_count int, actor_id uuid, editing_ms int
) RETURNS jsonb LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  draft plan_draft%ROWTYPE;
  next int;
BEGIN
  SELECT d.* INTO draft FROM plan_draft d
  WHERE d.id = save_plan_draft.draft_id AND d.deleted_at IS NULL FOR UPDATE;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  IF draft.version <> version_before THEN RETURN refusal('conflict', 'version ' || draft.version); END IF;
  IF draft.editor_id IS DISTINCT FROM actor_id AND draft_editor(draft) IS NOT NULL THEN
    RETURN refusal('conflict', 'editor ' || (draft_editor(draft)->>'name'));
  END IF;
  next := draft.version + 1;
  INSERT INTO plan_draft_save (draft_id, version, operations, seat_count, saved_by)
  VALUES (draft.id, next, save_plan_draft.operations, save_plan_draft.seat_count, actor_id);
  -- Whoever reads a version reads the operations since the last whole plan, so they stay few and short.
  IF next % 25 = 0 OR (
    SELECT sum(octet_length(l.operations::text)) FROM plan_draft_save l
    WHERE l.draft_id = draft.id AND l.version > coalesce((
      SELECT max(s.version) FROM plan_draft_snapshot s WHERE s.draft_id = draft.id), 0)) > 1000000
  THEN
    INSERT INTO plan_draft_snapshot (draft_id, version, plan) VALUES (draft.id, next, save_plan_draft.plan);
  END IF;
  UPDATE plan_draft d SET plan = save_plan_draft.plan, seat_count = save_plan_draft.seat_count,
    version = next, editor_id = actor_id,
    editor_until = clock_timestamp() + editing_ms * interval '1 millisecond'
  WHERE d.id = draft.id;
  RETURN done(jsonb_build_object('version', next, 'seatCount', save_plan_draft.seat_count));
END $$;
