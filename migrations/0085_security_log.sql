CREATE TABLE "security_event" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"kind" text NOT NULL,
	"account_id" uuid,
	"network" text,
	"country" text,
	"email_hash" text,
	"email_domain" text,
	"browser" text,
	"detail" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"times" integer DEFAULT 1 NOT NULL,
	"request_id" text
);
--> statement-breakpoint
CREATE INDEX "security_event_kind" ON "security_event" USING btree ("kind","id");--> statement-breakpoint
CREATE INDEX "security_event_account" ON "security_event" USING btree ("account_id","id");