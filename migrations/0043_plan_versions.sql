CREATE TABLE "plan_draft_snapshot" (
	"draft_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"plan" jsonb NOT NULL,
	CONSTRAINT "plan_draft_snapshot_draft_id_version_pk" PRIMARY KEY("draft_id","version")
);
--> statement-breakpoint
ALTER TABLE "plan_draft" ADD COLUMN "deleted_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "plan_revision" ADD COLUMN "created_by" uuid;--> statement-breakpoint
ALTER TABLE "plan_draft_snapshot" ADD CONSTRAINT "plan_draft_snapshot_draft_id_plan_draft_id_fk" FOREIGN KEY ("draft_id") REFERENCES "public"."plan_draft"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_revision" ADD CONSTRAINT "plan_revision_created_by_account_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- A draft from before has its earlier versions only as operations, so it can be looked at from here on.
INSERT INTO plan_draft_snapshot (draft_id, version, plan) SELECT id, version, plan FROM plan_draft;
--> statement-breakpoint
CREATE TRIGGER plan_draft_snapshot_unchanged BEFORE UPDATE OR DELETE OR TRUNCATE ON plan_draft_snapshot
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE OR REPLACE FUNCTION hold_plan_draft(draft_id uuid, actor_id uuid, editing_ms int, takes_over boolean) RETURNS jsonb
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  draft plan_draft%ROWTYPE;
BEGIN
  SELECT d.* INTO draft FROM plan_draft d
  WHERE d.id = hold_plan_draft.draft_id AND d.deleted_at IS NULL FOR UPDATE;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  IF takes_over OR draft.editor_id = actor_id OR draft_editor(draft) IS NULL THEN
    UPDATE plan_draft d SET editor_id = actor_id,
      editor_until = clock_timestamp() + editing_ms * interval '1 millisecond'
    WHERE d.id = draft.id RETURNING d.* INTO draft;
  END IF;
  RETURN done(draft_editor(draft));
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION save_plan_draft(
  draft_id uuid, version_before int, operations jsonb, plan jsonb, seat_count int, actor_id uuid, editing_ms int
) RETURNS jsonb LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  draft plan_draft%ROWTYPE;
  next int;
BEGIN
  SELECT d.* INTO draft FROM plan_draft d
  WHERE d.id = save_plan_draft.draft_id AND d.deleted_at IS NULL FOR UPDATE;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  IF draft.version <> version_before THEN RETURN refusal('conflict', 'version ' || draft.version); END IF;
  IF draft.editor_id IS DISTINCT FROM actor_id AND draft_editor(draft) IS NOT NULL THEN
    RETURN refusal('conflict', 'editor ' || (draft_editor(draft)->>'name'));
  END IF;
  next := draft.version + 1;
  INSERT INTO plan_draft_save (draft_id, version, operations, seat_count, saved_by)
  VALUES (draft.id, next, save_plan_draft.operations, save_plan_draft.seat_count, actor_id);
  IF next % 25 = 0 THEN
    INSERT INTO plan_draft_snapshot (draft_id, version, plan) VALUES (draft.id, next, save_plan_draft.plan);
  END IF;
  UPDATE plan_draft d SET plan = save_plan_draft.plan, seat_count = save_plan_draft.seat_count,
    version = next, editor_id = actor_id,
    editor_until = clock_timestamp() + editing_ms * interval '1 millisecond'
  WHERE d.id = draft.id;
  RETURN done(jsonb_build_object('version', next, 'seatCount', save_plan_draft.seat_count));
END $$;
--> statement-breakpoint
COMMENT ON FUNCTION save_plan_draft(uuid, int, jsonb, jsonb, int, uuid, int) IS 'Keeps the operations of a save and the plan that they make, and raises the version by one; every 25th version is also kept as a whole plan. A save for another version, or while somebody else edits the draft, is refused and changes nothing.
Locks: the draft.';
--> statement-breakpoint
CREATE FUNCTION delete_plan_draft(draft_id uuid, version_before int, actor_id uuid, request_id text) RETURNS jsonb
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  draft plan_draft%ROWTYPE;
BEGIN
  SELECT d.* INTO draft FROM plan_draft d
  WHERE d.id = delete_plan_draft.draft_id AND d.deleted_at IS NULL FOR UPDATE;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  IF draft.version <> version_before THEN RETURN refusal('conflict', 'version ' || draft.version); END IF;
  IF draft.editor_id IS DISTINCT FROM actor_id AND draft_editor(draft) IS NOT NULL THEN
    RETURN refusal('conflict', 'editor ' || (draft_editor(draft)->>'name'));
  END IF;
  UPDATE plan_draft d SET deleted_at = clock_timestamp() WHERE d.id = draft.id;
  INSERT INTO audit_log (organization_id, actor_id, action, subject, before, request_id)
  SELECT v.organization_id, delete_plan_draft.actor_id, 'plan-draft.delete', draft.id::text,
    jsonb_build_object('venue_id', v.id, 'version', draft.version, 'seat_count', draft.seat_count), delete_plan_draft.request_id
  FROM venue v WHERE v.id = draft.venue_id;
  RETURN done('null'::jsonb);
END $$;
--> statement-breakpoint
COMMENT ON FUNCTION delete_plan_draft(uuid, int, uuid, text) IS 'Deletes a draft, so that nobody finds it any more; its saves stay. Another version than the one that was seen, or a draft that somebody else edits, is refused.
Locks: the draft.';
--> statement-breakpoint
CREATE OR REPLACE FUNCTION create_plan(
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
    INSERT INTO plan_revision (venue_id, revision, plan_hash, created_by)
    SELECT create_plan.venue_id, coalesce(max(r.revision), 0) + 1, create_plan.hash, create_plan.actor_id
    FROM plan_revision r WHERE r.venue_id = create_plan.venue_id
    RETURNING * INTO added;
    INSERT INTO audit_log (organization_id, actor_id, action, subject, after, request_id)
    SELECT v.organization_id, create_plan.actor_id, 'plan.create', v.id::text, to_jsonb(added), create_plan.request_id
    FROM venue v WHERE v.id = create_plan.venue_id;
  END IF;
  RETURN done(jsonb_build_object('hash', added.plan_hash, 'revision', added.revision,
    'seatCount', (SELECT p.seat_count FROM seat_plan p WHERE p.hash = added.plan_hash)));
END $$;
--> statement-breakpoint
CREATE FUNCTION publish_plan_draft(
  draft_id uuid, version_before int, hash text, plan jsonb, seat_count int, actor_id uuid, request_id text
) RETURNS jsonb LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  draft plan_draft%ROWTYPE;
  created jsonb;
BEGIN
  SELECT d.* INTO draft FROM plan_draft d
  WHERE d.id = publish_plan_draft.draft_id AND d.deleted_at IS NULL FOR UPDATE;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  IF draft.version <> version_before THEN RETURN refusal('conflict', 'version ' || draft.version); END IF;
  created := create_plan(draft.venue_id, publish_plan_draft.hash, publish_plan_draft.plan,
    publish_plan_draft.seat_count, publish_plan_draft.actor_id, publish_plan_draft.request_id);
  UPDATE plan_draft d SET base_hash = publish_plan_draft.hash WHERE d.id = draft.id;
  RETURN created;
END $$;
--> statement-breakpoint
COMMENT ON FUNCTION publish_plan_draft(uuid, int, text, jsonb, int, uuid, text) IS 'Makes the plan of one version of a draft the next revision of its venue, which the draft is to replace from then on. A save at the same moment comes before or after it: if before, the publication is refused; if after, it is not part of the revision.
Locks: the draft, then the venue.';
