CREATE TABLE "presale" (
	"id" uuid PRIMARY KEY NOT NULL,
	"schedule_id" uuid NOT NULL,
	"name" jsonb NOT NULL,
	"opens_at" timestamp (3) with time zone NOT NULL,
	"closes_at" timestamp (3) with time zone NOT NULL,
	"seats_max" integer,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "presale_times" CHECK ("presale"."opens_at" < "presale"."closes_at"),
	CONSTRAINT "presale_seats" CHECK ("presale"."seats_max" > 0)
);
--> statement-breakpoint
ALTER TABLE "schedule" DROP CONSTRAINT "schedule_sale_state";--> statement-breakpoint
ALTER TABLE "schedule" ADD COLUMN "lobby_ms" integer DEFAULT 1800000 NOT NULL;--> statement-breakpoint
ALTER TABLE "schedule" ADD COLUMN "queue_order" text DEFAULT 'fifo' NOT NULL;--> statement-breakpoint
ALTER TABLE "schedule" ADD COLUMN "draw_seed" text DEFAULT encode(sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())), 'hex') NOT NULL;--> statement-breakpoint
ALTER TABLE "schedule" ADD COLUMN "intakes" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "schedule" ADD COLUMN "notice" jsonb;--> statement-breakpoint
ALTER TABLE "presale" ADD CONSTRAINT "presale_schedule_id_schedule_id_fk" FOREIGN KEY ("schedule_id") REFERENCES "public"."schedule"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "presale_schedule" ON "presale" USING btree ("schedule_id","opens_at");--> statement-breakpoint
ALTER TABLE "schedule" ADD CONSTRAINT "schedule_queue_order" CHECK ("schedule"."queue_order" IN ('fifo', 'lottery'));--> statement-breakpoint
ALTER TABLE "schedule" ADD CONSTRAINT "schedule_intakes" CHECK ("schedule"."intakes" BETWEEN 1 AND 256 AND "schedule"."lobby_ms" >= 0);--> statement-breakpoint
ALTER TABLE "schedule" ADD CONSTRAINT "schedule_sale_state" CHECK ("schedule"."sale_state" IN ('open', 'paused', 'draining', 'closed', 'cancelled'));