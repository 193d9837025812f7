-- people
-- Written by `npm run schema` from a freshly migrated database. Do not edit.

CREATE TABLE account (
  id             uuid NOT NULL,
  email          text NOT NULL,
  password_hash  text NOT NULL,
  name           text NOT NULL,
  locale         text NOT NULL,
  created_at     timestamptz(3) NOT NULL DEFAULT now(),
  tier           text,
  mail_reminders boolean NOT NULL DEFAULT true,
  mail_waitlist  boolean NOT NULL DEFAULT true,
  consent        jsonb,
  name_jamo      text GENERATED ALWAYS AS (ko_jamo(name)) STORED,
  CONSTRAINT account_pkey PRIMARY KEY (id),
  CONSTRAINT account_locale CHECK (locale = ANY (ARRAY['ko'::text, 'en'::text]))
);
CREATE UNIQUE INDEX account_email ON account USING btree (lower(email));
CREATE INDEX account_name ON account USING gin (name_jamo gin_trgm_ops);

CREATE TABLE push_subscription (
  id         uuid NOT NULL,
  account_id uuid NOT NULL,
  endpoint   text NOT NULL,
  p256dh     text NOT NULL,
  auth       text NOT NULL,
  user_agent text,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  CONSTRAINT push_subscription_pkey PRIMARY KEY (id),
  CONSTRAINT push_subscription_account_id_account_id_fk FOREIGN KEY (account_id) REFERENCES account(id)
);
CREATE INDEX push_subscription_account ON push_subscription USING btree (account_id);

CREATE TABLE refresh_token (
  token_hash     bytea NOT NULL,
  session_id     uuid NOT NULL,
  created_at     timestamptz(3) NOT NULL DEFAULT now(),
  expires_at     timestamptz(3) NOT NULL,
  used_at        timestamptz(3),
  successor_hash bytea,
  CONSTRAINT refresh_token_pkey PRIMARY KEY (token_hash),
  CONSTRAINT refresh_token_used CHECK ((used_at IS NULL) = (successor_hash IS NULL)),
  CONSTRAINT refresh_token_session_id_session_id_fk FOREIGN KEY (session_id) REFERENCES session(id)
);
CREATE INDEX refresh_token_expiry ON refresh_token USING btree (expires_at);
CREATE INDEX refresh_token_session ON refresh_token USING btree (session_id);

CREATE TABLE session (
  id         uuid NOT NULL,
  account_id uuid NOT NULL,
  user_agent text,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  revoked_at timestamptz(3),
  CONSTRAINT session_pkey PRIMARY KEY (id),
  CONSTRAINT session_account_id_account_id_fk FOREIGN KEY (account_id) REFERENCES account(id)
);
CREATE INDEX session_account ON session USING btree (account_id) WHERE revoked_at IS NULL;

CREATE TABLE wish (
  account_id uuid NOT NULL,
  concert_id uuid NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  remind     boolean NOT NULL DEFAULT true,
  CONSTRAINT wish_account_id_concert_id_pk PRIMARY KEY (account_id, concert_id),
  CONSTRAINT wish_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  CONSTRAINT wish_concert_id_fkey FOREIGN KEY (concert_id) REFERENCES concert(id)
);
CREATE INDEX wish_reminder ON wish USING btree (concert_id, account_id) WHERE remind;

-- Raises FR001 when the session has ended, which stops the batch and everything the batch would write.
-- Locks: nothing.
-- Last defined in migrations/0024_live_session.sql.
CREATE FUNCTION require_live_session(asking uuid) RETURNS void LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF EXISTS (SELECT FROM session WHERE id = asking AND revoked_at IS NOT NULL) THEN
    RAISE EXCEPTION 'the session has been ended' USING ERRCODE = 'FR001';
  END IF;
END $$;

-- Exchanges a refresh token for its successor once. A second use ends the whole session, unless it comes within ten
-- seconds and the successor is unused: then two tabs have raced, and the caller tries again.
-- Locks: the refresh token, then the session.
-- Last defined in migrations/0034_organizations.sql.
CREATE FUNCTION rotate_refresh(old_hash bytea, new_hash bytea, new_expires_at timestamptz) RETURNS jsonb
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  given record;
BEGIN
  SELECT t.*, s.account_id, s.revoked_at INTO given
  FROM refresh_token t JOIN session s ON s.id = t.session_id
  WHERE t.token_hash = old_hash FOR UPDATE OF t;
  IF NOT FOUND OR given.revoked_at IS NOT NULL OR given.expires_at <= clock_timestamp() THEN
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
