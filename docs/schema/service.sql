-- service
-- Written by `npm run schema` from a freshly migrated database. Do not edit.

CREATE EXTENSION pg_trgm;

CREATE TABLE idempotency_key (
  account_id   uuid NOT NULL,
  key          text NOT NULL,
  operation    text NOT NULL,
  request_hash bytea NOT NULL,
  subject_id   uuid NOT NULL,
  created_at   timestamptz(3) NOT NULL DEFAULT now(),
  CONSTRAINT idempotency_key_account_id_key_pk PRIMARY KEY (account_id, key)
);
CREATE INDEX idempotency_key_age ON idempotency_key USING btree (created_at);

-- Names what the rest of the transaction makes, for its entry in the log. Raises FR006 if it was made by the same
-- request before, and FR007 if the key has made something else; a request that was refused has made nothing.
-- Locks: an advisory lock of the id, for the transaction.
-- Last defined in migrations/0087_setup.sql.
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

-- Builds the answer of an act that succeeded.
-- Locks: nothing.
-- Last defined in migrations/0001_ledger_rules.sql.
CREATE FUNCTION done(value jsonb) RETURNS jsonb LANGUAGE sql STABLE
RETURN jsonb_build_object('ok', true, 'value', value);

-- Converts a time to Unix milliseconds, rounded to the nearest.
-- Locks: nothing.
-- Last defined in migrations/0001_ledger_rules.sql.
CREATE FUNCTION epoch_ms(at timestamptz) RETURNS bigint LANGUAGE sql STABLE
RETURN round(extract(epoch FROM at) * 1000)::bigint;

-- Builds a refusal as the contract writes it.
-- Locks: nothing.
-- Last defined in migrations/0001_ledger_rules.sql.
CREATE FUNCTION refusal(code text, detail text DEFAULT NULL) RETURNS jsonb LANGUAGE sql STABLE
RETURN jsonb_strip_nulls(jsonb_build_object('ok', false, 'code', code, 'detail', detail));

-- Refuses every UPDATE, DELETE and TRUNCATE of the table whose trigger calls it.
-- Locks: nothing.
-- Last defined in migrations/0001_ledger_rules.sql.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a row of % is never changed or taken away', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

-- Writes a time in UTC as ISO 8601 with milliseconds.
-- Locks: nothing.
-- Last defined in migrations/0001_ledger_rules.sql.
CREATE FUNCTION utc_text(at timestamptz) RETURNS text LANGUAGE sql STABLE
RETURN to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');
