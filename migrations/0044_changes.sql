ALTER TABLE "concert" ADD COLUMN "revision" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
CREATE TABLE "refund_terms" (
	"schedule_id" uuid NOT NULL,
	"until" timestamp (3) with time zone NOT NULL,
	"policy" jsonb NOT NULL,
	CONSTRAINT "refund_terms_schedule_id_until_pk" PRIMARY KEY("schedule_id","until")
);
--> statement-breakpoint
ALTER TABLE "refund_terms" ADD CONSTRAINT "refund_terms_schedule_id_schedule_id_fk" FOREIGN KEY ("schedule_id") REFERENCES "public"."schedule"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE FUNCTION revise_concert() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.revision := OLD.revision + 1;
  RETURN NEW;
END $$;
--> statement-breakpoint
COMMENT ON FUNCTION revise_concert() IS 'Numbers each change of a concert, so that a save can name the one that it is based on.
Locks: the concert, which the update has locked already.';
--> statement-breakpoint
CREATE TRIGGER concert_revision BEFORE UPDATE ON concert FOR EACH ROW EXECUTE FUNCTION revise_concert();
--> statement-breakpoint
DROP TRIGGER schedule_revision ON schedule;
--> statement-breakpoint
CREATE TRIGGER schedule_revision BEFORE UPDATE OF starts_at, doors_at, sale_opens_at, sale_closes_at, sale_state,
  seats_per_account, hold_ms, shoppers_max, admit_per_minute, lobby_ms, queue_order, draw_seed, intakes, notice, discounts,
  refund_policy, deposit_minutes ON schedule
FOR EACH ROW EXECUTE FUNCTION revise_schedule();
--> statement-breakpoint
CREATE TRIGGER price_zone_revision AFTER UPDATE OF price_minor, fee_minor ON price_zone
FOR EACH ROW WHEN ((OLD.price_minor, OLD.fee_minor) IS DISTINCT FROM (NEW.price_minor, NEW.fee_minor))
EXECUTE FUNCTION revise_presold_schedule();
--> statement-breakpoint
COMMENT ON FUNCTION revise_presold_schedule() IS 'Numbers a change of a presale or of a price as a change of its schedule.
Locks: the schedule.';
--> statement-breakpoint
CREATE FUNCTION keep_refund_terms() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO refund_terms (schedule_id, until, policy)
  VALUES (OLD.id, clock_timestamp() + interval '1 hour', OLD.refund_policy)
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
--> statement-breakpoint
COMMENT ON FUNCTION keep_refund_terms() IS 'Keeps the refund rules that a change replaces, for the orders that were booked under them. An order that is booked within the hour after the change counts as booked before it, since its buyer may have read the earlier rules.
Locks: nothing more than the schedule, which the update has locked already.';
--> statement-breakpoint
CREATE TRIGGER schedule_refund_terms AFTER UPDATE OF refund_policy ON schedule
FOR EACH ROW WHEN (OLD.refund_policy IS DISTINCT FROM NEW.refund_policy) EXECUTE FUNCTION keep_refund_terms();
--> statement-breakpoint
CREATE FUNCTION booked_at(bought uuid) RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT coalesce(p.created_at, o.paid_at) FROM customer_order o LEFT JOIN payment p ON p.id = o.payment_id
  WHERE o.id = bought
$$;
--> statement-breakpoint
COMMENT ON FUNCTION booked_at(uuid) IS 'Tells when a fan agreed to the terms of an order: when the payment began, which may be days before the money arrived.
Locks: nothing.';
--> statement-breakpoint
CREATE FUNCTION bought_under(bought uuid) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT t.policy FROM customer_order o JOIN refund_terms t ON t.schedule_id = o.schedule_id AND t.until > booked_at(o.id)
  WHERE o.id = bought ORDER BY t.until LIMIT 1
$$;
--> statement-breakpoint
COMMENT ON FUNCTION bought_under(uuid) IS 'Gives the refund rules that an order was booked under; null if the schedule still has them.
Locks: nothing.';
--> statement-breakpoint
CREATE FUNCTION schedule_facts(known schedule) RETURNS jsonb LANGUAGE sql STABLE
RETURN to_jsonb(known) || jsonb_build_object('prices', (SELECT jsonb_object_agg(z.zone_id,
  jsonb_build_object('priceMinor', z.price_minor, 'feeMinor', z.fee_minor)) FROM price_zone z WHERE z.schedule_id = (known).id));
--> statement-breakpoint
COMMENT ON FUNCTION schedule_facts(schedule) IS 'Gives a schedule with its prices, for the audit log.
Locks: nothing.';
--> statement-breakpoint
CREATE FUNCTION change_schedule(
  changed_id uuid, seen int, change jsonb, at timestamptz, organization uuid, actor uuid, request text
) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  known schedule%ROWTYPE;
  wanted schedule%ROWTYPE;
  before jsonb;
BEGIN
  SELECT s.* INTO known FROM schedule s WHERE s.id = changed_id FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  IF known.revision <> seen THEN RETURN refusal('changed-meanwhile', known.revision::text); END IF;
  IF known.sale_state = 'cancelled' THEN RETURN refusal('conflict', 'The show is canceled'); END IF;
  IF known.starts_at <= at THEN RETURN refusal('conflict', 'The show has begun'); END IF;
  before := schedule_facts(known);
  wanted := known;
  wanted.doors_at := CASE WHEN change ? 'doorsAt' THEN (change->>'doorsAt')::timestamptz ELSE known.doors_at END;
  wanted.sale_opens_at := coalesce((change->>'saleOpensAt')::timestamptz, known.sale_opens_at);
  wanted.sale_closes_at := coalesce((change->>'saleClosesAt')::timestamptz, known.sale_closes_at);
  wanted.lobby_ms := coalesce((change->>'lobbyMs')::int, known.lobby_ms);
  wanted.queue_order := coalesce(change->>'queueOrder', known.queue_order);
  wanted.intakes := coalesce((change->>'intakes')::int, known.intakes);

  IF wanted.doors_at > known.starts_at THEN RETURN refusal('invalid-request', 'doorsAt'); END IF;
  IF wanted.sale_closes_at > known.starts_at AND wanted.sale_closes_at <> known.sale_closes_at
    OR wanted.sale_closes_at <= wanted.sale_opens_at THEN
    RETURN refusal('invalid-request', 'saleClosesAt');
  END IF;
  IF wanted.sale_opens_at <> known.sale_opens_at THEN
    IF known.sale_opens_at <= at THEN RETURN refusal('conflict', 'The sale has opened already'); END IF;
    IF wanted.sale_opens_at <= at THEN RETURN refusal('invalid-request', 'saleOpensAt'); END IF;
    IF EXISTS (SELECT FROM presale e WHERE e.schedule_id = changed_id AND e.closes_at > wanted.sale_opens_at) THEN
      RETURN refusal('conflict', 'A presale would end after the sale opens');
    END IF;
  END IF;
  -- Isolates keep a sale's times for some seconds, so fans may line up by the earlier ones until then.
  IF at + interval '10 seconds' >= known.sale_opens_at - known.lobby_ms * interval '1 ms' THEN
    IF (wanted.lobby_ms, wanted.queue_order, wanted.intakes) <> (known.lobby_ms, known.queue_order, known.intakes) THEN
      RETURN refusal('conflict', 'Fans line up already');
    END IF;
    -- A later opening does not send away the fans who stand in line.
    wanted.lobby_ms := greatest(0, extract(epoch FROM wanted.sale_opens_at - known.sale_opens_at) * 1000 + known.lobby_ms);
  END IF;
  IF EXISTS (SELECT FROM jsonb_array_elements(change->'prices') AS given
    WHERE NOT EXISTS (SELECT FROM price_zone z WHERE z.schedule_id = changed_id AND z.zone_id = given->>'id')) THEN
    RETURN refusal('invalid-request', 'prices');
  END IF;

  UPDATE price_zone z SET price_minor = given."priceMinor", fee_minor = given."feeMinor"
  FROM jsonb_to_recordset(coalesce(change->'prices', '[]')) AS given(id text, "priceMinor" bigint, "feeMinor" bigint)
  WHERE z.schedule_id = changed_id AND z.zone_id = given.id;
  UPDATE schedule s SET doors_at = wanted.doors_at, sale_opens_at = wanted.sale_opens_at,
    sale_closes_at = wanted.sale_closes_at, lobby_ms = wanted.lobby_ms, queue_order = wanted.queue_order,
    intakes = wanted.intakes,
    seats_per_account = coalesce((change->>'seatsPerAccount')::int, s.seats_per_account),
    hold_ms = coalesce((change->>'holdMs')::int, s.hold_ms),
    shoppers_max = coalesce((change->>'shoppersMax')::int, s.shoppers_max),
    admit_per_minute = coalesce((change->>'admitPerMinute')::int, s.admit_per_minute),
    discounts = coalesce(change->'discounts', s.discounts),
    refund_policy = coalesce(change->'refundPolicy', s.refund_policy),
    deposit_minutes = coalesce((change->>'depositMinutes')::int, s.deposit_minutes)
  WHERE s.id = changed_id RETURNING s.* INTO wanted;
  INSERT INTO audit_log (organization_id, actor_id, action, subject, before, after, request_id)
  VALUES (organization, actor, 'schedule.change', changed_id::text, before, schedule_facts(wanted), request);
  RETURN done(jsonb_build_object('revision', wanted.revision));
END $$;
--> statement-breakpoint
COMMENT ON FUNCTION change_schedule(uuid, int, jsonb, timestamptz, uuid, uuid, text) IS 'Changes a date after its publication, unless it has changed since it was seen: doors, sale, limits, queue, prices, discounts and terms, whichever are given. What has been sold keeps its price. What can no longer change, because fans line up or the sale has opened, is refused with the reason, and then nothing changes.
Locks: the schedule, then its prices.';
