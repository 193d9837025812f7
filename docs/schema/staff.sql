-- staff
-- Written by `npm run schema` from a freshly migrated database. Do not edit.

CREATE TABLE organization (
  id          uuid NOT NULL,
  name        jsonb NOT NULL,
  identity    jsonb,
  is_operator boolean NOT NULL DEFAULT false,
  revision    integer NOT NULL DEFAULT 1,
  created_at  timestamptz(3) NOT NULL DEFAULT now(),
  CONSTRAINT organization_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX organization_operator ON organization USING btree (is_operator) WHERE is_operator;

CREATE TABLE staff (
  id              uuid NOT NULL,
  organization_id uuid NOT NULL,
  account_id      uuid NOT NULL,
  role            text NOT NULL,
  concert_id      uuid,
  revision        integer NOT NULL DEFAULT 1,
  created_at      timestamptz(3) NOT NULL DEFAULT now(),
  suspended_at    timestamptz(3),
  CONSTRAINT staff_pkey PRIMARY KEY (id),
  CONSTRAINT staff_once UNIQUE NULLS NOT DISTINCT (organization_id, account_id, concert_id),
  CONSTRAINT staff_owner CHECK (role <> 'owner'::text OR concert_id IS NULL),
  CONSTRAINT staff_role CHECK (role = ANY (ARRAY['owner'::text, 'manager'::text, 'finance'::text, 'marketing'::text, 'box-office'::text, 'scanner'::text, 'auditor'::text])),
  CONSTRAINT staff_account_id_account_id_fk FOREIGN KEY (account_id) REFERENCES account(id),
  CONSTRAINT staff_concert_id_concert_id_fk FOREIGN KEY (concert_id) REFERENCES concert(id),
  CONSTRAINT staff_organization_id_organization_id_fk FOREIGN KEY (organization_id) REFERENCES organization(id)
);
CREATE INDEX staff_account ON staff USING btree (account_id);
CREATE INDEX staff_concert ON staff USING btree (concert_id) WHERE concert_id IS NOT NULL;

CREATE TABLE staff_invitation (
  id              uuid NOT NULL,
  organization_id uuid NOT NULL,
  email           text NOT NULL,
  role            text NOT NULL,
  concert_id      uuid,
  created_at      timestamptz(3) NOT NULL DEFAULT now(),
  expires_at      timestamptz(3) NOT NULL,
  accepted_at     timestamptz(3),
  revoked_at      timestamptz(3),
  CONSTRAINT staff_invitation_pkey PRIMARY KEY (id),
  CONSTRAINT staff_invitation_owner CHECK (role <> 'owner'::text OR concert_id IS NULL),
  CONSTRAINT staff_invitation_role CHECK (role = ANY (ARRAY['owner'::text, 'manager'::text, 'finance'::text, 'marketing'::text, 'box-office'::text, 'scanner'::text, 'auditor'::text])),
  CONSTRAINT staff_invitation_concert_id_concert_id_fk FOREIGN KEY (concert_id) REFERENCES concert(id),
  CONSTRAINT staff_invitation_organization_id_organization_id_fk FOREIGN KEY (organization_id) REFERENCES organization(id)
);
CREATE INDEX staff_invitation_organization ON staff_invitation USING btree (organization_id, created_at);

-- Tells whether an account works for any organization now.
-- Locks: nothing.
-- Last defined in migrations/0034_organizations.sql.
CREATE FUNCTION is_staff(asked uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM staff f WHERE f.account_id = asked AND f.suspended_at IS NULL)
$$;

-- Stops a batch, and with it all that it would read or write, when the session that asks has been ended, or its
-- account has none of the roles any more for the organization as a whole or for all of the concerts. What the batch
-- writes into the audit log comes from the origin.
-- Locks: nothing.
-- Last defined in migrations/0034_organizations.sql.
CREATE FUNCTION require_staff(asking uuid, employer uuid, roles text[], concert_ids uuid[], origin text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM require_live_session(asking);
  IF NOT EXISTS (
    SELECT FROM session s JOIN staff f ON f.account_id = s.account_id
    WHERE s.id = asking AND f.organization_id = employer AND f.suspended_at IS NULL AND f.role = ANY (roles)
      AND (f.concert_id IS NULL OR f.concert_id = ANY (concert_ids))
    HAVING bool_or(f.concert_id IS NULL) OR count(DISTINCT f.concert_id) = cardinality(concert_ids)
  ) THEN
    RAISE EXCEPTION 'the account has no such right' USING ERRCODE = 'FR002';
  END IF;
  PERFORM set_config('frontrow.origin', origin, true);
END $$;
