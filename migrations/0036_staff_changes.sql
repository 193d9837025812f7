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
--> statement-breakpoint
COMMENT ON FUNCTION change_staff(uuid, int, jsonb, uuid, text) IS 'Gives somebody another role, suspends them, lets them come back, or removes them, unless the row has changed since it was seen. An organization never loses its last owner; the attempt stops the batch.
Locks: the organization, then the staff row.';
--> statement-breakpoint
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
--> statement-breakpoint
COMMENT ON FUNCTION accept_invitation(uuid, uuid, text) IS 'Makes the account that an invitation was mailed to a member of the staff, once.
Locks: the invitation.';
