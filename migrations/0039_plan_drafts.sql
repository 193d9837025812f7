CREATE TABLE "plan_draft_save" (
	"draft_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"operations" jsonb NOT NULL,
	"seat_count" integer NOT NULL,
	"saved_by" uuid,
	"saved_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "plan_draft_save_draft_id_version_pk" PRIMARY KEY("draft_id","version")
);
--> statement-breakpoint
CREATE TABLE "plan_draft" (
	"id" uuid PRIMARY KEY NOT NULL,
	"venue_id" uuid NOT NULL,
	"base_hash" text,
	"plan" jsonb NOT NULL,
	"seat_count" integer NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	"editor_id" uuid,
	"editor_until" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "plan_draft_save" ADD CONSTRAINT "plan_draft_save_draft_id_plan_draft_id_fk" FOREIGN KEY ("draft_id") REFERENCES "public"."plan_draft"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_draft_save" ADD CONSTRAINT "plan_draft_save_saved_by_account_id_fk" FOREIGN KEY ("saved_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_draft" ADD CONSTRAINT "plan_draft_venue_id_venue_id_fk" FOREIGN KEY ("venue_id") REFERENCES "public"."venue"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_draft" ADD CONSTRAINT "plan_draft_base_hash_seat_plan_hash_fk" FOREIGN KEY ("base_hash") REFERENCES "public"."seat_plan"("hash") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_draft" ADD CONSTRAINT "plan_draft_editor_id_account_id_fk" FOREIGN KEY ("editor_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE TRIGGER plan_draft_save_unchanged BEFORE UPDATE OR DELETE OR TRUNCATE ON plan_draft_save
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER plan_revision_unchanged BEFORE UPDATE OR DELETE OR TRUNCATE ON plan_revision
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE FUNCTION draft_editor(draft plan_draft) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('accountId', a.id, 'name', a.name, 'until',
    to_char(draft.editor_until AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
  FROM account a WHERE a.id = draft.editor_id AND draft.editor_until > clock_timestamp()
$$;
--> statement-breakpoint
COMMENT ON FUNCTION draft_editor(plan_draft) IS 'Shows who edits a draft now, or null if nobody does.
Locks: nothing.';
--> statement-breakpoint
CREATE FUNCTION hold_plan_draft(draft_id uuid, actor_id uuid, editing_ms int, takes_over boolean) RETURNS jsonb
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  draft plan_draft%ROWTYPE;
BEGIN
  SELECT d.* INTO draft FROM plan_draft d WHERE d.id = hold_plan_draft.draft_id FOR UPDATE;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  IF takes_over OR draft.editor_id = actor_id OR draft_editor(draft) IS NULL THEN
    UPDATE plan_draft d SET editor_id = actor_id,
      editor_until = clock_timestamp() + editing_ms * interval '1 millisecond'
    WHERE d.id = draft.id RETURNING d.* INTO draft;
  END IF;
  RETURN done(draft_editor(draft));
END $$;
--> statement-breakpoint
COMMENT ON FUNCTION hold_plan_draft(uuid, uuid, int, boolean) IS 'Makes an account the editor of a draft for a while, unless somebody else is and is not to be taken over; answers who it is.
Locks: the draft.';
--> statement-breakpoint
CREATE FUNCTION save_plan_draft(
  draft_id uuid, version_before int, operations jsonb, plan jsonb, seat_count int, actor_id uuid, editing_ms int
) RETURNS jsonb LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  draft plan_draft%ROWTYPE;
BEGIN
  SELECT d.* INTO draft FROM plan_draft d WHERE d.id = save_plan_draft.draft_id FOR UPDATE;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  IF draft.version <> version_before THEN RETURN refusal('conflict', 'version ' || draft.version); END IF;
  IF draft.editor_id IS DISTINCT FROM actor_id AND draft_editor(draft) IS NOT NULL THEN
    RETURN refusal('conflict', 'editor ' || (draft_editor(draft)->>'name'));
  END IF;
  INSERT INTO plan_draft_save (draft_id, version, operations, seat_count, saved_by)
  VALUES (draft.id, draft.version + 1, save_plan_draft.operations, save_plan_draft.seat_count, actor_id);
  UPDATE plan_draft d SET plan = save_plan_draft.plan, seat_count = save_plan_draft.seat_count,
    version = draft.version + 1, editor_id = actor_id,
    editor_until = clock_timestamp() + editing_ms * interval '1 millisecond'
  WHERE d.id = draft.id;
  RETURN done(jsonb_build_object('version', draft.version + 1, 'seatCount', save_plan_draft.seat_count));
END $$;
--> statement-breakpoint
COMMENT ON FUNCTION save_plan_draft(uuid, int, jsonb, jsonb, int, uuid, int) IS 'Keeps the operations of a save and the plan that they make, and counts the version up by one. A save for another version, or while somebody else edits the draft, is refused and changes nothing.
Locks: the draft.';
