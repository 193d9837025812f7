DROP INDEX "outbox_due";--> statement-breakpoint
ALTER TABLE "account" ADD COLUMN "mail_reminders" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "account" ADD COLUMN "mail_waitlist" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "failed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "failure" text;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "once" text;--> statement-breakpoint
CREATE UNIQUE INDEX "outbox_once" ON "outbox" USING btree ("once") WHERE "outbox"."once" IS NOT NULL;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "lane" text GENERATED ALWAYS AS (CASE WHEN topic = 'seats.released' THEN 'schedule' WHEN topic LIKE 'push.%' THEN 'push' ELSE 'mail' END) STORED NOT NULL;--> statement-breakpoint
CREATE INDEX "refresh_token_expiry" ON "refresh_token" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "idempotency_key_age" ON "idempotency_key" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "outbox_delivered" ON "outbox" USING btree ("delivered_at") WHERE "outbox"."delivered_at" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "outbox_failed" ON "outbox" USING btree ("failed_at") WHERE "outbox"."failed_at" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "outbox_due" ON "outbox" USING btree ("lane","available_at") WHERE "outbox"."delivered_at" IS NULL AND "outbox"."failed_at" IS NULL;--> statement-breakpoint
-- An id in what a row tells of; null when there is none, or something else: one bad row must not keep the others back.
CREATE FUNCTION outbox_id(payload jsonb, name text) RETURNS uuid LANGUAGE sql STABLE
RETURN CASE WHEN pg_input_is_valid(payload->>name, 'uuid') THEN (payload->>name)::uuid END;
--> statement-breakpoint
-- Whatever gives money back, the one whose it is hears of it. What goes back to a card writes `refund.due` where it is
-- booked; here come those that are done at once, and those that a card did not take.
CREATE FUNCTION tell_refund() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO outbox (topic, payload)
  VALUES (CASE TG_OP WHEN 'INSERT' THEN 'refund.done' ELSE 'refund.redirected' END,
    jsonb_build_object('accountId', NEW.account_id, 'refundId', NEW.id));
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER refund_told AFTER INSERT ON refund FOR EACH ROW WHEN (NEW.status = 'done') EXECUTE FUNCTION tell_refund();
--> statement-breakpoint
CREATE TRIGGER refund_redirected AFTER UPDATE OF target ON refund FOR EACH ROW
WHEN (OLD.target = 'original' AND NEW.target = 'wallet') EXECUTE FUNCTION tell_refund();
--> statement-breakpoint
-- What a fan has to know of a payment besides the order that it made.
CREATE FUNCTION tell_payment() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  told text := CASE
    WHEN NEW.purpose = 'top-up' AND NEW.status = 'paid' THEN 'top-up.paid'
    WHEN NEW.purpose = 'order' AND NEW.status = 'awaiting-deposit' THEN 'deposit.awaited'
    WHEN NEW.purpose = 'order' AND NEW.status = 'refused' AND OLD.status = 'awaiting-deposit' THEN 'deposit.expired' END;
BEGIN
  IF told IS NOT NULL THEN
    INSERT INTO outbox (topic, payload)
    VALUES (told, jsonb_build_object('accountId', NEW.account_id, 'paymentId', NEW.id));
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER payment_told AFTER UPDATE OF status ON payment FOR EACH ROW
WHEN (OLD.status IS DISTINCT FROM NEW.status) EXECUTE FUNCTION tell_payment();
