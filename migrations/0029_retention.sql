CREATE INDEX "settlement_void" ON "settlement" USING btree ("at") WHERE "settlement"."order_id" IS NULL;--> statement-breakpoint
-- A payment's history may be deleted when it is a year old, and not be changed at any age.
DROP TRIGGER payment_event_stays ON payment_event;
--> statement-breakpoint
CREATE TRIGGER payment_event_stays BEFORE UPDATE OR TRUNCATE ON payment_event
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER payment_event_kept BEFORE DELETE ON payment_event
FOR EACH ROW WHEN (OLD.at > now() - interval '1 year') EXECUTE FUNCTION refuse_change();
