-- stock
-- Written by `npm run schema` from a freshly migrated database. Do not edit.

CREATE TABLE stock_block (
  id          uuid NOT NULL,
  schedule_id uuid NOT NULL,
  version     integer NOT NULL,
  channel     text,
  about       jsonb NOT NULL,
  release_at  timestamptz(3),
  created_at  timestamptz(3) NOT NULL DEFAULT now(),
  released_at timestamptz(3),
  CONSTRAINT stock_block_pkey PRIMARY KEY (id),
  CONSTRAINT stock_block_version CHECK (version > 0),
  CONSTRAINT stock_block_schedule_id_schedule_id_fk FOREIGN KEY (schedule_id) REFERENCES schedule(id)
);
CREATE INDEX stock_block_schedule ON stock_block USING btree (schedule_id);

CREATE TABLE stock_seat (
  schedule_id uuid NOT NULL,
  seat        integer NOT NULL,
  seat_key    text NOT NULL,
  block_id    uuid NOT NULL,
  CONSTRAINT stock_seat_schedule_id_seat_pk PRIMARY KEY (schedule_id, seat),
  CONSTRAINT stock_seat_ordinal CHECK (seat >= 0),
  CONSTRAINT stock_seat_block_id_stock_block_id_fk FOREIGN KEY (block_id) REFERENCES stock_block(id)
);
CREATE INDEX stock_seat_block ON stock_seat USING btree (block_id);

-- Takes over a change of a block from its schedule's object, and logs it with its author; an automatic release has
-- none. A change that was told before, or an older one, changes nothing.
-- Locks: the block, then its seats.
-- Last defined in migrations/0069_stock_blocks.sql.
CREATE FUNCTION keep_stock_change(scheduled uuid, change jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  told uuid := change->>'blockId';
  actor jsonb := CASE WHEN jsonb_typeof(change->'by') = 'object' THEN change->'by' END;
  known stock_block%ROWTYPE;
  block stock_block%ROWTYPE;
  before jsonb;
  act text;
BEGIN
  SELECT b.* INTO known FROM stock_block b WHERE b.id = told FOR NO KEY UPDATE;
  IF FOUND THEN
    IF known.version >= (change->>'version')::int THEN RETURN; END IF;
    before := stock_facts(known);
  END IF;
  IF (change->>'isReleased')::boolean THEN
    act := 'stock.release';
    UPDATE stock_block b SET version = (change->>'version')::int, released_at = (change->>'at')::timestamptz
    WHERE b.id = told RETURNING b.* INTO block;
    DELETE FROM stock_seat s WHERE s.block_id = told;
  ELSE
    act := CASE WHEN before IS NULL THEN 'stock.create' ELSE 'stock.change' END;
    INSERT INTO stock_block (id, schedule_id, version, channel, about, release_at)
    VALUES (told, scheduled, (change->>'version')::int, change->>'channel', change->'about', (change->>'releaseAt')::timestamptz)
    ON CONFLICT (id) DO UPDATE SET version = EXCLUDED.version, channel = EXCLUDED.channel, about = EXCLUDED.about,
      release_at = EXCLUDED.release_at
    RETURNING * INTO block;
    DELETE FROM stock_seat s USING jsonb_array_elements(change->'removed') AS seat
    WHERE s.schedule_id = scheduled AND s.seat = seat::int AND s.block_id = told;
    INSERT INTO stock_seat (schedule_id, seat, seat_key, block_id)
    SELECT scheduled, (added->>0)::int, added->>1, told FROM jsonb_array_elements(change->'added') AS added
    ON CONFLICT (schedule_id, seat) DO UPDATE SET block_id = told, seat_key = EXCLUDED.seat_key;
  END IF;
  IF block.id IS NULL THEN RETURN; END IF;
  INSERT INTO audit_log (organization_id, actor_id, action, subject, before, after, request_id, origin)
  SELECT c.organization_id, (actor->>'accountId')::uuid, act, scheduled::text, before, stock_facts(block),
    actor->>'requestId', actor->>'origin'
  FROM schedule s JOIN concert c ON c.id = s.concert_id WHERE s.id = scheduled;
END $$;

-- Describes a block for the audit log: what it is for, who can take its seats, and the names of the first 200 of
-- them.
-- Locks: nothing.
-- Last defined in migrations/0069_stock_blocks.sql.
CREATE FUNCTION stock_facts(block stock_block) RETURNS jsonb LANGUAGE sql STABLE
RETURN jsonb_build_object('block', (block).id, 'channel', (block).channel, 'release_at', (block).release_at) || (block).about
  || (SELECT jsonb_build_object('seats', count(*), 'seat_keys', coalesce(jsonb_agg(s.seat_key ORDER BY s.seat)
      FILTER (WHERE s.at <= 200), '[]'))
    FROM (SELECT seat, seat_key, row_number() OVER (ORDER BY seat) AS at FROM stock_seat WHERE block_id = (block).id) s);
