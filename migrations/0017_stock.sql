CREATE TABLE "schedule_stock" (
	"schedule_id" uuid PRIMARY KEY NOT NULL,
	"seats_left" integer NOT NULL,
	"seats_total" integer NOT NULL,
	"seats_sold" integer NOT NULL,
	"counted_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "schedule_stock_counts" CHECK ("schedule_stock"."seats_left" BETWEEN 0 AND "schedule_stock"."seats_total")
);
--> statement-breakpoint
ALTER TABLE "schedule_stock" ADD CONSTRAINT "schedule_stock_schedule_id_schedule_id_fk" FOREIGN KEY ("schedule_id") REFERENCES "public"."schedule"("id") ON DELETE no action ON UPDATE no action;