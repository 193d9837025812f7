CREATE TABLE "concert_draft" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"document" jsonb NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"concert_id" uuid,
	"created_by" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "concert_draft" ADD CONSTRAINT "concert_draft_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "concert_draft" ADD CONSTRAINT "concert_draft_concert_id_concert_id_fk" FOREIGN KEY ("concert_id") REFERENCES "public"."concert"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "concert_draft" ADD CONSTRAINT "concert_draft_created_by_account_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "concert_draft" ADD CONSTRAINT "concert_draft_updated_by_account_id_fk" FOREIGN KEY ("updated_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "concert_draft_organization" ON "concert_draft" USING btree ("organization_id","updated_at");--> statement-breakpoint
CREATE INDEX "concert_draft_concert" ON "concert_draft" USING btree ("concert_id");
--> statement-breakpoint
CREATE FUNCTION draft_told(document jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT document || jsonb_build_object('presales', (
    SELECT coalesce(jsonb_agg(p || jsonb_build_object('codes', jsonb_array_length(p->'codes'),
      'emails', jsonb_array_length(p->'emails')) ORDER BY at), '[]')
    FROM jsonb_array_elements(document->'presales') WITH ORDINALITY AS x(p, at)
  ))
$$;
--> statement-breakpoint
COMMENT ON FUNCTION draft_told(jsonb) IS 'What the audit log may keep of a concert''s draft: the number of codes and of addresses instead of themselves.
Locks: nothing.';
--> statement-breakpoint
CREATE FUNCTION save_concert_draft(
  draft_id uuid, employer uuid, seen int, document jsonb, actor_id uuid, request_id text
) RETURNS jsonb LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  draft concert_draft%ROWTYPE;
  before jsonb;
  after jsonb;
BEGIN
  SELECT d.* INTO draft FROM concert_draft d
  WHERE d.id = save_concert_draft.draft_id AND d.organization_id = employer FOR UPDATE;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  IF draft.concert_id IS NOT NULL THEN RETURN refusal('conflict', 'The draft has been published'); END IF;
  IF draft.revision <> seen THEN RETURN refusal('changed-meanwhile', draft.revision::text); END IF;
  IF draft.document <> save_concert_draft.document THEN
    SELECT coalesce(jsonb_object_agg(o.key, o.value) FILTER (WHERE o.key IS NOT NULL), '{}'),
      coalesce(jsonb_object_agg(n.key, n.value) FILTER (WHERE n.key IS NOT NULL), '{}') INTO before, after
    FROM jsonb_each(draft_told(draft.document)) o FULL JOIN jsonb_each(draft_told(save_concert_draft.document)) n
      ON o.key = n.key WHERE o.value IS DISTINCT FROM n.value;
    INSERT INTO audit_log (organization_id, actor_id, action, subject, before, after, request_id)
    VALUES (employer, actor_id, 'concert-draft.save', draft.id::text,
      before || jsonb_build_object('id', draft.id, 'revision', draft.revision),
      after || jsonb_build_object('id', draft.id, 'revision', draft.revision + 1), save_concert_draft.request_id);
    UPDATE concert_draft d SET document = save_concert_draft.document, revision = d.revision + 1,
      updated_by = actor_id, updated_at = now()
    WHERE d.id = draft.id RETURNING d.* INTO draft;
  END IF;
  RETURN done(jsonb_build_object('id', draft.id, 'revision', draft.revision, 'updatedAt', utc_text(draft.updated_at)));
END $$;
--> statement-breakpoint
COMMENT ON FUNCTION save_concert_draft(uuid, uuid, int, jsonb, uuid, text) IS 'Keeps the whole document of a draft and counts its revision up by one, and logs the parts that differ. A save for another revision is refused and changes nothing; one that changes nothing keeps the revision.
Locks: the draft.';
