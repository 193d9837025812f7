ALTER TABLE "schedule" ADD COLUMN "seating" jsonb DEFAULT '{"singleSeats":"advice","spacesOpenMinutes":null}'::jsonb NOT NULL;
--> statement-breakpoint
DROP TRIGGER schedule_revision ON schedule;
--> statement-breakpoint
CREATE TRIGGER schedule_revision BEFORE UPDATE OF plan_hash, starts_at, doors_at, sale_opens_at, sale_closes_at, sale_state, seats_per_account, hold_ms, shoppers_max, admit_per_minute, lobby_ms, queue_order, draw_seed, intakes, notice, discounts, refund_policy, deposit_minutes, seating ON schedule FOR EACH ROW EXECUTE FUNCTION revise_schedule();
--> statement-breakpoint
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
    IF EXISTS (SELECT FROM concert c WHERE c.id = known.concert_id AND c.publish_at > wanted.sale_opens_at) THEN
      RETURN refusal('conflict', 'The page of the concert appears later');
    END IF;
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
    seating = coalesce(change->'seating', s.seating),
    deposit_minutes = coalesce((change->>'depositMinutes')::int, s.deposit_minutes)
  WHERE s.id = changed_id RETURNING s.* INTO wanted;
  INSERT INTO audit_log (organization_id, actor_id, action, subject, before, after, request_id)
  VALUES (organization, actor, 'schedule.change', changed_id::text, before, schedule_facts(wanted), request);
  RETURN done(jsonb_build_object('revision', wanted.revision));
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION publish_concert_draft(
  draft_id uuid, employer uuid, seen int, publication jsonb, at timestamptz, actor_id uuid, request_id text
) RETURNS jsonb LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  draft concert_draft%ROWTYPE;
  made concert%ROWTYPE;
  wanted jsonb := publication->'concert';
  terms jsonb := publication->'terms';
  chosen text := publication->'concert'->>'slug';
  attempt int := 0;
  publish_at timestamptz := to_timestamp((publication->'concert'->>'publishAtMs')::numeric / 1000);
BEGIN
  SELECT d.* INTO draft FROM concert_draft d
  WHERE d.id = publish_concert_draft.draft_id AND d.organization_id = employer FOR UPDATE;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  IF draft.concert_id IS NULL THEN
    IF draft.revision <> seen THEN RETURN refusal('changed-meanwhile', draft.revision::text); END IF;
    -- So that the venue is neither archived nor moved to another time zone before its dates are there.
    PERFORM FROM venue v JOIN plan_revision r ON r.venue_id = v.id AND r.plan_hash = terms->>'planHash'
    WHERE v.id = (draft.document->>'venueId')::uuid AND v.organization_id = employer AND v.archived_at IS NULL
      AND v.time_zone = publication->>'timeZone' FOR SHARE OF v;
    IF NOT FOUND THEN RETURN refusal('conflict', 'venue'); END IF;
    LOOP
      attempt := attempt + 1;
      INSERT INTO concert (id, slug, organization_id, venue_id, title, artist, description, notice, organiser, genre, poster,
        age_limit, running_minutes, currency, performers, ticket_note, state, publish_at)
      VALUES (gen_random_uuid(), coalesce(chosen, CASE WHEN attempt = 1 THEN wanted->>'slugFromTitle'
          ELSE concat(wanted->>'slugFromTitle', '-', attempt) END), employer, (draft.document->>'venueId')::uuid,
        wanted->'title', wanted->'artist', wanted->'description', nullif(wanted->'notice', 'null'),
        nullif(wanted->'organizer', 'null'), wanted->>'category', wanted->>'poster', (wanted->>'ageLimit')::int,
        (wanted->>'runningMinutes')::int, wanted->>'currency', wanted->'cast', nullif(wanted->'ticketNote', 'null'),
        CASE WHEN publish_at > at THEN 'scheduled' ELSE 'published' END, CASE WHEN publish_at > at THEN publish_at END)
      ON CONFLICT (slug) DO NOTHING RETURNING * INTO made;
      EXIT WHEN FOUND;
      IF chosen IS NOT NULL OR attempt = 200 THEN RETURN refusal('conflict', 'slug'); END IF;
    END LOOP;
    WITH given AS MATERIALIZED (
      SELECT gen_random_uuid() AS id, d.* FROM jsonb_to_recordset(publication->'dates') AS d("startsAtMs" numeric,
        "doorsAtMs" numeric, "saleOpensAtMs" numeric, "saleClosesAtMs" numeric, zones jsonb, "presaleIds" jsonb, "castIds" jsonb)
    ), dated AS (
      INSERT INTO schedule (id, concert_id, plan_hash, starts_at, doors_at, sale_opens_at, sale_closes_at,
        seats_per_account, hold_ms, shoppers_max, admit_per_minute, lobby_ms, queue_order, intakes, discounts,
        refund_policy, deposit_minutes, seating, performer_ids)
      SELECT g.id, made.id, terms->>'planHash', to_timestamp(g."startsAtMs" / 1000), to_timestamp(g."doorsAtMs" / 1000),
        to_timestamp(g."saleOpensAtMs" / 1000), to_timestamp(g."saleClosesAtMs" / 1000),
        (terms->>'seatsPerAccount')::int, (terms->>'holdMs')::int, (terms->>'shoppersMax')::int,
        (terms->>'admitPerMinute')::int, (terms->>'lobbyMs')::int, terms->>'queueOrder', (terms->>'intakes')::int,
        terms->'discounts', terms->'refundPolicy', (terms->>'depositMinutes')::int,
        terms->'seating', nullif(g."castIds", 'null')
      FROM given g RETURNING *
    ), priced AS (
      INSERT INTO price_zone (schedule_id, zone_id, name, color, price_minor, fee_minor)
      SELECT g.id, z.id, z.name, z.color, z."priceMinor", z."feeMinor" FROM given g
      CROSS JOIN jsonb_to_recordset(g.zones) AS z(id text, name jsonb, color int, "priceMinor" bigint, "feeMinor" bigint)
    ), presold AS MATERIALIZED (
      SELECT gen_random_uuid() AS id, g.id AS schedule_id, p.name, p."opensAtMs", p."closesAtMs", p."seatsMax", p.codes,
        p.emails FROM given g
      JOIN jsonb_to_recordset(publication->'presales') AS p(id text, name jsonb, "opensAtMs" numeric,
        "closesAtMs" numeric, "seatsMax" int, codes jsonb, emails jsonb) ON g."presaleIds" ? p.id
    ), opened AS (
      INSERT INTO presale (id, schedule_id, name, opens_at, closes_at, seats_max)
      SELECT p.id, p.schedule_id, p.name, to_timestamp(p."opensAtMs" / 1000), to_timestamp(p."closesAtMs" / 1000),
        p."seatsMax" FROM presold p
    ), coded AS (
      INSERT INTO presale_code (presale_id, code_hash, uses_max)
      SELECT p.id, sha256(convert_to(c.code, 'UTF8')), c."usesMax" FROM presold p
      CROSS JOIN jsonb_to_recordset(p.codes) AS c(code text, "usesMax" int)
    ), listed AS (
      INSERT INTO presale_member (presale_id, email)
      SELECT p.id, email FROM presold p CROSS JOIN jsonb_array_elements_text(p.emails) AS email
    )
    INSERT INTO audit_log (organization_id, actor_id, action, subject, after, request_id)
    SELECT employer, actor_id, 'schedule.create', d.id::text, to_jsonb(d), publish_concert_draft.request_id FROM dated d;
    -- No object knows these dates yet, so there is nothing to tell.
    UPDATE schedule s SET told_revision = s.revision WHERE s.concert_id = made.id AND s.told_revision < s.revision;
    UPDATE concert_draft d SET concert_id = made.id, revision = d.revision + 1, updated_by = actor_id, updated_at = now(),
      document = d.document || jsonb_build_object('presales', (
        SELECT coalesce(jsonb_agg(p || '{"codes": [], "emails": []}' ORDER BY place), '[]')
        FROM jsonb_array_elements(d.document->'presales') WITH ORDINALITY AS x(p, place)))
    WHERE d.id = draft.id;
    INSERT INTO audit_log (organization_id, actor_id, action, subject, before, after, request_id) VALUES
      (employer, actor_id, 'concert.publish', made.id::text, NULL, to_jsonb(made), publish_concert_draft.request_id),
      (employer, actor_id, 'concert-draft.publish', draft.id::text, jsonb_build_object('id', draft.id, 'revision', draft.revision),
        jsonb_build_object('id', draft.id, 'revision', draft.revision + 1, 'concertId', made.id), publish_concert_draft.request_id);
  ELSE
    SELECT c.* INTO made FROM concert c WHERE c.id = draft.concert_id;
  END IF;
  RETURN done(jsonb_build_object('concertId', made.id, 'slug', made.slug, 'state', made.state,
    'publishAt', utc_text(made.publish_at), 'scheduleIds', (SELECT coalesce(jsonb_agg(s.id ORDER BY s.starts_at), '[]')
      FROM schedule s WHERE s.concert_id = made.id)));
END $$;
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
      IF EXISTS (SELECT FROM concert c WHERE c.id = sale.concert_id AND c.publish_at > wanted.opens_at) THEN
        RETURN refusal('conflict', 'The page of the concert appears later');
      END IF;
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
