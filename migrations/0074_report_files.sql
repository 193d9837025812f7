CREATE TABLE "report_delivery" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"organization_id" uuid NOT NULL,
	"day" date NOT NULL,
	"body" text NOT NULL,
	"sha256" text NOT NULL,
	"status" text DEFAULT 'due' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_try_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"sent_at" timestamp (3) with time zone,
	"receipt" jsonb,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "report_delivery_day" UNIQUE("organization_id","day"),
	CONSTRAINT "report_delivery_status" CHECK ("report_delivery"."status" IN ('due', 'sent'))
);
--> statement-breakpoint
CREATE TABLE "saved_report" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"organization_id" uuid NOT NULL,
	"name" text NOT NULL,
	"query" text NOT NULL,
	"schedule" text NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"mailed_for" date,
	CONSTRAINT "saved_report_schedule" CHECK ("saved_report"."schedule" IN ('none', 'daily', 'weekly', 'monthly'))
);
--> statement-breakpoint
ALTER TABLE "report_delivery" ADD CONSTRAINT "report_delivery_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_report" ADD CONSTRAINT "saved_report_organization_id_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organization"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_report" ADD CONSTRAINT "saved_report_created_by_account_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "report_delivery_due" ON "report_delivery" USING btree ("next_try_at") WHERE "report_delivery"."status" = 'due';--> statement-breakpoint
CREATE INDEX "saved_report_organization" ON "saved_report" USING btree ("organization_id","created_at");--> statement-breakpoint
CREATE OR REPLACE FUNCTION ledger_facts(since timestamptz, until timestamptz) RETURNS TABLE (
  organization_id uuid, schedule_id uuid, day date, side text, currency text, amount_minor bigint
) LANGUAGE sql STABLE AS $$
  SELECT f.organization_id, f.schedule_id, f.day, f.side, t.currency, f.minor
  FROM transfer t LEFT JOIN customer_order o ON o.id = t.order_id LEFT JOIN schedule s ON s.id = o.schedule_id
  LEFT JOIN concert c ON c.id = s.concert_id LEFT JOIN venue v ON v.id = c.venue_id
  CROSS JOIN LATERAL (VALUES
    (c.organization_id, s.id, (t.at AT TIME ZONE v.time_zone)::date, t.amount_minor, CASE
      WHEN c.id = t.credit_id AND t.kind = 'fee-refund' THEN 'fee-refund'
      WHEN c.id = t.credit_id THEN 'sale'
      WHEN c.id = t.debit_id AND t.kind IN ('fee', 'compensation') THEN t.kind
      WHEN c.id = t.debit_id THEN 'refund' END),
    ('00000000-0000-0000-0000-000000000000', NULL, (t.at AT TIME ZONE deployment_zone())::date,
      CASE WHEN t.debit_id = gateway_account() AND t.kind IN ('gateway-settlement', 'gateway-fee')
        THEN -t.amount_minor ELSE t.amount_minor END, CASE
      WHEN t.kind = 'gateway-settlement' THEN 'payout' WHEN t.kind = 'gateway-fee' THEN 'gateway-fee'
      WHEN t.debit_id = gateway_account() THEN 'taken'
      WHEN t.credit_id = gateway_account() THEN 'given-back' END)
  ) AS f(organization_id, schedule_id, day, minor, side)
  WHERE t.at >= since AND t.at < until AND t.id >= first_id_at(since - interval '1 minute')
    AND t.id < CASE WHEN isfinite(until) THEN first_id_at(until + interval '1 day')
      ELSE 'ffffffff-ffff-ffff-ffff-ffffffffffff' END AND f.side IS NOT NULL
$$;
--> statement-breakpoint
COMMENT ON FUNCTION ledger_facts(timestamptz, timestamptz) IS 'Gives the transfers of a time as they concern a show (what its concert took in, gave back, and passed on) and the gateway. It knows nothing of orders beyond which show they are for, so that it can prove the sales.
Locks: nothing.';
