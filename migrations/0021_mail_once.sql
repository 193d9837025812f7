DROP INDEX "outbox_once";--> statement-breakpoint
ALTER TABLE "outbox" DROP COLUMN "once";
