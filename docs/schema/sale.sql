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

-- Numbers a change of a presale as a change of its schedule.
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

-- Grants an account the presales of a schedule that are not over, by a code or by the lists that have its e-mail
-- address. A code is never used more often than it may be, and asking again uses nothing up.
-- Locks: the code, then the grant.
-- Last defined in migrations/0006_presales.sql.
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
    ON CONFLICT DO NOTHING;
  ELSE
    -- Whoever comes second with the same code waits here, and then sees what is left of it.
    SELECT c.* INTO given FROM presale_code c JOIN presale p ON p.id = c.presale_id
    WHERE c.code_hash = verify_presale.code_hash AND p.schedule_id = verify_presale.schedule_id
      AND p.closes_at > asked_at
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
