CREATE TABLE "payment_notice" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"payment_id" uuid NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"kind" text NOT NULL,
	"status" text
);
--> statement-breakpoint
CREATE INDEX "payment_notice_payment" ON "payment_notice" USING btree ("payment_id","id");--> statement-breakpoint
CREATE INDEX "payment_issue" ON "payment" USING btree ("created_at","id") WHERE "payment"."issue" IS NOT NULL;
