-- staff
-- Written by `npm run schema` from a freshly migrated database. Do not edit.

CREATE TABLE organization (
  id                   uuid NOT NULL,
  name                 jsonb NOT NULL,
  identity             jsonb,
  is_operator          boolean NOT NULL DEFAULT false,
  revision             integer NOT NULL DEFAULT 1,
  created_at           timestamptz(3) NOT NULL DEFAULT now(),
  approves_invitations boolean NOT NULL DEFAULT true,
  CONSTRAINT organization_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX organization_operator ON organization USING btree (is_operator) WHERE is_operator;

CREATE TABLE organization_provider (
  organization_id uuid NOT NULL,
  issuer          text NOT NULL,
  client_id       text NOT NULL,
  client_secret   text NOT NULL,
  domains         jsonb NOT NULL,
  is_required     boolean NOT NULL,
  changed_at      timestamptz(3) NOT NULL DEFAULT now(),
  CONSTRAINT organization_provider_pkey PRIMARY KEY (organization_id),
  CONSTRAINT organization_provider_organization_id_organization_id_fk FOREIGN KEY (organization_id) REFERENCES organization(id)
);

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

-- Makes the account that an invitation was mailed to a member of the staff, once.
-- Locks: the invitation.
-- Last defined in migrations/0036_staff_changes.sql.
CREATE FUNCTION accept_invitation(invited uuid, account uuid, request text) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  given staff_invitation%ROWTYPE;
  made staff%ROWTYPE;
BEGIN
  SELECT i.* INTO given FROM staff_invitation i WHERE i.id = invited FOR UPDATE;
  IF NOT FOUND OR given.accepted_at IS NOT NULL OR given.revoked_at IS NOT NULL OR given.expires_at <= now() THEN
    RETURN refusal('link-spent');
  END IF;
  IF NOT EXISTS (SELECT FROM account a WHERE a.id = account AND lower(a.email) = lower(given.email)) THEN
    RETURN refusal('invitation-of-another');
  END IF;
  INSERT INTO staff (id, organization_id, account_id, role, concert_id)
  VALUES (gen_random_uuid(), given.organization_id, account, given.role, given.concert_id)
  ON CONFLICT ON CONSTRAINT staff_once DO NOTHING RETURNING * INTO made;
  IF NOT FOUND THEN RETURN refusal('conflict', 'the account works there already'); END IF;
  UPDATE staff_invitation i SET accepted_at = now() WHERE i.id = invited;
  INSERT INTO audit_log (organization_id, actor_id, action, subject, after, request_id)
  VALUES (given.organization_id, account, 'staff.join', account::text, to_jsonb(made), request);
  RETURN (SELECT done(jsonb_build_object('organizationId', o.id, 'organization', o.name, 'role', given.role))
    FROM organization o WHERE o.id = given.organization_id);
END $$;

-- Gives somebody another role, suspends them, lets them come back, or removes them, unless the row has changed since
-- it was seen. An organization never loses its last owner; the attempt stops the batch.
-- Locks: the organization, then the staff row.
-- Last defined in migrations/0036_staff_changes.sql.
CREATE FUNCTION change_staff(changed_id uuid, seen int, change jsonb, actor uuid, request text) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  known staff%ROWTYPE;
  now_there staff%ROWTYPE;
BEGIN
  PERFORM FROM organization o WHERE o.id = (SELECT f.organization_id FROM staff f WHERE f.id = changed_id) FOR NO KEY UPDATE;
  SELECT f.* INTO known FROM staff f WHERE f.id = changed_id FOR UPDATE;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  IF known.revision <> seen THEN RETURN refusal('changed-meanwhile', known.revision::text); END IF;
  IF change->>'role' = 'owner' AND known.concert_id IS NOT NULL THEN RETURN refusal('invalid-request', 'role'); END IF;
  IF change ? 'isRemoved' THEN
    DELETE FROM staff f WHERE f.id = changed_id;
  ELSE
    UPDATE staff f SET role = coalesce(change->>'role', f.role), revision = f.revision + 1,
      suspended_at = CASE (change->>'isSuspended')::boolean WHEN true THEN coalesce(f.suspended_at, now())
        WHEN false THEN NULL ELSE f.suspended_at END
    WHERE f.id = changed_id RETURNING f.* INTO now_there;
  END IF;
  -- The organization's row is locked, so that two owners cannot remove each other at the same moment.
  IF NOT EXISTS (SELECT FROM staff f WHERE f.organization_id = known.organization_id AND f.role = 'owner'
    AND f.suspended_at IS NULL) THEN
    RAISE EXCEPTION 'an organization has an owner' USING ERRCODE = 'FR003';
  END IF;
  INSERT INTO audit_log (organization_id, actor_id, action, subject, before, after, request_id)
  VALUES (known.organization_id, actor, CASE WHEN change ? 'isRemoved' THEN 'staff.remove'
      WHEN (change->>'isSuspended')::boolean THEN 'staff.suspend' WHEN change ? 'isSuspended' THEN 'staff.resume'
      ELSE 'staff.role' END, known.account_id::text, to_jsonb(known), to_jsonb(now_there), request);
  RETURN done(jsonb_build_object('revision', now_there.revision));
END $$;

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
