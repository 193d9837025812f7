-- people
-- Written by `npm run schema` from a freshly migrated database. Do not edit.

CREATE TABLE account (
  id                uuid NOT NULL,
  email             text NOT NULL,
  password_hash     text,
  name              text NOT NULL,
  locale            text NOT NULL,
  created_at        timestamptz(3) NOT NULL DEFAULT now(),
  tier              text,
  mail_reminders    boolean NOT NULL DEFAULT true,
  mail_waitlist     boolean NOT NULL DEFAULT true,
  consent           jsonb,
  name_jamo         text GENERATED ALWAYS AS (ko_jamo(name)) STORED,
  tier_by_hand      boolean NOT NULL DEFAULT false,
  suspended_at      timestamptz(3),
  suspension        text,
  email_verified_at timestamptz(3),
  phone             text,
  picture_id        uuid,
  withdrawn_at      timestamptz(3),
  CONSTRAINT account_pkey PRIMARY KEY (id),
  CONSTRAINT account_locale CHECK (locale = ANY (ARRAY['ko'::text, 'en'::text])),
  CONSTRAINT account_phone CHECK (phone ~ '^[+][1-9][0-9]{6,14}$'::text),
  CONSTRAINT account_suspension CHECK ((suspended_at IS NULL) = (suspension IS NULL))
);
CREATE UNIQUE INDEX account_email ON account USING btree (lower(email));
CREATE INDEX account_name ON account USING gin (name_jamo gin_trgm_ops);
CREATE INDEX account_newest ON account USING btree (created_at, id);
CREATE INDEX account_suspended ON account USING btree (created_at, id) WHERE suspended_at IS NOT NULL;
CREATE INDEX account_tier ON account USING btree (tier, created_at, id) WHERE tier IS NOT NULL;

CREATE TABLE account_sum (
  account_id    uuid NOT NULL,
  currency      text NOT NULL,
  orders        integer NOT NULL,
  spent_minor   bigint NOT NULL,
  last_order_at timestamptz(3),
  CONSTRAINT account_sum_pkey PRIMARY KEY (account_id)
);
CREATE INDEX account_sum_last ON account_sum USING btree (last_order_at, account_id);
CREATE INDEX account_sum_spent ON account_sum USING btree (spent_minor, account_id);

CREATE TABLE account_sum_progress (
  id           boolean NOT NULL DEFAULT true,
  folded_until timestamptz(3) NOT NULL,
  CONSTRAINT account_sum_progress_pkey PRIMARY KEY (id),
  CONSTRAINT account_sum_progress_one CHECK (id)
);

CREATE TABLE authenticator (
  account_id   uuid NOT NULL,
  secret       text NOT NULL,
  created_at   timestamptz(3) NOT NULL DEFAULT now(),
  confirmed_at timestamptz(3),
  last_step    integer NOT NULL DEFAULT 0,
  CONSTRAINT authenticator_pkey PRIMARY KEY (account_id),
  CONSTRAINT authenticator_account_id_account_id_fk FOREIGN KEY (account_id) REFERENCES account(id)
);

CREATE TABLE consent_record (
  id         uuid NOT NULL DEFAULT uuidv7(),
  account_id uuid NOT NULL,
  item       text NOT NULL,
  version    text NOT NULL,
  is_given   boolean NOT NULL,
  at         timestamptz(3) NOT NULL DEFAULT now(),
  CONSTRAINT consent_record_pkey PRIMARY KEY (id),
  CONSTRAINT consent_record_item CHECK (item = ANY (ARRAY['terms'::text, 'privacy'::text, 'marketing'::text])),
  CONSTRAINT consent_record_account_id_account_id_fk FOREIGN KEY (account_id) REFERENCES account(id)
);
CREATE INDEX consent_record_account ON consent_record USING btree (account_id, item, id);

CREATE TABLE email_change (
  id           uuid NOT NULL,
  account_id   uuid NOT NULL,
  old_email    text NOT NULL,
  new_email    text NOT NULL,
  changed_at   timestamptz(3) NOT NULL DEFAULT now(),
  revert_until timestamptz(3) NOT NULL,
  reverted_at  timestamptz(3),
  CONSTRAINT email_change_pkey PRIMARY KEY (id),
  CONSTRAINT email_change_account_id_account_id_fk FOREIGN KEY (account_id) REFERENCES account(id)
);
CREATE INDEX email_change_account ON email_change USING btree (account_id);
CREATE INDEX email_change_end ON email_change USING btree (revert_until);

CREATE TABLE email_proof (
  id          uuid NOT NULL,
  purpose     text NOT NULL,
  email       text NOT NULL,
  account_id  uuid,
  holder_hash bytea NOT NULL,
  draft       jsonb,
  tries       integer NOT NULL DEFAULT 0,
  sent_count  integer NOT NULL DEFAULT 1,
  sent_at     timestamptz(3) NOT NULL DEFAULT now(),
  created_at  timestamptz(3) NOT NULL DEFAULT now(),
  expires_at  timestamptz(3) NOT NULL,
  used_at     timestamptz(3),
  CONSTRAINT email_proof_pkey PRIMARY KEY (id),
  CONSTRAINT email_proof_draft CHECK ((purpose = 'sign-up'::text) = (draft IS NOT NULL)),
  CONSTRAINT email_proof_purpose CHECK (purpose = ANY (ARRAY['sign-up'::text, 'known'::text, 'verify'::text, 'change'::text])),
  CONSTRAINT email_proof_account_id_account_id_fk FOREIGN KEY (account_id) REFERENCES account(id)
);
CREATE INDEX email_proof_account ON email_proof USING btree (account_id);
CREATE INDEX email_proof_email ON email_proof USING btree (lower(email));
CREATE INDEX email_proof_expiry ON email_proof USING btree (expires_at);

CREATE TABLE factor_try (
  account_id uuid NOT NULL,
  count      integer NOT NULL,
  since      timestamptz(3) NOT NULL DEFAULT now(),
  CONSTRAINT factor_try_pkey PRIMARY KEY (account_id),
  CONSTRAINT factor_try_account_id_account_id_fk FOREIGN KEY (account_id) REFERENCES account(id)
);
CREATE INDEX factor_try_since ON factor_try USING btree (since);

CREATE TABLE known_device (
  account_id    uuid NOT NULL,
  device_hash   bytea NOT NULL,
  first_seen_at timestamptz(3) NOT NULL DEFAULT now(),
  last_seen_at  timestamptz(3) NOT NULL DEFAULT now(),
  CONSTRAINT known_device_account_id_device_hash_pk PRIMARY KEY (account_id, device_hash),
  CONSTRAINT known_device_account_id_account_id_fk FOREIGN KEY (account_id) REFERENCES account(id)
);
CREATE INDEX known_device_age ON known_device USING btree (last_seen_at);

CREATE TABLE linked_identity (
  id           uuid NOT NULL DEFAULT uuidv7(),
  account_id   uuid NOT NULL,
  provider     text NOT NULL,
  issuer       text NOT NULL,
  subject      text NOT NULL,
  email        text,
  linked_at    timestamptz(3) NOT NULL DEFAULT now(),
  last_used_at timestamptz(3),
  CONSTRAINT linked_identity_pkey PRIMARY KEY (id),
  CONSTRAINT linked_identity_once UNIQUE (account_id, issuer),
  CONSTRAINT linked_identity_person UNIQUE (issuer, subject),
  CONSTRAINT linked_identity_account_id_account_id_fk FOREIGN KEY (account_id) REFERENCES account(id)
);

CREATE TABLE passkey (
  id            uuid NOT NULL DEFAULT uuidv7(),
  account_id    uuid NOT NULL,
  credential_id text NOT NULL,
  public_key    text NOT NULL,
  counter       bigint NOT NULL,
  transports    jsonb NOT NULL,
  name          text NOT NULL,
  is_backed_up  boolean NOT NULL,
  created_at    timestamptz(3) NOT NULL DEFAULT now(),
  last_used_at  timestamptz(3),
  CONSTRAINT passkey_pkey PRIMARY KEY (id),
  CONSTRAINT passkey_credential UNIQUE (credential_id),
  CONSTRAINT passkey_account_id_account_id_fk FOREIGN KEY (account_id) REFERENCES account(id)
);
CREATE INDEX passkey_account ON passkey USING btree (account_id);

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

CREATE TABLE recovery_code (
  account_id uuid NOT NULL,
  code_hash  bytea NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  used_at    timestamptz(3),
  CONSTRAINT recovery_code_account_id_code_hash_pk PRIMARY KEY (account_id, code_hash),
  CONSTRAINT recovery_code_account_id_account_id_fk FOREIGN KEY (account_id) REFERENCES account(id)
);

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
  id               uuid NOT NULL,
  account_id       uuid NOT NULL,
  user_agent       text,
  created_at       timestamptz(3) NOT NULL DEFAULT now(),
  revoked_at       timestamptz(3),
  last_seen_at     timestamptz(3) NOT NULL DEFAULT now(),
  place            jsonb,
  method           text NOT NULL DEFAULT 'password'::text,
  authenticated_at timestamptz(3) NOT NULL DEFAULT now(),
  second_factor_at timestamptz(3),
  idle_ends_at     timestamptz(3) NOT NULL DEFAULT (now() + '30 days'::interval),
  ends_at          timestamptz(3) NOT NULL DEFAULT (now() + '180 days'::interval),
  device_hash      bytea,
  CONSTRAINT session_pkey PRIMARY KEY (id),
  CONSTRAINT session_method CHECK (method = ANY (ARRAY['password'::text, 'passkey'::text, 'kakao'::text, 'naver'::text, 'google'::text, 'openid'::text, 'link'::text])),
  CONSTRAINT session_account_id_account_id_fk FOREIGN KEY (account_id) REFERENCES account(id)
);
CREATE INDEX session_account ON session USING btree (account_id) WHERE revoked_at IS NULL;

CREATE TABLE spent_proof (
  id         uuid NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  CONSTRAINT spent_proof_pkey PRIMARY KEY (id)
);
CREATE INDEX spent_proof_expiry ON spent_proof USING btree (expires_at);

CREATE TABLE tier_rule (
  tier        text NOT NULL,
  spent_minor bigint NOT NULL,
  CONSTRAINT tier_rule_pkey PRIMARY KEY (tier),
  CONSTRAINT "tier_rule_spentMinor_unique" UNIQUE (spent_minor)
);

CREATE TABLE wallet_correction (
  id           uuid NOT NULL,
  account_id   uuid NOT NULL,
  amount_minor bigint NOT NULL,
  currency     text NOT NULL,
  reason       text NOT NULL,
  asked_by     uuid NOT NULL,
  asked_at     timestamptz(3) NOT NULL DEFAULT now(),
  decided_by   uuid,
  decided_at   timestamptz(3),
  is_approved  boolean,
  CONSTRAINT wallet_correction_pkey PRIMARY KEY (id),
  CONSTRAINT wallet_correction_amount CHECK (amount_minor <> 0),
  CONSTRAINT wallet_correction_decided CHECK (num_nonnulls(decided_by, decided_at, is_approved) = ANY (ARRAY[0, 3])),
  CONSTRAINT wallet_correction_two CHECK (asked_by <> decided_by),
  CONSTRAINT wallet_correction_account_id_account_id_fk FOREIGN KEY (account_id) REFERENCES account(id)
);
CREATE INDEX wallet_correction_account ON wallet_correction USING btree (account_id, asked_at);

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

CREATE TABLE withdrawn_person (
  account_id   uuid NOT NULL,
  email        text NOT NULL,
  name         text NOT NULL,
  phone        text,
  reason       text,
  withdrawn_at timestamptz(3) NOT NULL DEFAULT now(),
  erase_at     timestamptz(3) NOT NULL,
  CONSTRAINT withdrawn_person_pkey PRIMARY KEY (account_id),
  CONSTRAINT withdrawn_person_account_id_account_id_fk FOREIGN KEY (account_id) REFERENCES account(id)
);
CREATE INDEX withdrawn_person_end ON withdrawn_person USING btree (erase_at);

-- Asks for a correction of a wallet, once for each id. No money moves before somebody else decides.
-- Locks: nothing beyond its row.
-- Last defined in migrations/0076_suspensions.sql.
CREATE FUNCTION ask_correction(
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

-- Is the ledger account against which staff correct wallets.
-- Locks: nothing.
-- Last defined in migrations/0073_people.sql.
CREATE FUNCTION corrections_account() RETURNS uuid LANGUAGE sql IMMUTABLE
RETURN '00000000-0000-7000-8000-0000000000c0'::uuid;

-- Books a correction of a wallet that somebody else has asked for, or rejects it, once. A wallet never falls below
-- zero.
-- Locks: the wallet, then the correction.
-- Last defined in migrations/0076_suspensions.sql.
CREATE FUNCTION decide_correction(
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

-- Folds the next span of orders and refunds into what each account has spent, each exactly once, gives the tiers that
-- follow from it, and tells whether more can be folded. What a running transaction may still write is left for later.
-- Locks: the progress, then the sums and the accounts. Whoever finds the progress locked does nothing.
-- Last defined in migrations/0076_suspensions.sql.
CREATE FUNCTION fold_account_sums(span interval DEFAULT '1 day', lag interval DEFAULT '5 seconds') RETURNS jsonb
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

-- Removes one passkey of an account or unlinks one person at a provider, and mails that to the account. The last way
-- into an account stays.
-- Locks: the account.
-- Last defined in migrations/0086_ways_in.sql.
CREATE FUNCTION remove_way_in(owner uuid, passkey_gone uuid, identity_gone uuid) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  known account%ROWTYPE;
  topic text;
  told jsonb;
BEGIN
  SELECT a.* INTO known FROM account a WHERE a.id = owner FOR NO KEY UPDATE;
  SELECT 'security.passkey-removed', jsonb_build_object('accountId', owner, 'name', k.name) INTO topic, told
    FROM passkey k WHERE k.id = passkey_gone AND k.account_id = owner;
  IF NOT FOUND THEN
    SELECT 'security.unlinked', jsonb_build_object('accountId', owner, 'provider', l.provider) INTO topic, told
      FROM linked_identity l WHERE l.id = identity_gone AND l.account_id = owner;
    IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  END IF;
  IF (known.password_hash IS NOT NULL)::int
    + (SELECT count(*) FROM passkey k WHERE k.account_id = owner)
    + (SELECT count(*) FROM linked_identity l WHERE l.account_id = owner) < 2 THEN
    RETURN refusal('last-way-in');
  END IF;
  DELETE FROM passkey k WHERE k.id = passkey_gone AND k.account_id = owner;
  DELETE FROM linked_identity l WHERE l.id = identity_gone AND l.account_id = owner;
  -- Without a second factor there is nothing that a recovery code stands in for.
  DELETE FROM recovery_code r WHERE r.account_id = owner
    AND NOT EXISTS (SELECT FROM passkey k WHERE k.account_id = owner)
    AND NOT EXISTS (SELECT FROM authenticator x WHERE x.account_id = owner AND x.confirmed_at IS NOT NULL);
  INSERT INTO outbox (topic, payload) VALUES (topic, told);
  RETURN done('null'::jsonb);
END $$;

-- Raises FR001 when the session has ended, which stops the batch and everything the batch would write.
-- Locks: nothing.
-- Last defined in migrations/0024_live_session.sql.
CREATE FUNCTION require_live_session(asking uuid) RETURNS void LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF EXISTS (SELECT FROM session WHERE id = asking AND revoked_at IS NOT NULL) THEN
    RAISE EXCEPTION 'the session has been ended' USING ERRCODE = 'FR001';
  END IF;
END $$;

-- Lets a suspended account sign in again. What ended with the suspension does not come back.
-- Locks: the account.
-- Last defined in migrations/0073_people.sql.
CREATE FUNCTION restore_account(restored uuid, reason text, organization uuid, actor uuid, request text) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  known account%ROWTYPE;
BEGIN
  SELECT a.* INTO known FROM account a WHERE a.id = restored FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  IF known.suspended_at IS NULL THEN RETURN done('{}'); END IF;
  UPDATE account a SET suspended_at = NULL, suspension = NULL WHERE a.id = restored;
  INSERT INTO audit_log (organization_id, actor_id, action, subject, before, after, request_id)
  VALUES (organization, actor, 'account.restore', restored::text, jsonb_build_object('reason', known.suspension),
    jsonb_build_object('reason', reason), request);
  RETURN done('{}');
END $$;

-- Exchanges a refresh token for its successor once. A second use ends the whole session, unless it comes within ten
-- seconds and the successor is unused: then two tabs have raced, and the caller tries again. A suspended account gets
-- none.
-- Locks: the refresh token, then the session.
-- Last defined in migrations/0076_suspensions.sql.
CREATE FUNCTION rotate_refresh(old_hash bytea, new_hash bytea, new_expires_at timestamptz) RETURNS jsonb
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

-- Replaces the sums from which accounts get a tier by themselves, and gives every account its tier, except for tiers
-- that staff have set by hand.
-- Locks: the rules, then the accounts whose tiers change.
-- Last defined in migrations/0073_people.sql.
CREATE FUNCTION save_tier_rules(rules jsonb, organization uuid, actor uuid, request text) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  before jsonb;
BEGIN
  LOCK TABLE tier_rule IN SHARE ROW EXCLUSIVE MODE;
  SELECT coalesce(jsonb_agg(jsonb_build_object('tier', r.tier, 'spentMinor', r.spent_minor) ORDER BY r.spent_minor), '[]')
  INTO before FROM tier_rule r;
  DELETE FROM tier_rule;
  INSERT INTO tier_rule (tier, spent_minor)
  SELECT g.tier, g."spentMinor" FROM jsonb_to_recordset(rules) AS g(tier text, "spentMinor" bigint);
  UPDATE account a SET tier = tier_for(s.spent_minor) FROM account_sum s
  WHERE s.account_id = a.id AND NOT a.tier_by_hand AND a.tier IS DISTINCT FROM tier_for(s.spent_minor)
    AND (a.tier IS NOT NULL OR tier_for(s.spent_minor) IS NOT NULL);
  INSERT INTO audit_log (organization_id, actor_id, action, subject, before, after, request_id)
  VALUES (organization, actor, 'tiers.rules', 'tiers', jsonb_build_object('rules', before), jsonb_build_object('rules', rules), request);
  RETURN done(jsonb_build_object('rules', rules));
END $$;

-- Suspends an account: its sessions, subscriptions and waits end, and its tickets stay. Roles are suspended with it
-- only if the request says so, and never those of the last owner of an organization.
-- Locks: the organizations that the account works for, then the account, its roles, its sessions and its waits.
-- Last defined in migrations/0083_suspended_staff.sql.
CREATE FUNCTION suspend_account(suspended uuid, reason text, with_roles boolean, organization uuid, actor uuid, request text) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  known account%ROWTYPE;
BEGIN
  PERFORM FROM organization o WHERE o.id IN (SELECT f.organization_id FROM staff f WHERE f.account_id = suspended)
  ORDER BY o.id FOR NO KEY UPDATE;
  SELECT a.* INTO known FROM account a WHERE a.id = suspended FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  IF suspended = actor THEN RETURN refusal('conflict', 'Nobody suspends their own account'); END IF;
  IF is_staff(suspended) AND NOT with_roles THEN
    RETURN refusal('conflict', 'The account has roles, which end only if the request says so');
  END IF;
  IF EXISTS (SELECT FROM staff f WHERE f.account_id = suspended AND f.role = 'owner' AND f.suspended_at IS NULL
    AND NOT EXISTS (SELECT FROM staff e WHERE e.organization_id = f.organization_id AND e.role = 'owner'
      AND e.suspended_at IS NULL AND e.account_id <> suspended)) THEN
    RETURN refusal('conflict', 'The account is the last owner of an organization');
  END IF;
  WITH ended AS (
    UPDATE staff f SET suspended_at = now(), revision = f.revision + 1
    WHERE f.account_id = suspended AND f.suspended_at IS NULL RETURNING f.*
  ) INSERT INTO audit_log (organization_id, actor_id, action, subject, after, request_id)
  SELECT e.organization_id, actor, 'staff.suspend', suspended::text, to_jsonb(e), request FROM ended e;
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

-- Gives the tier of an account that has spent so much; null for none.
-- Locks: nothing.
-- Last defined in migrations/0073_people.sql.
CREATE FUNCTION tier_for(spent bigint) RETURNS text LANGUAGE sql STABLE
RETURN (SELECT r.tier FROM tier_rule r WHERE r.spent_minor <= spent ORDER BY r.spent_minor DESC LIMIT 1);
