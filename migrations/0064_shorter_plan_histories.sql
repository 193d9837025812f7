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
  -- Whoever reads a version reads the operations since the last whole plan, so they stay few and short.
  IF next % 25 = 0 OR (
    SELECT sum(octet_length(l.operations::text)) FROM plan_draft_save l
    WHERE l.draft_id = draft.id AND l.version > coalesce((
      SELECT max(s.version) FROM plan_draft_snapshot s WHERE s.draft_id = draft.id), 0)) > 1000000
  THEN
    INSERT INTO plan_draft_snapshot (draft_id, version, plan) VALUES (draft.id, next, save_plan_draft.plan);
  END IF;
  UPDATE plan_draft d SET plan = save_plan_draft.plan, seat_count = save_plan_draft.seat_count,
    version = next, editor_id = actor_id,
    editor_until = clock_timestamp() + editing_ms * interval '1 millisecond'
  WHERE d.id = draft.id;
  RETURN done(jsonb_build_object('version', next, 'seatCount', save_plan_draft.seat_count));
END $$;
--> statement-breakpoint
COMMENT ON FUNCTION save_plan_draft(uuid, int, jsonb, jsonb, int, uuid, int) IS 'Keeps the operations of a save and the plan that they make, and raises the version by one; every 25th version is also kept as a whole plan, and each that ends a megabyte of operations. A save for another version, or while somebody else edits the draft, is refused and changes nothing.
Locks: the draft.';
