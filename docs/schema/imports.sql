-- imports
-- Written by `npm run schema` from a freshly migrated database. Do not edit.

CREATE TABLE data_import (
  id              uuid NOT NULL,
  organization_id uuid NOT NULL,
  concert_id      uuid NOT NULL,
  kind            text NOT NULL,
  target_id       uuid NOT NULL,
  sound_rows      integer NOT NULL,
  faulty_rows     integer NOT NULL,
  created_by      uuid,
  created_at      timestamptz(3) NOT NULL DEFAULT now(),
  committed_at    timestamptz(3),
  result          jsonb,
  seen            jsonb NOT NULL DEFAULT '{}'::jsonb,
  CONSTRAINT data_import_pkey PRIMARY KEY (id),
  CONSTRAINT data_import_concert_id_concert_id_fk FOREIGN KEY (concert_id) REFERENCES concert(id),
  CONSTRAINT data_import_created_by_account_id_fk FOREIGN KEY (created_by) REFERENCES account(id),
  CONSTRAINT data_import_organization_id_organization_id_fk FOREIGN KEY (organization_id) REFERENCES organization(id)
);
CREATE INDEX data_import_old ON data_import USING btree (created_at);

CREATE TABLE data_import_row (
  import_id uuid NOT NULL,
  line      integer NOT NULL,
  value     jsonb NOT NULL,
  effect    text NOT NULL,
  CONSTRAINT data_import_row_import_id_line_pk PRIMARY KEY (import_id, line),
  CONSTRAINT data_import_row_import_id_data_import_id_fk FOREIGN KEY (import_id) REFERENCES data_import(id) ON DELETE CASCADE
);

-- Adds a date with the plan, the prices and the terms of another date of its concert, unless the concert has a date
-- at that moment; then it gives null.
-- Locks: nothing.
-- Last defined in migrations/0052_imports.sql.
CREATE FUNCTION add_like_date(model_id uuid, value jsonb, at timestamptz) RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE
  made uuid;
BEGIN
  INSERT INTO schedule SELECT (jsonb_populate_record(NULL::schedule, to_jsonb(s) || jsonb_build_object(
    'id', gen_random_uuid(), 'starts_at', to_timestamp((value->>'startsAtMs')::float8 / 1000),
    'doors_at', to_timestamp((value->>'doorsAtMs')::float8 / 1000),
    'sale_opens_at', to_timestamp((value->>'saleOpensAtMs')::float8 / 1000),
    'sale_closes_at', to_timestamp((value->>'saleClosesAtMs')::float8 / 1000),
    'sale_state', 'open', 'notice', NULL, 'created_at', at, 'revision', 1, 'told_revision', 1,
    'draw_seed', encode(sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())), 'hex'),
    'reminded_for', NULL, 'retired_at', NULL))).*
  FROM schedule s WHERE s.id = model_id
  ON CONFLICT (concert_id, starts_at) DO NOTHING RETURNING id INTO made;
  INSERT INTO price_zone SELECT (jsonb_populate_record(NULL::price_zone, to_jsonb(z) ||
    jsonb_build_object('schedule_id', made))).*
  FROM price_zone z WHERE z.schedule_id = model_id AND made IS NOT NULL;
  RETURN made;
END $$;

-- Does what the rows of an import say, once and within a day of its preview: dates and prices all or none, and codes,
-- lists and guests, which nothing can stop, at most so many at a time, until it says that it is done. Again it gives
-- the same result and changes nothing. An import with faulty rows is committed only if they are to be left out. No
-- price changes on a date that has changed since the preview, and no date is added that has begun, that would be on
-- sale before the concerts page appears, that follows a date which has changed since, or to an archived concert.
-- Locks: the import, then the venue FOR KEY SHARE and the concert FOR SHARE with the followed date FOR SHARE, or the
-- schedules whose prices change.
-- Last defined in migrations/0087_setup.sql.
CREATE FUNCTION commit_import(
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

-- Keeps some rows of an import for its commit, and says what each will do. The same rows again change nothing. Of a
-- code only its hash is kept.
-- Locks: nothing.
-- Last defined in migrations/0052_imports.sql.
CREATE FUNCTION store_import_rows(import_id uuid, given jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  known data_import%ROWTYPE;
  stored jsonb;
BEGIN
  SELECT i.* INTO known FROM data_import i WHERE i.id = store_import_rows.import_id;
  INSERT INTO data_import_row (import_id, line, value, effect)
  SELECT known.id, g.line, CASE known.kind WHEN 'codes' THEN jsonb_build_object('usesMax', g.value->'usesMax',
      'hash', encode(sha256(convert_to(g.value->>'code', 'UTF8')), 'hex')) ELSE g.value END,
    CASE known.kind
      WHEN 'emails' THEN CASE WHEN EXISTS (SELECT FROM presale_member m
        WHERE m.presale_id = known.target_id AND m.email = g.value->>'email') THEN 'none' ELSE 'add' END
      WHEN 'codes' THEN coalesce((SELECT CASE WHEN c.uses_max = (g.value->>'usesMax')::int THEN 'none' ELSE 'change' END
        FROM presale_code c WHERE c.presale_id = known.target_id
          AND c.code_hash = sha256(convert_to(g.value->>'code', 'UTF8'))), 'add')
      ELSE g.effect END
  FROM jsonb_to_recordset(given) AS g(line int, value jsonb, effect text)
  ON CONFLICT DO NOTHING;
  SELECT jsonb_agg(jsonb_build_array(r.line, r.effect)) INTO stored FROM data_import_row r
  WHERE r.import_id = known.id AND r.line IN (SELECT (g->>'line')::int FROM jsonb_array_elements(given) g);
  RETURN coalesce(stored, '[]');
END $$;
