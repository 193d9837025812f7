CREATE TABLE "push_subscription" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"endpoint" text NOT NULL,
	"p256dh" text NOT NULL,
	"auth" text NOT NULL,
	"user_agent" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "waitlist_entry" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"schedule_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"zones" text[] NOT NULL,
	"seats" integer NOT NULL,
	"together" boolean NOT NULL,
	"rank" uuid DEFAULT uuidv7() NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"missed" integer DEFAULT 0 NOT NULL,
	"joined_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"changed_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "waitlist_entry_state" CHECK ("waitlist_entry"."state" IN ('waiting', 'offered', 'bought', 'left', 'missed') AND "waitlist_entry"."seats" > 0)
);
--> statement-breakpoint
CREATE TABLE "waitlist_offer" (
	"id" uuid PRIMARY KEY NOT NULL,
	"entry_id" uuid NOT NULL,
	"schedule_id" uuid NOT NULL,
	"seats" integer[] NOT NULL,
	"seat_keys" text[] NOT NULL,
	"zone_id" text NOT NULL,
	"made_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"closed_at" timestamp (3) with time zone,
	CONSTRAINT "waitlist_offer_state" CHECK ("waitlist_offer"."state" IN ('open', 'bought', 'declined', 'lapsed', 'void')
        AND ("waitlist_offer"."state" = 'open') = ("waitlist_offer"."closed_at" IS NULL))
);
--> statement-breakpoint
CREATE TABLE "sale_reminder" (
	"concert_id" uuid NOT NULL,
	"opens_at" timestamp (3) with time zone NOT NULL,
	"lead" text NOT NULL,
	"account_id" uuid NOT NULL,
	"told_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sale_reminder_concert_id_opens_at_lead_account_id_pk" PRIMARY KEY("concert_id","opens_at","lead","account_id"),
	CONSTRAINT "sale_reminder_lead" CHECK ("sale_reminder"."lead" IN ('day', 'soon'))
);
--> statement-breakpoint
ALTER TABLE "wish" ADD COLUMN "remind" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "push_subscription" ADD CONSTRAINT "push_subscription_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waitlist_entry" ADD CONSTRAINT "waitlist_entry_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waitlist_offer" ADD CONSTRAINT "waitlist_offer_entry_id_waitlist_entry_id_fk" FOREIGN KEY ("entry_id") REFERENCES "public"."waitlist_entry"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "push_subscription_account" ON "push_subscription" USING btree ("account_id");--> statement-breakpoint
CREATE UNIQUE INDEX "waitlist_entry_live" ON "waitlist_entry" USING btree ("schedule_id","account_id") WHERE "waitlist_entry"."state" IN ('waiting', 'offered');--> statement-breakpoint
CREATE INDEX "waitlist_entry_line" ON "waitlist_entry" USING btree ("schedule_id","rank") WHERE "waitlist_entry"."state" = 'waiting';--> statement-breakpoint
CREATE INDEX "waitlist_entry_account" ON "waitlist_entry" USING btree ("account_id","joined_at");--> statement-breakpoint
CREATE INDEX "waitlist_entry_changed" ON "waitlist_entry" USING btree ("changed_at") WHERE "waitlist_entry"."state" = 'waiting';--> statement-breakpoint
CREATE INDEX "waitlist_offer_open" ON "waitlist_offer" USING btree ("schedule_id") WHERE "waitlist_offer"."state" = 'open';--> statement-breakpoint
CREATE UNIQUE INDEX "waitlist_offer_entry" ON "waitlist_offer" USING btree ("entry_id") WHERE "waitlist_offer"."state" = 'open';--> statement-breakpoint
CREATE INDEX "schedule_opening" ON "schedule" USING btree ("sale_opens_at","concert_id");--> statement-breakpoint
CREATE INDEX "wish_reminder" ON "wish" USING btree ("concert_id","account_id") WHERE "wish"."remind";
--> statement-breakpoint
-- Takes a place on the waitlist, or changes the wish of who has one: the place stays. An offer that was bought is over.
CREATE FUNCTION join_waitlist(
  wanted_schedule uuid, fan uuid, wanted_zones text[], wanted_seats int, wanted_together boolean, at timestamptz
) RETURNS jsonb LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  s schedule%ROWTYPE;
BEGIN
  SELECT s.* INTO s FROM schedule s JOIN concert c ON c.id = s.concert_id AND c.is_published
  WHERE s.id = wanted_schedule;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  IF s.sale_state NOT IN ('open', 'paused') OR at < s.sale_opens_at OR at >= least(s.sale_closes_at, s.starts_at) THEN
    RETURN refusal('sale-not-open');
  END IF;
  IF wanted_seats > s.seats_per_account THEN RETURN refusal('too-many-seats'); END IF;
  IF EXISTS (SELECT FROM unnest(wanted_zones) AS w(zone)
    WHERE NOT EXISTS (SELECT FROM price_zone z WHERE z.schedule_id = s.id AND z.zone_id = w.zone)) THEN
    RETURN refusal('unknown-seat');
  END IF;
  UPDATE waitlist_entry e SET state = 'bought', changed_at = at
  FROM waitlist_offer o JOIN settlement t ON t.hold_id = o.id AND t.order_id IS NOT NULL
  WHERE e.schedule_id = s.id AND e.account_id = fan AND e.state = 'offered' AND o.entry_id = e.id AND o.state = 'open';
  INSERT INTO waitlist_entry (schedule_id, account_id, zones, seats, together, joined_at, changed_at)
  VALUES (s.id, fan, wanted_zones, wanted_seats, wanted_together, at, at)
  ON CONFLICT (schedule_id, account_id) WHERE state IN ('waiting', 'offered') DO UPDATE
  SET zones = wanted_zones, seats = wanted_seats, together = wanted_together, changed_at = at
  WHERE waitlist_entry.state = 'waiting';
  RETURN done('null');
END $$;
--> statement-breakpoint
-- What a schedule's object has done with seats that came back: ends offers, and makes the next ones. An offer that was
-- paid for was bought, whatever the object says. Who let one pass waits again, at the end, three times.
CREATE FUNCTION move_waitlist(moved_schedule uuid, ends jsonb, offers jsonb, at timestamptz) RETURNS jsonb
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  made jsonb;
BEGIN
  WITH ended AS (
    UPDATE waitlist_offer o SET closed_at = at, state = CASE
      WHEN EXISTS (SELECT FROM settlement t WHERE t.hold_id = o.id AND t.order_id IS NOT NULL) THEN 'bought'
      ELSE e.how END
    FROM jsonb_to_recordset(ends) AS e(id uuid, how text)
    WHERE o.id = e.id AND o.schedule_id = moved_schedule AND o.state = 'open' RETURNING o.entry_id, o.state
  )
  UPDATE waitlist_entry e SET changed_at = at,
    missed = missed + CASE WHEN d.state IN ('declined', 'lapsed') THEN 1 ELSE 0 END,
    rank = CASE WHEN d.state IN ('declined', 'lapsed') THEN uuidv7() ELSE rank END,
    state = CASE WHEN d.state = 'bought' THEN 'bought'
      WHEN d.state IN ('declined', 'lapsed') AND missed + 1 >= 3 THEN 'missed' ELSE 'waiting' END
  FROM ended d WHERE e.id = d.entry_id AND e.state = 'offered';

  WITH taken AS (
    UPDATE waitlist_entry e SET state = 'offered', changed_at = at
    FROM jsonb_to_recordset(offers) AS w("entryId" uuid)
    WHERE e.id = w."entryId" AND e.schedule_id = moved_schedule AND e.state = 'waiting' RETURNING e.id, e.account_id
  ), offered AS (
    INSERT INTO waitlist_offer (id, entry_id, schedule_id, seats, seat_keys, zone_id, made_at, expires_at)
    SELECT w.id, w."entryId", moved_schedule, w.seats, w."seatKeys", w."zoneId", at,
      to_timestamp(w."expiresAtMs" / 1000.0)
    FROM jsonb_to_recordset(offers)
      AS w(id uuid, "entryId" uuid, seats int[], "seatKeys" text[], "zoneId" text, "expiresAtMs" float8)
    JOIN taken ON taken.id = w."entryId" RETURNING *
  ), told AS (
    INSERT INTO outbox (topic, payload)
    SELECT topic, jsonb_build_object('accountId', t.account_id, 'scheduleId', moved_schedule, 'offerId', o.id,
      'seats', cardinality(o.seats), 'expiresAtMs', epoch_ms(o.expires_at), 'untilMs', epoch_ms(o.expires_at),
      'path', '/checkout/' || moved_schedule || '/' || o.id)
    FROM offered o JOIN taken t ON t.id = o.entry_id, unnest(ARRAY['waitlist.offer', 'push.waitlist.offer']) AS topic
  )
  SELECT coalesce(jsonb_agg(id), '[]') INTO made FROM offered;
  RETURN made;
END $$;
