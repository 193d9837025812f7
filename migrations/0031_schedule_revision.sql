ALTER TABLE "schedule" ADD COLUMN "revision" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "schedule" ADD COLUMN "told_revision" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "schedule" ADD COLUMN "retired_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "schedule_untold" ON "schedule" USING btree ("id") WHERE "schedule"."revision" > "schedule"."told_revision";--> statement-breakpoint
CREATE INDEX "schedule_unretired" ON "schedule" USING btree ("starts_at") WHERE "schedule"."retired_at" IS NULL;--> statement-breakpoint
CREATE FUNCTION revise_schedule() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.revision := OLD.revision + 1;
  IF NEW.starts_at > OLD.starts_at THEN NEW.retired_at := NULL; END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
COMMENT ON FUNCTION revise_schedule() IS 'Numbers a change of what a schedule''s object goes by. Of two readings the one with the higher revision is the newer one. A show that is moved to a later time is not over.
Locks: the schedule, which the update has locked already.';
--> statement-breakpoint
CREATE TRIGGER schedule_revision BEFORE UPDATE OF starts_at, sale_opens_at, sale_closes_at, sale_state, seats_per_account,
  hold_ms, shoppers_max, admit_per_minute, lobby_ms, queue_order, draw_seed, intakes, notice ON schedule
FOR EACH ROW EXECUTE FUNCTION revise_schedule();
--> statement-breakpoint
CREATE FUNCTION revise_presold_schedule() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE schedule SET revision = revision + 1 WHERE id = coalesce(NEW.schedule_id, OLD.schedule_id);
  RETURN NULL;
END $$;
--> statement-breakpoint
COMMENT ON FUNCTION revise_presold_schedule() IS 'Numbers a change of a presale as a change of its schedule.
Locks: the schedule.';
--> statement-breakpoint
CREATE TRIGGER presale_revision AFTER INSERT OR UPDATE OR DELETE ON presale
FOR EACH ROW EXECUTE FUNCTION revise_presold_schedule();
