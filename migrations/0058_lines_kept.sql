CREATE OR REPLACE FUNCTION change_schedule(
  changed_id uuid, seen int, change jsonb, at timestamptz, organization uuid, actor uuid, request text
) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  known schedule%ROWTYPE;
  wanted schedule%ROWTYPE;
  before jsonb;
  -- Isolates keep a sale's times for some seconds, so fans may line up by the earlier ones until then.
  lined_up timestamptz;
  waiting_ms numeric;
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
    -- If the sale's object does not hear of the change, it learns of it within minutes, but must not open meanwhile.
    IF known.sale_opens_at <= at + interval '10 minutes' THEN
      RETURN refusal('conflict', 'The sale opens within 10 minutes');
    END IF;
    IF wanted.sale_opens_at <= at THEN RETURN refusal('invalid-request', 'saleOpensAt'); END IF;
    IF EXISTS (SELECT FROM presale e WHERE e.schedule_id = changed_id AND e.closes_at > wanted.sale_opens_at) THEN
      RETURN refusal('conflict', 'A presale would end after the sale opens');
    END IF;
  END IF;
  lined_up := at + interval '10 seconds' + known.lobby_ms * interval '1 ms';
  IF (wanted.lobby_ms, wanted.queue_order, wanted.intakes) <> (known.lobby_ms, known.queue_order, known.intakes)
    AND (known.sale_opens_at <= lined_up
      OR EXISTS (SELECT FROM presale e WHERE e.schedule_id = changed_id AND e.opens_at <= lined_up)) THEN
    RETURN refusal('conflict', 'Fans line up already');
  END IF;
  IF wanted.sale_opens_at <> known.sale_opens_at AND known.sale_opens_at <= lined_up THEN
    -- A later opening does not send away the fans who stand in line.
    waiting_ms := greatest(0, extract(epoch FROM wanted.sale_opens_at - known.sale_opens_at) * 1000 + known.lobby_ms);
    IF waiting_ms > 86400000 THEN
      RETURN refusal('conflict', 'Fans line up already and would wait for more than a day');
    END IF;
    wanted.lobby_ms := waiting_ms;
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
COMMENT ON FUNCTION change_schedule(uuid, int, jsonb, timestamptz, uuid, uuid, text) IS 'Changes a date after its publication, unless it has changed since it was seen: doors, sale, limits, queue, prices, discounts and terms, whichever are given. What has been sold keeps its price. What can no longer change, because fans line up for the sale or a presale, or because the sale has opened or will within minutes, is refused with the reason, and then nothing changes. Fans who line up for a sale that opens later keep their lobby, which lasts a day at most.
Locks: the schedule, then its prices.';
--> statement-breakpoint
CREATE OR REPLACE FUNCTION change_presale(
  changed_id uuid, seen int, change jsonb, at timestamptz, organization uuid, actor uuid, request text
) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  sale schedule%ROWTYPE;
  known presale%ROWTYPE;
  wanted presale%ROWTYPE;
  counted jsonb;
BEGIN
  SELECT s.* INTO sale FROM schedule s WHERE s.id = (SELECT p.schedule_id FROM presale p WHERE p.id = changed_id)
  FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  IF sale.revision <> seen THEN RETURN refusal('changed-meanwhile', sale.revision::text); END IF;
  SELECT p.* INTO known FROM presale p WHERE p.id = changed_id FOR NO KEY UPDATE;
  IF known.closes_at <= at THEN RETURN refusal('conflict', 'The presale is over'); END IF;
  wanted := known;
  wanted.opens_at := coalesce((change->>'opensAt')::timestamptz, known.opens_at);
  wanted.closes_at := coalesce((change->>'closesAt')::timestamptz, known.closes_at);
  IF (change->>'isEnded')::boolean THEN
    wanted.opens_at := least(known.opens_at, at - interval '1 ms');
    wanted.closes_at := at;
  ELSE
    IF wanted.opens_at <> known.opens_at THEN
      IF known.opens_at <= at THEN RETURN refusal('conflict', 'The presale has opened already'); END IF;
      -- If the sale's object does not hear of the change, it learns of it within minutes, but must not open meanwhile.
      IF known.opens_at <= at + interval '10 minutes' THEN
        RETURN refusal('conflict', 'The presale opens within 10 minutes');
      END IF;
      -- Isolates keep a presale's times for some seconds, so fans may line up by the earlier ones until then.
      IF known.opens_at <= at + interval '10 seconds' + sale.lobby_ms * interval '1 ms' THEN
        RETURN refusal('conflict', 'Fans line up already');
      END IF;
      IF wanted.opens_at <= at THEN RETURN refusal('invalid-request', 'opensAt'); END IF;
    END IF;
    IF wanted.closes_at <= at OR wanted.closes_at <= wanted.opens_at THEN RETURN refusal('invalid-request', 'closesAt'); END IF;
    IF wanted.closes_at > sale.sale_opens_at THEN RETURN refusal('conflict', 'A presale ends by the opening of the sale'); END IF;
  END IF;
  DELETE FROM presale_code c WHERE c.presale_id = changed_id AND c.code_hash IN (
    SELECT decode(hash, 'hex') FROM jsonb_array_elements_text(coalesce(change->'removeCodes', '[]')) AS hash);
  DELETE FROM presale_member m WHERE m.presale_id = changed_id AND m.email IN (
    SELECT lower(email) FROM jsonb_array_elements_text(coalesce(change->'removeEmails', '[]')) AS email);
  INSERT INTO presale_code (presale_id, code_hash, uses_max)
  SELECT changed_id, decode(given.hash, 'hex'), given."usesMax"
  FROM jsonb_to_recordset(coalesce(change->'addCodes', '[]')) AS given(hash text, "usesMax" int)
  ON CONFLICT (presale_id, code_hash) DO UPDATE SET uses_max = greatest(presale_code.uses, excluded.uses_max);
  INSERT INTO presale_member (presale_id, email)
  SELECT changed_id, lower(email) FROM jsonb_array_elements_text(coalesce(change->'addEmails', '[]')) AS email
  ON CONFLICT DO NOTHING;
  UPDATE presale p SET name = coalesce(change->'name', p.name), opens_at = wanted.opens_at, closes_at = wanted.closes_at,
    seats_max = CASE WHEN change ? 'seatsMax' THEN (change->>'seatsMax')::int ELSE p.seats_max END,
    paused_at = CASE (change->>'isPaused')::boolean WHEN true THEN coalesce(p.paused_at, now()) WHEN false THEN NULL
      ELSE p.paused_at END
  WHERE p.id = changed_id RETURNING p.* INTO wanted;
  SELECT jsonb_object_agg(name || 'Count', jsonb_array_length(change->name)) INTO counted
  FROM unnest(ARRAY['addCodes', 'removeCodes', 'addEmails', 'removeEmails']) AS name WHERE change ? name;
  INSERT INTO audit_log (organization_id, actor_id, action, subject, before, after, request_id)
  VALUES (organization, actor, CASE WHEN (change->>'isEnded')::boolean THEN 'presale.end'
      WHEN known.paused_at IS NULL AND wanted.paused_at IS NOT NULL THEN 'presale.pause'
      WHEN known.paused_at IS NOT NULL AND wanted.paused_at IS NULL THEN 'presale.resume' ELSE 'presale.change' END,
    sale.id::text, to_jsonb(known) || jsonb_build_object('id', sale.id, 'presale', known.id, 'revision', sale.revision),
    to_jsonb(wanted) || jsonb_build_object('id', sale.id, 'presale', known.id) || coalesce(counted, '{}'), request);
  RETURN done(jsonb_build_object('scheduleId', sale.id));
END $$;
--> statement-breakpoint
COMMENT ON FUNCTION change_presale(uuid, int, jsonb, timestamptz, uuid, uuid, text) IS 'Changes, pauses or ends a presale, unless its date has changed since it was seen. Its opening stays once fans line up for it or it opens within minutes. Whoever has been verified stays verified, also by a code or an address that is taken away. Codes and addresses are in the log only as numbers.
Locks: the schedule, then the presale, then its codes.';
