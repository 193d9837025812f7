CREATE TABLE "organization" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" jsonb NOT NULL,
	"identity" jsonb,
	"is_operator" boolean DEFAULT false NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
-- Everything that there is so far belongs to the organization that operates the deployment.
INSERT INTO organization (id, name, is_operator) VALUES ('00000000-0000-4000-8000-000000000001', '{"ko": "Frontrow", "en": "Frontrow"}', true);
--> statement-breakpoint
CREATE TABLE "staff" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"role" text NOT NULL,
	"concert_id" uuid,
	"revision" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"suspended_at" timestamp (3) with time zone,
	CONSTRAINT "staff_once" UNIQUE NULLS NOT DISTINCT("organization_id","account_id","concert_id"),
	CONSTRAINT "staff_role" CHECK ("staff"."role" IN ('owner', 'manager', 'finance', 'marketing', 'box-office', 'scanner', 'auditor')),
	CONSTRAINT "staff_owner" CHECK ("staff"."role" <> 'owner' OR "staff"."concert_id" IS NULL)
);
--> statement-breakpoint
CREATE TABLE "staff_invitation" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"email" text NOT NULL,
	"role" text NOT NULL,
	"concert_id" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"accepted_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "staff_invitation_role" CHECK ("staff_invitation"."role" IN ('owner', 'manager', 'finance', 'marketing', 'box-office', 'scanner', 'auditor')),
	CONSTRAINT "staff_invitation_owner" CHECK ("staff_invitation"."role" <> 'owner' OR "staff_invitation"."concert_id" IS NULL)
);
--> statement-breakpoint
ALTER TABLE "coupon" DROP CONSTRAINT "coupon_code";--> statement-breakpoint
ALTER TABLE "account" DROP CONSTRAINT "account_role";--> statement-breakpoint
ALTER TABLE "concert" ADD COLUMN "organization_id" uuid NOT NULL DEFAULT '00000000-0000-4000-8000-000000000001';--> statement-breakpoint
ALTER TABLE "concert" ALTER COLUMN "organization_id" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "coupon" ADD COLUMN "organization_id" uuid NOT NULL DEFAULT '00000000-0000-4000-8000-000000000001';--> statement-breakpoint
ALTER TABLE "coupon" ALTER COLUMN "organization_id" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "audit_log" ADD COLUMN "organization_id" uuid NOT NULL DEFAULT '00000000-0000-4000-8000-000000000001';--> statement-breakpoint
ALTER TABLE "audit_log" ALTER COLUMN "organization_id" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "audit_log" ADD COLUMN "origin" text DEFAULT nullif(current_setting('frontrow.origin', true), '');--> statement-breakpoint
ALTER TABLE "venue" ADD COLUMN "organization_id" uuid NOT NULL DEFAULT '00000000-0000-4000-8000-000000000001';--> statement-breakpoint
ALTER TABLE "venue" ALTER COLUMN "organization_id" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "staff" ADD CONSTRAINT "staff_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff" ADD CONSTRAINT "staff_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff" ADD CONSTRAINT "staff_concert_id_concert_id_fk" FOREIGN KEY ("concert_id") REFERENCES "public"."concert"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_invitation" ADD CONSTRAINT "staff_invitation_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_invitation" ADD CONSTRAINT "staff_invitation_concert_id_concert_id_fk" FOREIGN KEY ("concert_id") REFERENCES "public"."concert"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "organization_operator" ON "organization" USING btree ("is_operator") WHERE "organization"."is_operator";--> statement-breakpoint
CREATE INDEX "staff_concert" ON "staff" USING btree ("concert_id") WHERE "staff"."concert_id" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "staff_account" ON "staff" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "staff_invitation_organization" ON "staff_invitation" USING btree ("organization_id","created_at");--> statement-breakpoint
ALTER TABLE "concert" ADD CONSTRAINT "concert_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "coupon" ADD CONSTRAINT "coupon_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "venue" ADD CONSTRAINT "venue_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "concert_organization" ON "concert" USING btree ("organization_id");--> statement-breakpoint
CREATE INDEX "audit_log_organization" ON "audit_log" USING btree ("organization_id","id");--> statement-breakpoint
-- Whoever was an admin owns it.
INSERT INTO staff (id, organization_id, account_id, role)
SELECT gen_random_uuid(), '00000000-0000-4000-8000-000000000001', id, 'owner' FROM account WHERE role = 'admin';
--> statement-breakpoint
ALTER TABLE "account" DROP COLUMN "role";--> statement-breakpoint
ALTER TABLE "coupon" ADD CONSTRAINT "coupon_code" UNIQUE("organization_id","code");
--> statement-breakpoint
CREATE FUNCTION is_staff(asked uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM staff f WHERE f.account_id = asked AND f.suspended_at IS NULL)
$$;
--> statement-breakpoint
COMMENT ON FUNCTION is_staff(uuid) IS 'Tells whether an account works for any organization now.
Locks: nothing.';
--> statement-breakpoint
DROP FUNCTION require_live_admin(uuid);
--> statement-breakpoint
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
--> statement-breakpoint
COMMENT ON FUNCTION require_staff(uuid, uuid, text[], uuid[], text) IS 'Stops a batch, and with it all that it would read or write, when the session that asks has been ended, or its account has none of the roles any more for the organization as a whole or for all of the concerts. What the batch writes into the audit log comes from the origin.
Locks: nothing.';
--> statement-breakpoint
CREATE OR REPLACE FUNCTION rotate_refresh(old_hash bytea, new_hash bytea, new_expires_at timestamptz) RETURNS jsonb
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
      'email', a.email, 'name', a.name, 'isStaff', is_staff(a.id), 'locale', a.locale, 'createdAt', utc_text(a.created_at))))
    FROM account a WHERE a.id = given.account_id
  );
END $$;
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
    INSERT INTO plan_revision (venue_id, revision, plan_hash)
    SELECT create_plan.venue_id, coalesce(max(r.revision), 0) + 1, create_plan.hash
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
CREATE OR REPLACE FUNCTION begin_show_cancellation(
  schedule_id uuid, reason text, compensation_percent int, actor_id uuid, request_id text
) RETURNS jsonb LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  before jsonb;
  known show_cancellation%ROWTYPE;
BEGIN
  SELECT to_jsonb(s) INTO before FROM schedule s WHERE s.id = begin_show_cancellation.schedule_id FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  SELECT c.* INTO known FROM show_cancellation c WHERE c.schedule_id = begin_show_cancellation.schedule_id;
  IF NOT FOUND THEN
    INSERT INTO show_cancellation (schedule_id, reason, compensation_percent)
    VALUES (begin_show_cancellation.schedule_id, begin_show_cancellation.reason, begin_show_cancellation.compensation_percent);
    UPDATE schedule SET sale_state = 'cancelled' WHERE id = begin_show_cancellation.schedule_id;
    INSERT INTO audit_log (organization_id, actor_id, action, subject, before, after, request_id)
    SELECT c.organization_id, begin_show_cancellation.actor_id, 'show.cancel', s.id::text, before,
      jsonb_build_object('reason', begin_show_cancellation.reason,
        'compensationPercent', begin_show_cancellation.compensation_percent), begin_show_cancellation.request_id
    FROM schedule s JOIN concert c ON c.id = s.concert_id WHERE s.id = begin_show_cancellation.schedule_id;
  ELSIF known.compensation_percent <> begin_show_cancellation.compensation_percent
    OR known.reason <> begin_show_cancellation.reason THEN
    RETURN refusal('conflict', format('The show is canceled already, with a compensation of %s percent and the '
      'reason: %s', known.compensation_percent, known.reason));
  END IF;
  RETURN done(show_cancellation_state(begin_show_cancellation.schedule_id, 0));
END $$;
