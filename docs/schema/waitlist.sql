-- waitlist
-- Written by `npm run schema` from a freshly migrated database. Do not edit.

CREATE TABLE waitlist_entry (
  id          uuid NOT NULL DEFAULT uuidv7(),
  schedule_id uuid NOT NULL,
  account_id  uuid NOT NULL,
  zones       text[] NOT NULL,
  seats       integer NOT NULL,
  together    boolean NOT NULL,
  rank        uuid NOT NULL DEFAULT uuidv7(),
  state       text NOT NULL DEFAULT 'waiting'::text,
  missed      integer NOT NULL DEFAULT 0,
  joined_at   timestamptz(3) NOT NULL DEFAULT now(),
  changed_at  timestamptz(3) NOT NULL DEFAULT now(),
  CONSTRAINT waitlist_entry_pkey PRIMARY KEY (id),
  CONSTRAINT waitlist_entry_state CHECK ((state = ANY (ARRAY['waiting'::text, 'offered'::text, 'bought'::text, 'left'::text, 'missed'::text])) AND seats > 0),
  CONSTRAINT waitlist_entry_account_id_account_id_fk FOREIGN KEY (account_id) REFERENCES account(id)
);
CREATE INDEX waitlist_entry_account ON waitlist_entry USING btree (account_id, joined_at);
CREATE INDEX waitlist_entry_changed ON waitlist_entry USING btree (changed_at) WHERE state = 'waiting'::text;
CREATE INDEX waitlist_entry_line ON waitlist_entry USING btree (schedule_id, rank) WHERE state = 'waiting'::text;
CREATE UNIQUE INDEX waitlist_entry_live ON waitlist_entry USING btree (schedule_id, account_id) WHERE state = ANY (ARRAY['waiting'::text, 'offered'::text]);
CREATE INDEX waitlist_entry_schedule ON waitlist_entry USING btree (schedule_id);

CREATE TABLE waitlist_offer (
  id          uuid NOT NULL,
  entry_id    uuid NOT NULL,
  schedule_id uuid NOT NULL,
  seats       integer[] NOT NULL,
  seat_keys   text[] NOT NULL,
  zone_id     text NOT NULL,
  made_at     timestamptz(3) NOT NULL DEFAULT now(),
  expires_at  timestamptz(3) NOT NULL,
  state       text NOT NULL DEFAULT 'open'::text,
  closed_at   timestamptz(3),
  CONSTRAINT waitlist_offer_pkey PRIMARY KEY (id),
  CONSTRAINT waitlist_offer_state CHECK ((state = ANY (ARRAY['open'::text, 'bought'::text, 'declined'::text, 'lapsed'::text, 'void'::text])) AND (state = 'open'::text) = (closed_at IS NULL)),
  CONSTRAINT waitlist_offer_entry_id_waitlist_entry_id_fk FOREIGN KEY (entry_id) REFERENCES waitlist_entry(id)
);
CREATE UNIQUE INDEX waitlist_offer_entry ON waitlist_offer USING btree (entry_id) WHERE state = 'open'::text;
CREATE INDEX waitlist_offer_of ON waitlist_offer USING btree (entry_id);
CREATE INDEX waitlist_offer_open ON waitlist_offer USING btree (schedule_id) WHERE state = 'open'::text;

-- Adds an account to the waitlist of a schedule, or changes the zones and seats of an account that waits already and
-- keeps its rank. An account has one live entry, and an entry with an open offer stays as it is.
-- Locks: the live entry of the account.
-- Last defined in migrations/0046_concert_states.sql.
CREATE FUNCTION join_waitlist(
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

-- Ends offers and makes the next ones together with their messages, each once. An offer that was paid for counts as
-- bought, whatever the schedule says; an account that lets an offer pass waits again at the end, and leaves the
-- waitlist the third time.
-- Locks: the offers that end, then their entries, then the entries that get an offer. One schedule object is the only
-- caller for its schedule.
-- Last defined in migrations/0016_waitlist.sql.
CREATE FUNCTION move_waitlist(moved_schedule uuid, ends jsonb, offers jsonb, at timestamptz) RETURNS jsonb
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  made jsonb;
BEGIN
  WITH ended AS (
    UPDATE waitlist_offer o SET closed_at = at, state = CASE
      WHEN EXISTS (SELECT FROM settlement t WHERE t.hold_id = o.id AND t.order_id IS NOT NULL) THEN 'bought'
      ELSE e.how END
    FROM jsonb_to_recordset(ends) AS e(id uuid, how text)
    WHERE o.id = e.id AND o.schedule_id = moved_schedule AND o.state = 'open' RETURNING o.entry_id, o.state
  )
  UPDATE waitlist_entry e SET changed_at = at,
    missed = missed + CASE WHEN d.state IN ('declined', 'lapsed') THEN 1 ELSE 0 END,
    rank = CASE WHEN d.state IN ('declined', 'lapsed') THEN uuidv7() ELSE rank END,
    state = CASE WHEN d.state = 'bought' THEN 'bought'
      WHEN d.state IN ('declined', 'lapsed') AND missed + 1 >= 3 THEN 'missed' ELSE 'waiting' END
  FROM ended d WHERE e.id = d.entry_id AND e.state = 'offered';

  WITH taken AS (
    UPDATE waitlist_entry e SET state = 'offered', changed_at = at
    FROM jsonb_to_recordset(offers) AS w("entryId" uuid)
    WHERE e.id = w."entryId" AND e.schedule_id = moved_schedule AND e.state = 'waiting' RETURNING e.id, e.account_id
  ), offered AS (
    INSERT INTO waitlist_offer (id, entry_id, schedule_id, seats, seat_keys, zone_id, made_at, expires_at)
    SELECT w.id, w."entryId", moved_schedule, w.seats, w."seatKeys", w."zoneId", at,
      to_timestamp(w."expiresAtMs" / 1000.0)
    FROM jsonb_to_recordset(offers)
      AS w(id uuid, "entryId" uuid, seats int[], "seatKeys" text[], "zoneId" text, "expiresAtMs" float8)
    JOIN taken ON taken.id = w."entryId" RETURNING *
  ), told AS (
    INSERT INTO outbox (topic, payload)
    SELECT topic, jsonb_build_object('accountId', t.account_id, 'scheduleId', moved_schedule, 'offerId', o.id,
      'seats', cardinality(o.seats), 'expiresAtMs', epoch_ms(o.expires_at), 'untilMs', epoch_ms(o.expires_at),
      'path', '/checkout/' || moved_schedule || '/' || o.id)
    FROM offered o JOIN taken t ON t.id = o.entry_id, unnest(ARRAY['waitlist.offer', 'push.waitlist.offer']) AS topic
  )
  SELECT coalesce(jsonb_agg(id), '[]') INTO made FROM offered;
  RETURN made;
END $$;
