CREATE OR REPLACE FUNCTION move_schedule(
  moved_id uuid, seen int, move jsonb, is_dry_run boolean, at timestamptz, organization uuid, actor uuid, request text
) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  known schedule%ROWTYPE;
  moved schedule%ROWTYPE;
  is_archived boolean;
  zone text;
  starts timestamptz := move->>'startsAt';
  doors timestamptz := move->>'doorsAt';
  closes timestamptz := move->>'saleClosesAt';
  last_day date := move->>'refundUntil';
  free timestamptz;
  before jsonb;
  state jsonb;
BEGIN
  -- If the concert is being archived, one waits for the other.
  PERFORM FROM concert c JOIN schedule s ON s.concert_id = c.id WHERE s.id = moved_id AND c.state <> 'archived' FOR SHARE OF c;
  is_archived := NOT FOUND;
  SELECT s.* INTO known FROM schedule s WHERE s.id = moved_id FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  IF known.revision <> seen THEN RETURN refusal('changed-meanwhile', known.revision::text); END IF;
  IF is_archived THEN RETURN refusal('conflict', 'The concert is archived'); END IF;
  IF known.sale_state = 'cancelled' THEN RETURN refusal('conflict', 'The show is canceled'); END IF;
  IF known.starts_at <= at THEN RETURN refusal('conflict', 'The show has begun'); END IF;
  IF starts = known.starts_at THEN RETURN refusal('conflict', 'The show starts at that time already'); END IF;
  IF EXISTS (SELECT FROM schedule s WHERE s.concert_id = known.concert_id AND s.starts_at = starts) THEN
    RETURN refusal('conflict', 'The concert has another date at that time');
  END IF;
  IF starts <= at THEN RETURN refusal('invalid-request', 'startsAt'); END IF;
  IF doors > starts THEN RETURN refusal('invalid-request', 'doorsAt'); END IF;
  IF closes > starts OR closes <= known.sale_opens_at THEN RETURN refusal('invalid-request', 'saleClosesAt'); END IF;
  SELECT v.time_zone INTO zone FROM concert c JOIN venue v ON v.id = c.venue_id WHERE c.id = known.concert_id;
  free := least((last_day + 1)::timestamp AT TIME ZONE zone, starts);
  IF free <= at OR last_day > (starts AT TIME ZONE zone)::date THEN
    RETURN refusal('invalid-request', 'refundUntil');
  END IF;
  state := move_state(moved_id);
  IF is_dry_run THEN RETURN done(state); END IF;

  before := schedule_facts(known);
  UPDATE schedule s SET starts_at = starts, doors_at = doors, sale_closes_at = closes, reminded_for = NULL
  WHERE s.id = moved_id RETURNING s.* INTO moved;
  INSERT INTO schedule_move (schedule_id, from_starts_at, to_starts_at, reason, refund_until, moved_at, known_from)
  VALUES (moved_id, known.starts_at, starts, move->'reason', free, clock_timestamp(), clock_timestamp() + interval '1 hour');
  INSERT INTO outbox (topic, payload)
  SELECT DISTINCT 'show.moved', jsonb_build_object('accountId', o.account_id, 'scheduleId', moved_id, 'orderId', o.id,
    'fromMs', epoch_ms(known.starts_at), 'toMs', epoch_ms(starts), 'reason', move->'reason',
    'refundUntilMs', epoch_ms(free_until(o.id)), 'untilMs', epoch_ms(starts))
  FROM order_seat b JOIN customer_order o ON o.id = b.order_id WHERE b.schedule_id = moved_id AND b.live;
  INSERT INTO outbox (topic, payload)
  SELECT DISTINCT 'push.show.moved', jsonb_build_object('accountId', o.account_id, 'scheduleId', moved_id,
    'toMs', epoch_ms(starts), 'refundUntilMs', epoch_ms(free), 'untilMs', epoch_ms(starts))
  FROM order_seat b JOIN customer_order o ON o.id = b.order_id
  WHERE b.schedule_id = moved_id AND b.live AND EXISTS (SELECT FROM push_subscription p WHERE p.account_id = o.account_id);
  INSERT INTO audit_log (organization_id, actor_id, action, subject, before, after, request_id)
  VALUES (organization, actor, 'schedule.move', moved_id::text, before,
    schedule_facts(moved) || jsonb_build_object('reason', move->'reason', 'refund_until', free), request);
  RETURN done(state || jsonb_build_object('startsAtMs', epoch_ms(starts)));
EXCEPTION
  -- Another date took that time in the same moment.
  WHEN unique_violation THEN RETURN refusal('conflict', 'The concert has another date at that time');
END $$;
--> statement-breakpoint
COMMENT ON FUNCTION move_schedule(uuid, int, jsonb, boolean, timestamptz, uuid, uuid, text) IS 'Moves a date of a concert that is not archived to another start, unless it has changed since it was seen, and tells everybody who has tickets; a dry run only checks and counts. Whoever booked before, or within the hour after, can give tickets back without any fee until the end of a day at the venue, or until the show.
Locks: the concert FOR SHARE, then the schedule. A cancellation of tickets or of the show waits for it, or this waits for them.';
