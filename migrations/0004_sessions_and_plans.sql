-- Exchanges a refresh token for the next one. A token that comes back after its use has been stolen from somebody, so
-- its whole session ends; but two tabs that race with the same token within ten seconds are no theft.
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
      'email', a.email, 'name', a.name, 'role', a.role, 'locale', a.locale, 'createdAt', utc_text(a.created_at))))
    FROM account a WHERE a.id = given.account_id
  );
END $$;
--> statement-breakpoint
-- Adds a plan to a venue as its next revision, unless the venue has it already.
CREATE FUNCTION create_plan(
  venue_id uuid, hash text, plan jsonb, seat_count int, actor_id uuid, request_id text
) RETURNS jsonb LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  added plan_revision%ROWTYPE;
BEGIN
  -- The venue's row is locked so that two plans never get the same revision.
  PERFORM FROM venue v WHERE v.id = create_plan.venue_id FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  SELECT r.* INTO added FROM plan_revision r
  WHERE r.venue_id = create_plan.venue_id AND r.plan_hash = create_plan.hash;
  IF NOT FOUND THEN
    INSERT INTO seat_plan (hash, plan, seat_count)
    VALUES (create_plan.hash, create_plan.plan, create_plan.seat_count) ON CONFLICT DO NOTHING;
    INSERT INTO plan_revision (venue_id, revision, plan_hash)
    SELECT create_plan.venue_id, coalesce(max(r.revision), 0) + 1, create_plan.hash
    FROM plan_revision r WHERE r.venue_id = create_plan.venue_id
    RETURNING * INTO added;
    INSERT INTO audit_log (actor_id, action, subject, after, request_id)
    VALUES (create_plan.actor_id, 'plan.create', create_plan.venue_id::text, to_jsonb(added), create_plan.request_id);
  END IF;
  RETURN done(jsonb_build_object('hash', added.plan_hash, 'revision', added.revision,
    'seatCount', (SELECT p.seat_count FROM seat_plan p WHERE p.hash = added.plan_hash)));
END $$;
