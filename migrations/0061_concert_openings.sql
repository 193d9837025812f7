CREATE OR REPLACE FUNCTION change_concert_state(
  changed_id uuid, employer uuid, seen int, wanted text, wanted_at timestamptz, at timestamptz, actor uuid, request text
) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  known concert%ROWTYPE;
  changed concert%ROWTYPE;
BEGIN
  SELECT c.* INTO known FROM concert c WHERE c.id = changed_id AND c.organization_id = employer FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  IF known.revision <> seen THEN RETURN refusal('changed-meanwhile', known.revision::text); END IF;
  -- Isolates keep a sale's times for some seconds, and a fan's request is on its way.
  IF wanted = 'scheduled' AND is_reachable(known.state, known.publish_at, at) AND EXISTS (
    SELECT FROM schedule s LEFT JOIN presale p ON p.schedule_id = s.id
    WHERE s.concert_id = known.id AND least(s.sale_opens_at, p.opens_at) - s.lobby_ms * interval '1 ms' <= at + interval '20 seconds'
  ) THEN
    RETURN refusal('conflict', 'Fans can already line up for this concert');
  END IF;
  IF wanted = 'scheduled' AND EXISTS (
    SELECT FROM schedule s LEFT JOIN presale p ON p.schedule_id = s.id AND p.closes_at > at
    WHERE s.concert_id = known.id AND s.sale_state NOT IN ('closed', 'cancelled')
      AND least(s.sale_opens_at, p.opens_at) < wanted_at
  ) THEN
    RETURN refusal('conflict', 'A presale or a sale of this concert would open before it appears');
  END IF;
  IF wanted = 'archived' AND EXISTS (
    SELECT FROM schedule s WHERE s.concert_id = known.id AND s.sale_state NOT IN ('closed', 'cancelled')
      AND least(s.sale_closes_at, s.starts_at) > at
  ) THEN
    RETURN refusal('conflict', 'A date of this concert is still to be sold');
  END IF;
  IF known.state <> wanted OR known.publish_at IS DISTINCT FROM wanted_at THEN
    UPDATE concert c SET state = wanted, publish_at = wanted_at WHERE c.id = known.id RETURNING c.* INTO changed;
    INSERT INTO audit_log (organization_id, actor_id, action, subject, before, after, request_id)
    VALUES (employer, actor, 'concert.state', known.id::text, to_jsonb(known), to_jsonb(changed), request);
  ELSE
    changed := known;
  END IF;
  RETURN done(jsonb_build_object('id', changed.id, 'revision', changed.revision, 'state', changed.state,
    'publishAt', utc_text(changed.publish_at),
    'scheduleIds', (SELECT coalesce(jsonb_agg(s.id), '[]') FROM schedule s WHERE s.concert_id = changed.id)));
END $$;
--> statement-breakpoint
COMMENT ON FUNCTION change_concert_state(uuid, uuid, int, text, timestamptz, timestamptz, uuid, text) IS 'Says who finds a concert from now on. A concert that fans can line up for, or can within 20 seconds, does not vanish; one with a date to be sold is not archived; and none appears after the first opening of its presales and sales.
Locks: the concert.';
