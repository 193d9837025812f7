CREATE TABLE "account" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"password_hash" text NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"locale" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "account_role" CHECK ("account"."role" IN ('fan', 'admin')),
	CONSTRAINT "account_locale" CHECK ("account"."locale" IN ('ko', 'en'))
);
--> statement-breakpoint
CREATE TABLE "refresh_token" (
	"token_hash" "bytea" PRIMARY KEY NOT NULL,
	"session_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone,
	"successor_hash" "bytea",
	CONSTRAINT "refresh_token_used" CHECK (("refresh_token"."used_at" IS NULL) = ("refresh_token"."successor_hash" IS NULL))
);
--> statement-breakpoint
CREATE TABLE "session" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"user_agent" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"revoked_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "concert" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"venue_id" uuid NOT NULL,
	"title" jsonb NOT NULL,
	"artist" jsonb NOT NULL,
	"description" jsonb NOT NULL,
	"genre" text NOT NULL,
	"poster" text NOT NULL,
	"age_limit" integer,
	"running_minutes" integer,
	"currency" text NOT NULL,
	"is_published" boolean NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "concert_slug" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "price_zone" (
	"schedule_id" uuid NOT NULL,
	"zone_id" text NOT NULL,
	"name" jsonb NOT NULL,
	"color" integer NOT NULL,
	"price_minor" bigint NOT NULL,
	"fee_minor" bigint NOT NULL,
	CONSTRAINT "price_zone_schedule_id_zone_id_pk" PRIMARY KEY("schedule_id","zone_id"),
	CONSTRAINT "price_zone_amounts" CHECK ("price_zone"."price_minor" >= 0 AND "price_zone"."fee_minor" >= 0)
);
--> statement-breakpoint
CREATE TABLE "schedule" (
	"id" uuid PRIMARY KEY NOT NULL,
	"concert_id" uuid NOT NULL,
	"plan_hash" text NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"doors_at" timestamp (3) with time zone,
	"sale_opens_at" timestamp (3) with time zone NOT NULL,
	"sale_closes_at" timestamp (3) with time zone NOT NULL,
	"sale_state" text DEFAULT 'open' NOT NULL,
	"seats_per_account" integer NOT NULL,
	"hold_ms" integer NOT NULL,
	"shoppers_max" integer NOT NULL,
	"admit_per_minute" integer NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "schedule_concert_start" UNIQUE("concert_id","starts_at"),
	CONSTRAINT "schedule_sale_state" CHECK ("schedule"."sale_state" IN ('open', 'paused', 'closed', 'cancelled')),
	CONSTRAINT "schedule_sale_times" CHECK ("schedule"."sale_opens_at" < "schedule"."sale_closes_at"),
	CONSTRAINT "schedule_doors" CHECK ("schedule"."doors_at" <= "schedule"."starts_at"),
	CONSTRAINT "schedule_limits" CHECK (least("schedule"."seats_per_account", "schedule"."hold_ms", "schedule"."shoppers_max", "schedule"."admit_per_minute") > 0)
);
--> statement-breakpoint
CREATE TABLE "audit_log" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"actor_id" uuid,
	"action" text NOT NULL,
	"subject" text NOT NULL,
	"before" jsonb,
	"after" jsonb,
	"request_id" text
);
--> statement-breakpoint
CREATE TABLE "idempotency_key" (
	"account_id" uuid NOT NULL,
	"key" text NOT NULL,
	"operation" text NOT NULL,
	"request_hash" "bytea" NOT NULL,
	"subject_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "idempotency_key_account_id_key_pk" PRIMARY KEY("account_id","key")
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"topic" text NOT NULL,
	"payload" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"available_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"delivered_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "order_seat" (
	"order_id" uuid NOT NULL,
	"schedule_id" uuid NOT NULL,
	"seat" integer NOT NULL,
	"seat_key" text NOT NULL,
	"zone_id" text NOT NULL,
	"price_minor" bigint NOT NULL,
	"fee_minor" bigint NOT NULL,
	"live" boolean DEFAULT true NOT NULL,
	CONSTRAINT "order_seat_order_id_seat_pk" PRIMARY KEY("order_id","seat"),
	CONSTRAINT "order_seat_amounts" CHECK (least("order_seat"."seat", "order_seat"."price_minor", "order_seat"."fee_minor") >= 0)
);
--> statement-breakpoint
CREATE TABLE "customer_order" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"account_id" uuid NOT NULL,
	"schedule_id" uuid NOT NULL,
	"hold_id" uuid NOT NULL,
	"status" text DEFAULT 'paid' NOT NULL,
	"currency" text NOT NULL,
	"total_minor" bigint NOT NULL,
	"refunded_minor" bigint DEFAULT 0 NOT NULL,
	"paid_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"cancelled_at" timestamp (3) with time zone,
	"cancel_reason" text,
	CONSTRAINT "customer_order_number" UNIQUE("number"),
	CONSTRAINT "customer_order_status" CHECK ("customer_order"."status" IN ('paid', 'cancelled')),
	CONSTRAINT "customer_order_refund" CHECK ("customer_order"."total_minor" >= 0 AND "customer_order"."refunded_minor" BETWEEN 0 AND "customer_order"."total_minor"),
	CONSTRAINT "customer_order_cancelled" CHECK (("customer_order"."status" = 'cancelled') = ("customer_order"."cancelled_at" IS NOT NULL))
);
--> statement-breakpoint
CREATE TABLE "settlement" (
	"hold_id" uuid PRIMARY KEY NOT NULL,
	"order_id" uuid,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "plan_revision" (
	"venue_id" uuid NOT NULL,
	"revision" integer NOT NULL,
	"plan_hash" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "plan_revision_venue_id_revision_pk" PRIMARY KEY("venue_id","revision"),
	CONSTRAINT "plan_revision_once" UNIQUE("venue_id","plan_hash")
);
--> statement-breakpoint
CREATE TABLE "seat_plan" (
	"hash" text PRIMARY KEY NOT NULL,
	"plan" jsonb NOT NULL,
	"seat_count" integer NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "seat_plan_hash" CHECK ("seat_plan"."hash" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "seat_plan_seats" CHECK ("seat_plan"."seat_count" > 0)
);
--> statement-breakpoint
CREATE TABLE "venue" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" jsonb NOT NULL,
	"city" jsonb NOT NULL,
	"address" jsonb NOT NULL,
	"time_zone" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "payment" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	"provider" text NOT NULL,
	"provider_key" text,
	"status" text DEFAULT 'ready' NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"settled_at" timestamp (3) with time zone,
	"record" jsonb,
	CONSTRAINT "payment_provider_key" UNIQUE("provider","provider_key"),
	CONSTRAINT "payment_amount" CHECK ("payment"."amount_minor" > 0),
	CONSTRAINT "payment_status" CHECK ("payment"."status" IN ('ready', 'paid', 'refused', 'unknown')),
	CONSTRAINT "payment_purpose" CHECK ("payment"."purpose" IN ('top-up', 'order'))
);
--> statement-breakpoint
CREATE TABLE "system_account" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	CONSTRAINT "system_account_name_unique" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "transfer" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"kind" text NOT NULL,
	"debit_id" uuid NOT NULL,
	"credit_id" uuid NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	"order_id" uuid,
	"payment_id" uuid,
	"wallet_id" uuid,
	"wallet_line" integer,
	"balance_after_minor" bigint,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "transfer_amount" CHECK ("transfer"."amount_minor" > 0 AND "transfer"."debit_id" <> "transfer"."credit_id"),
	CONSTRAINT "transfer_kind" CHECK ("transfer"."kind" IN ('top-up', 'purchase', 'fee', 'refund', 'fee-refund')),
	CONSTRAINT "transfer_wallet" CHECK (num_nulls("transfer"."wallet_id", "transfer"."wallet_line", "transfer"."balance_after_minor") IN (0, 3))
);
--> statement-breakpoint
CREATE TABLE "wallet" (
	"account_id" uuid PRIMARY KEY NOT NULL,
	"currency" text NOT NULL,
	"balance_minor" bigint DEFAULT 0 NOT NULL,
	"lines" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "wallet_not_negative" CHECK ("wallet"."balance_minor" >= 0)
);
--> statement-breakpoint
ALTER TABLE "refresh_token" ADD CONSTRAINT "refresh_token_session_id_session_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."session"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "concert" ADD CONSTRAINT "concert_venue_id_venue_id_fk" FOREIGN KEY ("venue_id") REFERENCES "public"."venue"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "price_zone" ADD CONSTRAINT "price_zone_schedule_id_schedule_id_fk" FOREIGN KEY ("schedule_id") REFERENCES "public"."schedule"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "schedule" ADD CONSTRAINT "schedule_concert_id_concert_id_fk" FOREIGN KEY ("concert_id") REFERENCES "public"."concert"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "schedule" ADD CONSTRAINT "schedule_plan_hash_seat_plan_hash_fk" FOREIGN KEY ("plan_hash") REFERENCES "public"."seat_plan"("hash") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_seat" ADD CONSTRAINT "order_seat_order_id_customer_order_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."customer_order"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer_order" ADD CONSTRAINT "customer_order_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_revision" ADD CONSTRAINT "plan_revision_venue_id_venue_id_fk" FOREIGN KEY ("venue_id") REFERENCES "public"."venue"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_revision" ADD CONSTRAINT "plan_revision_plan_hash_seat_plan_hash_fk" FOREIGN KEY ("plan_hash") REFERENCES "public"."seat_plan"("hash") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment" ADD CONSTRAINT "payment_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "wallet" ADD CONSTRAINT "wallet_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "account_email" ON "account" USING btree (lower("email"));--> statement-breakpoint
CREATE INDEX "session_account" ON "session" USING btree ("account_id") WHERE "session"."revoked_at" IS NULL;--> statement-breakpoint
CREATE INDEX "schedule_start" ON "schedule" USING btree ("starts_at","concert_id");--> statement-breakpoint
CREATE INDEX "audit_log_subject" ON "audit_log" USING btree ("subject","at");--> statement-breakpoint
CREATE INDEX "outbox_due" ON "outbox" USING btree ("available_at") WHERE "outbox"."delivered_at" IS NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "order_seat_live" ON "order_seat" USING btree ("schedule_id","seat") WHERE "order_seat"."live";--> statement-breakpoint
CREATE INDEX "customer_order_account" ON "customer_order" USING btree ("account_id","paid_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "transfer_wallet_line" ON "transfer" USING btree ("wallet_id","wallet_line") WHERE "transfer"."wallet_id" IS NOT NULL;