CREATE INDEX "payment_refused" ON "payment" USING btree ("settled_at") WHERE "payment"."status" = 'refused' AND "payment"."issue" IS NULL;--> statement-breakpoint
CREATE INDEX "waitlist_entry_schedule" ON "waitlist_entry" USING btree ("schedule_id");--> statement-breakpoint
CREATE INDEX "waitlist_offer_of" ON "waitlist_offer" USING btree ("entry_id");