CREATE TABLE "buyer_message_copy" (
	"message_id" uuid NOT NULL,
	"outbox_id" uuid NOT NULL,
	CONSTRAINT "buyer_message_copy_message_id_outbox_id_pk" PRIMARY KEY("message_id","outbox_id")
);
--> statement-breakpoint
CREATE TABLE "buyer_message" (
	"id" uuid PRIMARY KEY NOT NULL,
	"concert_id" uuid NOT NULL,
	"schedule_id" uuid,
	"zone_id" text,
	"order_id" uuid,
	"subject" jsonb NOT NULL,
	"body" jsonb NOT NULL,
	"buyers" integer NOT NULL,
	"sent_by" uuid,
	"sent_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
DROP INDEX "customer_order_account";--> statement-breakpoint
ALTER TABLE "outbox" ALTER COLUMN "urgency" SET EXPRESSION AS (CASE WHEN topic IN ('password.reset', 'waitlist.offer', 'push.waitlist.offer') THEN 0 WHEN topic LIKE 'refund.%' THEN 2 WHEN topic LIKE '%.reminder' THEN 3 WHEN topic = 'buyers.message' THEN 4 ELSE 1 END);--> statement-breakpoint
ALTER TABLE "order_seat" ADD COLUMN "visitor" text;--> statement-breakpoint
CREATE INDEX "buyer_message_concert" ON "buyer_message" USING btree ("concert_id","sent_at");--> statement-breakpoint
CREATE INDEX "outbox_about" ON "outbox" USING btree (coalesce("payload"->>'orderId', "payload"->>'refundId')) WHERE "outbox"."lane" = 'mail';--> statement-breakpoint
CREATE INDEX "order_form_mail" ON "order_form" USING btree (lower("mail_to")) WHERE "order_form"."mail_to" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "order_seat_key" ON "order_seat" USING btree ("schedule_id",lower("seat_key"));--> statement-breakpoint
CREATE INDEX "customer_order_schedule" ON "customer_order" USING btree ("schedule_id","paid_at","id");--> statement-breakpoint
CREATE INDEX "customer_order_offline" ON "customer_order" USING btree ("paid_at","id") WHERE "customer_order"."channel" <> 'web';--> statement-breakpoint
CREATE INDEX "customer_order_phone" ON "customer_order" USING btree (right("buyer_phone", 4)) WHERE "customer_order"."buyer_phone" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "transfer_order" ON "transfer" USING btree ("order_id") WHERE "transfer"."order_id" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "customer_order_account" ON "customer_order" USING btree ("account_id","paid_at","id","schedule_id");
--> statement-breakpoint
-- Names are found letter by letter, as concerts are: 하느 finds 김하늘.
ALTER TABLE account ADD COLUMN name_jamo text GENERATED ALWAYS AS (ko_jamo(name)) STORED;
--> statement-breakpoint
CREATE INDEX account_name ON account USING gin (name_jamo gin_trgm_ops);
--> statement-breakpoint
CREATE INDEX customer_order_buyer_name ON customer_order USING gin (ko_jamo(buyer_name) gin_trgm_ops) WHERE buyer_name IS NOT NULL;
