CREATE TABLE "coupon_use" (
	"order_id" uuid PRIMARY KEY NOT NULL,
	"coupon_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "coupon" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"name" jsonb NOT NULL,
	"cut" jsonb NOT NULL,
	"currency" text NOT NULL,
	"minimum_minor" bigint NOT NULL,
	"zones" jsonb,
	"concert_id" uuid,
	"schedule_id" uuid,
	"tier" text,
	"opens_at" timestamp (3) with time zone,
	"closes_at" timestamp (3) with time zone,
	"uses_max" integer,
	"uses_left" integer,
	"uses_per_account_max" integer,
	"is_open" boolean DEFAULT true NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "coupon_code" UNIQUE("code"),
	CONSTRAINT "coupon_uses" CHECK ("coupon"."uses_left" BETWEEN 0 AND "coupon"."uses_max")
);
--> statement-breakpoint
CREATE TABLE "voucher" (
	"code" text PRIMARY KEY NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	"expires_at" timestamp (3) with time zone,
	"redeemed_by" uuid,
	"redeemed_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reconciliation" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"report" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "show_cancellation" (
	"schedule_id" uuid PRIMARY KEY NOT NULL,
	"reason" text NOT NULL,
	"compensation_percent" integer NOT NULL,
	"started_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"done_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "gateway_settlement" (
	"provider" text NOT NULL,
	"reference" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"fee_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	"record" jsonb,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "gateway_settlement_provider_reference_pk" PRIMARY KEY("provider","reference")
);
--> statement-breakpoint
CREATE TABLE "payment_event" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"payment_id" uuid NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"status" text NOT NULL,
	"reason" text,
	"issue" text
);
--> statement-breakpoint
CREATE TABLE "refund" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"order_id" uuid,
	"payment_id" uuid,
	"amount_minor" bigint NOT NULL,
	"charge_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	"target" text NOT NULL,
	"status" text NOT NULL,
	"reason" text,
	"lines" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"done_at" timestamp (3) with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_try_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"record" jsonb,
	"transaction_key" text,
	CONSTRAINT "refund_amounts" CHECK (least("refund"."amount_minor", "refund"."charge_minor") >= 0),
	CONSTRAINT "refund_target" CHECK ("refund"."target" IN ('wallet', 'original')),
	CONSTRAINT "refund_status" CHECK ("refund"."status" IN ('due', 'done') AND ("refund"."status" = 'done') = ("refund"."done_at" IS NOT NULL)),
	CONSTRAINT "refund_of" CHECK (num_nonnulls("refund"."order_id", "refund"."payment_id") > 0)
);
--> statement-breakpoint
ALTER TABLE "payment" DROP CONSTRAINT "payment_status";--> statement-breakpoint
ALTER TABLE "transfer" DROP CONSTRAINT "transfer_kind";--> statement-breakpoint
ALTER TABLE "account" ADD COLUMN "tier" text;--> statement-breakpoint
ALTER TABLE "schedule" ADD COLUMN "discounts" jsonb DEFAULT '{"priceTypes":[],"automatic":[]}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "schedule" ADD COLUMN "refund_policy" jsonb DEFAULT '{"name":"kr-standard","bands":[{"when":{"daysBeforeMin":10},"charge":{}},{"when":{"daysBeforeMin":3,"hoursSinceBookingMax":24},"charge":{}},{"when":{"daysBeforeMin":7},"charge":{"percent":10}},{"when":{"daysBeforeMin":3},"charge":{"percent":20}},{"when":{"daysBeforeMin":1},"charge":{"percent":30}},{"when":{},"charge":{"percent":90}}],"bookingFee":"always","cutOff":null,"holidays":[]}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "schedule" ADD COLUMN "deposit_minutes" integer DEFAULT 30 NOT NULL;--> statement-breakpoint
ALTER TABLE "order_seat" ADD COLUMN "discount_minor" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "order_seat" ADD COLUMN "price_type" text;--> statement-breakpoint
ALTER TABLE "order_seat" ADD COLUMN "refunded_minor" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "order_seat" ADD COLUMN "refund_id" uuid;--> statement-breakpoint
ALTER TABLE "customer_order" ADD COLUMN "method" text DEFAULT 'wallet' NOT NULL;--> statement-breakpoint
ALTER TABLE "customer_order" ADD COLUMN "payment_id" uuid;--> statement-breakpoint
ALTER TABLE "customer_order" ADD COLUMN "discounts" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "payment" ADD COLUMN "method" text;--> statement-breakpoint
ALTER TABLE "payment" ADD COLUMN "order_id" uuid;--> statement-breakpoint
ALTER TABLE "payment" ADD COLUMN "schedule_id" uuid;--> statement-breakpoint
ALTER TABLE "payment" ADD COLUMN "hold_id" uuid;--> statement-breakpoint
ALTER TABLE "payment" ADD COLUMN "draft" jsonb;--> statement-breakpoint
ALTER TABLE "payment" ADD COLUMN "cash_receipt" jsonb;--> statement-breakpoint
ALTER TABLE "payment" ADD COLUMN "deposit" jsonb;--> statement-breakpoint
ALTER TABLE "payment" ADD COLUMN "reason" text;--> statement-breakpoint
ALTER TABLE "payment" ADD COLUMN "issue" text;--> statement-breakpoint
ALTER TABLE "payment" ADD COLUMN "checks" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "payment" ADD COLUMN "next_check_at" timestamp (3) with time zone DEFAULT now() + interval '2 minutes' NOT NULL;--> statement-breakpoint
ALTER TABLE "coupon_use" ADD CONSTRAINT "coupon_use_coupon_id_coupon_id_fk" FOREIGN KEY ("coupon_id") REFERENCES "public"."coupon"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "coupon_use_account" ON "coupon_use" USING btree ("coupon_id","account_id");--> statement-breakpoint
CREATE INDEX "payment_event_payment" ON "payment_event" USING btree ("payment_id","id");--> statement-breakpoint
CREATE INDEX "refund_order" ON "refund" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "refund_payment" ON "refund" USING btree ("payment_id");--> statement-breakpoint
CREATE INDEX "refund_due" ON "refund" USING btree ("next_try_at") WHERE "refund"."status" = 'due';--> statement-breakpoint
CREATE UNIQUE INDEX "payment_order" ON "payment" USING btree ("order_id") WHERE "payment"."order_id" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "payment_hold" ON "payment" USING btree ("hold_id") WHERE "payment"."hold_id" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "payment_account" ON "payment" USING btree ("account_id","created_at","id");--> statement-breakpoint
CREATE INDEX "payment_time" ON "payment" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "payment_check" ON "payment" USING btree ("next_check_at") WHERE "payment"."status" IN ('ready', 'awaiting-deposit', 'unknown');--> statement-breakpoint
ALTER TABLE "order_seat" ADD CONSTRAINT "order_seat_refund" CHECK ("order_seat"."discount_minor" BETWEEN 0 AND "order_seat"."price_minor" AND "order_seat"."refunded_minor"
        BETWEEN 0 AND "order_seat"."price_minor" - "order_seat"."discount_minor" + "order_seat"."fee_minor");--> statement-breakpoint
ALTER TABLE "order_seat" ADD CONSTRAINT "order_seat_cancelled" CHECK ("order_seat"."refund_id" IS NULL OR NOT "order_seat"."live");--> statement-breakpoint
ALTER TABLE "payment" ADD CONSTRAINT "payment_of_order" CHECK (("payment"."purpose" = 'order') = (num_nonnulls("payment"."method", "payment"."order_id", "payment"."schedule_id",
        "payment"."hold_id", "payment"."draft") = 5));--> statement-breakpoint
ALTER TABLE "payment" ADD CONSTRAINT "payment_status" CHECK ("payment"."status" IN ('ready', 'awaiting-deposit', 'unknown', 'paid', 'refused', 'to-refund', 'refunded'));--> statement-breakpoint
ALTER TABLE "transfer" ADD CONSTRAINT "transfer_kind" CHECK ("transfer"."kind" IN ('top-up', 'voucher', 'purchase', 'card-purchase', 'fee', 'refund', 'fee-refund',
        'compensation', 'capture', 'gateway-refund', 'gateway-settlement', 'gateway-fee'));