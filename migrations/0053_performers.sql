ALTER TABLE "concert" ADD COLUMN "performers" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "concert" ADD COLUMN "ticket_note" jsonb;--> statement-breakpoint
ALTER TABLE "schedule" ADD COLUMN "performer_ids" jsonb;
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
        refund_policy, deposit_minutes, performer_ids)
      SELECT g.id, made.id, terms->>'planHash', to_timestamp(g."startsAtMs" / 1000), to_timestamp(g."doorsAtMs" / 1000),
        to_timestamp(g."saleOpensAtMs" / 1000), to_timestamp(g."saleClosesAtMs" / 1000),
        (terms->>'seatsPerAccount')::int, (terms->>'holdMs')::int, (terms->>'shoppersMax')::int,
        (terms->>'admitPerMinute')::int, (terms->>'lobbyMs')::int, terms->>'queueOrder', (terms->>'intakes')::int,
        terms->'discounts', terms->'refundPolicy', (terms->>'depositMinutes')::int,
        nullif(g."castIds", 'null')
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
COMMENT ON FUNCTION publish_concert_draft(uuid, uuid, int, jsonb, timestamptz, uuid, text) IS 'Makes a concert of a draft, with all its dates, prices and presales, or nothing. Once published, it answers the same concert to everybody. The codes and addresses of its presales leave the draft.
Locks: the draft, then the venue.';
