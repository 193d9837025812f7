ALTER TABLE "venue" ADD COLUMN "position" jsonb;--> statement-breakpoint
ALTER TABLE "venue" ADD COLUMN "gates" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "venue" ADD COLUMN "capacity" integer;--> statement-breakpoint
ALTER TABLE "venue" ADD COLUMN "contact" text;--> statement-breakpoint
ALTER TABLE "venue" ADD COLUMN "revision" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "venue" ADD COLUMN "archived_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "venue_organization" ON "venue" USING btree ("organization_id","created_at","id");--> statement-breakpoint
ALTER TABLE "venue" ADD CONSTRAINT "venue_capacity" CHECK ("venue"."capacity" > 0);
--> statement-breakpoint
CREATE FUNCTION dates_to_come(venue uuid, at timestamptz) RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT count(*) FROM concert c JOIN schedule s ON s.concert_id = c.id
  WHERE c.venue_id = venue AND s.starts_at > at AND s.sale_state <> 'cancelled'
$$;
--> statement-breakpoint
COMMENT ON FUNCTION dates_to_come(uuid, timestamptz) IS 'Counts the dates at a venue that are to come after a moment, without canceled ones.
Locks: nothing.';
--> statement-breakpoint
CREATE FUNCTION change_venue(changed_id uuid, seen int, change jsonb, at timestamptz, actor uuid, request text)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  known venue%ROWTYPE;
  now_there venue%ROWTYPE;
BEGIN
  -- A new date shares a lock on the venue, so that none is added between this count and the change.
  SELECT v.* INTO known FROM venue v WHERE v.id = changed_id FOR UPDATE;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  IF known.revision <> seen THEN RETURN refusal('changed-meanwhile', known.revision::text); END IF;
  IF known.time_zone <> change->>'timeZone' AND dates_to_come(changed_id, at) > 0 THEN
    RETURN refusal('conflict', 'timeZone');
  END IF;
  UPDATE venue v SET name = change->'name', city = change->'city', address = change->'address',
    time_zone = change->>'timeZone', transit = nullif(change->'transit', 'null'),
    access = nullif(change->'access', 'null'), position = nullif(change->'position', 'null'),
    gates = change->'gates', capacity = (change->>'capacity')::int, contact = change->>'contact',
    revision = v.revision + 1
  WHERE v.id = changed_id RETURNING v.* INTO now_there;
  INSERT INTO audit_log (organization_id, actor_id, action, subject, before, after, request_id)
  VALUES (known.organization_id, actor, 'venue.change', changed_id::text, to_jsonb(known), to_jsonb(now_there), request);
  RETURN done(jsonb_build_object('revision', now_there.revision));
END $$;
--> statement-breakpoint
COMMENT ON FUNCTION change_venue(uuid, int, jsonb, timestamptz, uuid, text) IS 'Changes a venue, unless it has changed since it was seen. Its time zone stays while dates are to come.
Locks: the venue.';
--> statement-breakpoint
CREATE FUNCTION archive_venue(changed_id uuid, is_archived boolean, at timestamptz, actor uuid, request text)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  known venue%ROWTYPE;
  now_there venue%ROWTYPE;
BEGIN
  SELECT v.* INTO known FROM venue v WHERE v.id = changed_id FOR UPDATE;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  IF is_archived AND dates_to_come(changed_id, at) > 0 THEN RETURN refusal('conflict', 'dates'); END IF;
  IF is_archived = (known.archived_at IS NOT NULL) THEN
    RETURN done(jsonb_build_object('revision', known.revision));
  END IF;
  UPDATE venue v SET archived_at = CASE WHEN is_archived THEN at END, revision = v.revision + 1
  WHERE v.id = changed_id RETURNING v.* INTO now_there;
  INSERT INTO audit_log (organization_id, actor_id, action, subject, before, after, request_id)
  VALUES (known.organization_id, actor, CASE WHEN is_archived THEN 'venue.archive' ELSE 'venue.restore' END,
    changed_id::text, to_jsonb(known), to_jsonb(now_there), request);
  RETURN done(jsonb_build_object('revision', now_there.revision));
END $$;
--> statement-breakpoint
COMMENT ON FUNCTION archive_venue(uuid, boolean, timestamptz, uuid, text) IS 'Archives a venue or takes it back into use, once. A venue with dates to come stays in use.
Locks: the venue.';
