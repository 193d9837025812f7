CREATE TABLE "consent_record" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"account_id" uuid NOT NULL,
	"item" text NOT NULL,
	"version" text NOT NULL,
	"is_given" boolean NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "consent_record_item" CHECK ("consent_record"."item" IN ('terms', 'privacy', 'marketing'))
);
--> statement-breakpoint
CREATE TABLE "known_device" (
	"account_id" uuid NOT NULL,
	"device_hash" "bytea" NOT NULL,
	"first_seen_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "known_device_account_id_device_hash_pk" PRIMARY KEY("account_id","device_hash")
);
--> statement-breakpoint
CREATE TABLE "withdrawn_person" (
	"account_id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"phone" text,
	"reason" text,
	"withdrawn_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"erase_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "email_change" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"old_email" text NOT NULL,
	"new_email" text NOT NULL,
	"changed_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"revert_until" timestamp (3) with time zone NOT NULL,
	"reverted_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "email_proof" (
	"id" uuid PRIMARY KEY NOT NULL,
	"purpose" text NOT NULL,
	"email" text NOT NULL,
	"account_id" uuid,
	"holder_hash" "bytea" NOT NULL,
	"draft" jsonb,
	"tries" integer DEFAULT 0 NOT NULL,
	"sent_count" integer DEFAULT 1 NOT NULL,
	"sent_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone,
	CONSTRAINT "email_proof_purpose" CHECK ("email_proof"."purpose" IN ('sign-up', 'known', 'verify', 'change')),
	CONSTRAINT "email_proof_draft" CHECK (("email_proof"."purpose" = 'sign-up') = ("email_proof"."draft" IS NOT NULL))
);
--> statement-breakpoint
ALTER TABLE "account" ALTER COLUMN "password_hash" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "outbox" ALTER COLUMN "urgency" SET EXPRESSION AS (CASE WHEN topic IN ('password.reset', 'email.code', 'email.known', 'waitlist.offer', 'push.waitlist.offer') THEN 0 WHEN topic LIKE 'refund.%' THEN 2 WHEN topic LIKE '%.reminder' THEN 3 WHEN topic = 'buyers.message' THEN 4 ELSE 1 END);--> statement-breakpoint
ALTER TABLE "account" ADD COLUMN "email_verified_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "account" ADD COLUMN "phone" text;--> statement-breakpoint
ALTER TABLE "account" ADD COLUMN "picture_id" uuid;--> statement-breakpoint
ALTER TABLE "account" ADD COLUMN "withdrawn_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "last_seen_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "place" jsonb;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "method" text DEFAULT 'password' NOT NULL;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "authenticated_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "second_factor_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "idle_ends_at" timestamp (3) with time zone DEFAULT now() + interval '30 days' NOT NULL;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "ends_at" timestamp (3) with time zone DEFAULT now() + interval '180 days' NOT NULL;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "device_hash" "bytea";--> statement-breakpoint
ALTER TABLE "consent_record" ADD CONSTRAINT "consent_record_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "known_device" ADD CONSTRAINT "known_device_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "withdrawn_person" ADD CONSTRAINT "withdrawn_person_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "email_change" ADD CONSTRAINT "email_change_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "email_proof" ADD CONSTRAINT "email_proof_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "consent_record_account" ON "consent_record" USING btree ("account_id","item","id");--> statement-breakpoint
CREATE INDEX "known_device_age" ON "known_device" USING btree ("last_seen_at");--> statement-breakpoint
CREATE INDEX "withdrawn_person_end" ON "withdrawn_person" USING btree ("erase_at");--> statement-breakpoint
CREATE INDEX "email_change_account" ON "email_change" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "email_change_end" ON "email_change" USING btree ("revert_until");--> statement-breakpoint
CREATE INDEX "email_proof_expiry" ON "email_proof" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "email_proof_account" ON "email_proof" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "email_proof_email" ON "email_proof" USING btree (lower("email"));--> statement-breakpoint
ALTER TABLE "account" ADD CONSTRAINT "account_phone" CHECK ("account"."phone" ~ '^[+][1-9][0-9]{6,14}$');--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_method" CHECK ("session"."method" IN ('password', 'passkey', 'kakao', 'naver', 'google', 'openid', 'link'));--> statement-breakpoint
-- What an old session last did is not known; it is no newer than its beginning.
UPDATE "session" SET "authenticated_at" = "created_at", "last_seen_at" = "created_at";--> statement-breakpoint
INSERT INTO "consent_record" ("account_id", "item", "version", "is_given", "at")
SELECT a.id, item, a.consent->>'version', true, a.created_at
FROM account a, jsonb_array_elements_text(a.consent->'items') AS item WHERE a.consent IS NOT NULL;
