DROP TRIGGER schedule_revision ON schedule;
--> statement-breakpoint
CREATE TRIGGER schedule_revision BEFORE UPDATE OF plan_hash, starts_at, doors_at, sale_opens_at, sale_closes_at, sale_state, seats_per_account, hold_ms, shoppers_max, admit_per_minute, lobby_ms, queue_order, draw_seed, intakes, notice, discounts, refund_policy, deposit_minutes
ON schedule FOR EACH ROW EXECUTE FUNCTION revise_schedule();
--> statement-breakpoint
CREATE FUNCTION is_untouched_sale(sale schedule, near timestamptz) RETURNS boolean LANGUAGE sql STABLE
RETURN (sale).sale_opens_at > near
  AND NOT EXISTS (SELECT FROM presale e WHERE e.schedule_id = (sale).id AND e.opens_at <= near)
  AND NOT EXISTS (SELECT FROM order_seat o WHERE o.schedule_id = (sale).id)
  AND NOT EXISTS (SELECT FROM payment p WHERE p.schedule_id = (sale).id)
  AND NOT EXISTS (SELECT FROM waitlist_entry w WHERE w.schedule_id = (sale).id);
--> statement-breakpoint
COMMENT ON FUNCTION is_untouched_sale(schedule, timestamptz) IS 'Tells whether nobody has bought, paid for or waited for a seat of a date, and no sale of it opens before a moment.
Locks: nothing.';
--> statement-breakpoint
CREATE FUNCTION move_schedule_plan(
  moved_id uuid, seen_hash text, wanted_hash text, prices jsonb, needs_untouched boolean, at timestamptz,
  near timestamptz, organization uuid, actor uuid, request text
) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  known schedule%ROWTYPE;
  wanted schedule%ROWTYPE;
  before jsonb;
BEGIN
  SELECT s.* INTO known FROM schedule s WHERE s.id = moved_id FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  IF known.plan_hash <> seen_hash THEN RETURN refusal('conflict', 'The date has moved to another plan meanwhile'); END IF;
  IF known.sale_state = 'cancelled' THEN RETURN refusal('conflict', 'The show is canceled'); END IF;
  IF known.starts_at <= at THEN RETURN refusal('conflict', 'The show has begun'); END IF;
  IF NOT EXISTS (SELECT FROM plan_revision r JOIN concert c ON c.venue_id = r.venue_id
    WHERE c.id = known.concert_id AND r.plan_hash = wanted_hash) THEN RETURN refusal('not-found', 'plan'); END IF;
  IF needs_untouched AND NOT is_untouched_sale(known, near) THEN
    RETURN refusal('conflict', 'Sales have begun meanwhile');
  END IF;
  before := schedule_facts(known);
  DELETE FROM price_zone z WHERE z.schedule_id = moved_id AND NOT EXISTS (
    SELECT FROM seat_plan p CROSS JOIN jsonb_array_elements(p.plan->'zones') AS zone
    WHERE p.hash = wanted_hash AND zone->>'id' = z.zone_id);
  INSERT INTO price_zone (schedule_id, zone_id, name, color, price_minor, fee_minor)
  SELECT moved_id, zone->>'id', zone->'name', (zone->>'color')::int,
    coalesce(given."priceMinor", old.price_minor), coalesce(given."feeMinor", old.fee_minor)
  FROM seat_plan p CROSS JOIN jsonb_array_elements(p.plan->'zones') AS zone
  LEFT JOIN price_zone old ON old.schedule_id = moved_id AND old.zone_id = zone->>'id'
  LEFT JOIN jsonb_to_recordset(prices) AS given(id text, "priceMinor" bigint, "feeMinor" bigint)
    ON given.id = zone->>'id' AND old.zone_id IS NULL
  WHERE p.hash = wanted_hash AND (old.zone_id IS NOT NULL OR given.id IS NOT NULL)
  ON CONFLICT (schedule_id, zone_id) DO UPDATE SET name = EXCLUDED.name, color = EXCLUDED.color;
  UPDATE schedule s SET plan_hash = wanted_hash WHERE s.id = moved_id RETURNING s.* INTO wanted;
  INSERT INTO audit_log (organization_id, actor_id, action, subject, before, after, request_id)
  VALUES (organization, actor, 'schedule.move-plan', moved_id::text, before, schedule_facts(wanted), request);
  RETURN done('null'::jsonb);
END $$;
--> statement-breakpoint
COMMENT ON FUNCTION move_schedule_plan(uuid, text, text, jsonb, boolean, timestamptz, timestamptz, uuid, uuid, text) IS 'Moves a date to another revision of its venue with the prices of new zones. A plan that does not keep every place where it is needs a sale that nobody has touched, which is checked under the lock of the date.
Locks: the schedule.';
