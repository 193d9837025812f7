ALTER TABLE "schedule" ADD COLUMN "account_limits" jsonb DEFAULT '{"perConcert":null,"perDay":null}'::jsonb NOT NULL;
--> statement-breakpoint
DROP TRIGGER schedule_revision ON schedule;
--> statement-breakpoint
CREATE TRIGGER schedule_revision BEFORE UPDATE OF plan_hash, starts_at, doors_at, sale_opens_at, sale_closes_at, sale_state, seats_per_account, hold_ms, shoppers_max, admit_per_minute, lobby_ms, queue_order, draw_seed, intakes, notice, discounts, refund_policy, deposit_minutes, seating, account_limits ON schedule FOR EACH ROW EXECUTE FUNCTION revise_schedule();
--> statement-breakpoint
CREATE FUNCTION over_limits(buyer uuid, sale schedule, wanted int, hold uuid, at timestamptz) RETURNS text
LANGUAGE plpgsql STABLE AS $$
DECLARE
  per_concert int := sale.account_limits->>'perConcert';
  per_day int := sale.account_limits->>'perDay';
  day_began timestamptz;
  had record;
BEGIN
  IF per_concert IS NULL AND per_day IS NULL THEN RETURN NULL; END IF;
  SELECT date_trunc('day', at AT TIME ZONE v.time_zone) AT TIME ZONE v.time_zone INTO day_began
  FROM concert c JOIN venue v ON v.id = c.venue_id WHERE c.id = sale.concert_id;
  WITH dates AS MATERIALIZED (
    SELECT s.id FROM schedule s WHERE s.concert_id = sale.concert_id
  ), taken AS (
    SELECT o.paid_at AS since, count(*) AS seats FROM customer_order o
    JOIN order_seat b ON b.order_id = o.id AND b.live
    WHERE o.account_id = buyer AND o.hold_id <> hold AND o.schedule_id IN (SELECT id FROM dates) GROUP BY o.id
    UNION ALL
    -- Seats of a payment under way will be the buyer's, unless its hold has ended.
    SELECT p.created_at, jsonb_array_length(p.draft->'seats') FROM payment p
    WHERE p.account_id = buyer AND p.hold_id <> hold AND p.status IN ('ready', 'awaiting-deposit', 'unknown')
      AND p.schedule_id IN (SELECT id FROM dates)
      AND NOT EXISTS (SELECT FROM settlement x WHERE x.hold_id = p.hold_id)
  )
  SELECT coalesce(sum(seats), 0) AS total, coalesce(sum(seats) FILTER (WHERE since >= day_began), 0) AS today
  INTO had FROM taken;
  IF had.total + wanted > per_concert THEN
    RETURN format('%s at most of this concert, %s bought before', per_concert, had.total);
  END IF;
  IF had.today + wanted > per_day THEN
    RETURN format('%s at most on one day, %s bought today', per_day, had.today);
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION purchase(
  order_id uuid, order_number text, account_id uuid, schedule_id uuid, hold_id uuid,
  currency text, key text, request_hash bytea,
  seats int[], seat_keys text[], zone_ids text[], prices_minor bigint[], fees_minor bigint[],
  discounts_minor bigint[] DEFAULT NULL, price_types text[] DEFAULT NULL, discounts jsonb DEFAULT '[]',
  coupon_id uuid DEFAULT NULL
) RETURNS jsonb LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  purse wallet%ROWTYPE;
  known record;
  settled record;
  total bigint := 0;
  fees bigint := 0;
  has_won boolean := false;
  why_no_coupon text;
  why_too_many text;
  at timestamptz(3) := now();
BEGIN
  -- The lock makes this account's payments come one after the other, and each sees what the one before it wrote.
  SELECT w.* INTO purse FROM wallet w WHERE w.account_id = purchase.account_id FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;

  SELECT s AS sale, s.concert_id, s.sale_state, k.operation, k.request_hash, k.subject_id INTO known
  FROM schedule s
  LEFT JOIN idempotency_key k ON k.account_id = purchase.account_id AND k.key = purchase.key
  WHERE s.id = purchase.schedule_id;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  IF known.subject_id IS NOT NULL THEN
    IF known.operation <> 'purchase' OR known.request_hash <> purchase.request_hash THEN
      RETURN refusal('idempotency-mismatch');
    END IF;
    RETURN order_receipt(known.subject_id, true);
  END IF;
  IF purse.currency <> purchase.currency THEN RETURN refusal('conflict', purse.currency); END IF;
  IF known.sale_state = 'cancelled' THEN RETURN refusal('sale-not-open', 'cancelled'); END IF;
  why_too_many := over_limits(purchase.account_id, known.sale, cardinality(seats), purchase.hold_id, at);
  IF why_too_many IS NOT NULL THEN RETURN refusal('too-many-seats', why_too_many); END IF;

  FOR place IN 1 .. cardinality(seats) LOOP
    total := total + prices_minor[place] + fees_minor[place] - coalesce(discounts_minor[place], 0);
    fees := fees + fees_minor[place];
  END LOOP;

  -- First to the key wins. A rival waits here until the other has ended, and then finds its row.
  IF purse.balance_minor >= total THEN
    INSERT INTO settlement (hold_id, order_id) VALUES (purchase.hold_id, purchase.order_id) ON CONFLICT DO NOTHING;
    has_won := FOUND;
    IF has_won AND coupon_id IS NOT NULL THEN
      why_no_coupon := take_coupon(coupon_id, purchase.account_id, purchase.order_id, at);
      IF why_no_coupon IS NOT NULL THEN
        DELETE FROM settlement s WHERE s.hold_id = purchase.hold_id;
        RETURN refusal(why_no_coupon);
      END IF;
    END IF;
  END IF;
  IF NOT has_won THEN
    SELECT s.order_id, o.account_id INTO settled
    FROM settlement s LEFT JOIN customer_order o ON o.id = s.order_id WHERE s.hold_id = purchase.hold_id;
    IF NOT FOUND THEN RETURN refusal('insufficient-funds'); END IF;
    IF settled.order_id = purchase.order_id AND settled.account_id = purchase.account_id THEN
      RETURN order_receipt(settled.order_id, true);
    END IF;
    IF settled.order_id IS NULL THEN RETURN refusal('hold-expired'); END IF;
    RETURN refusal('already-paid', settled.order_id::text);
  END IF;

  INSERT INTO customer_order (id, number, account_id, schedule_id, hold_id, currency, total_minor, paid_at, discounts)
  VALUES (purchase.order_id, order_number, purchase.account_id, purchase.schedule_id, purchase.hold_id,
    purchase.currency, total, at, purchase.discounts);

  INSERT INTO order_seat (order_id, schedule_id, seat, seat_key, zone_id, price_minor, fee_minor, discount_minor, price_type)
  SELECT purchase.order_id, purchase.schedule_id, s.seat, s.seat_key, s.zone_id, s.price, s.fee, coalesce(s.discount, 0),
    s.price_type
  FROM unnest(seats, seat_keys, zone_ids, prices_minor, fees_minor, discounts_minor, price_types)
    AS s(seat, seat_key, zone_id, price, fee, discount, price_type)
  ORDER BY s.seat;

  IF total > 0 THEN
    UPDATE wallet SET balance_minor = balance_minor - total, lines = lines + 1
    WHERE wallet.account_id = purchase.account_id;

    -- The wallet pays all of it to the concert, which passes the fees on: the fan's ledger has one line for one order.
    INSERT INTO transfer (kind, debit_id, credit_id, amount_minor, currency, order_id,
      wallet_id, wallet_line, balance_after_minor, at)
    SELECT 'purchase', purchase.account_id, known.concert_id, total, purchase.currency, purchase.order_id,
      purchase.account_id, purse.lines + 1, purse.balance_minor - total, at
    UNION ALL
    SELECT 'fee', known.concert_id, fees_account(), fees, purchase.currency, purchase.order_id, NULL, NULL, NULL, at
    WHERE fees > 0;
  END IF;

  INSERT INTO idempotency_key (account_id, key, operation, request_hash, subject_id)
  VALUES (purchase.account_id, purchase.key, 'purchase', purchase.request_hash, purchase.order_id);
  INSERT INTO outbox (topic, payload)
  VALUES ('order.paid', jsonb_build_object('orderId', purchase.order_id, 'accountId', purchase.account_id,
    'scheduleId', purchase.schedule_id, 'holdId', purchase.hold_id));

  RETURN done(jsonb_build_object('orderId', purchase.order_id, 'number', order_number, 'totalMinor', total,
    'paidAtMs', epoch_ms(at), 'replayed', false));
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION start_card_payment(
  payment_id uuid, order_id uuid, account_id uuid, schedule_id uuid, hold_id uuid, method text, provider text,
  currency text, draft jsonb, cash_receipt jsonb, key text, request_hash bytea, wallet_minor bigint DEFAULT 0
) RETURNS jsonb LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  purse wallet%ROWTYPE;
  known record;
  settled settlement%ROWTYPE;
  why_no_coupon text;
  why_too_many text;
  started payment%ROWTYPE;
BEGIN
  SELECT w.* INTO purse FROM wallet w WHERE w.account_id = start_card_payment.account_id FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  SELECT s AS sale, s.sale_state, k.operation, k.request_hash, k.subject_id INTO known
  FROM schedule s
  LEFT JOIN idempotency_key k ON k.account_id = start_card_payment.account_id AND k.key = start_card_payment.key
  WHERE s.id = start_card_payment.schedule_id;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  IF known.subject_id IS NOT NULL THEN
    IF known.operation <> 'card-payment' OR known.request_hash <> start_card_payment.request_hash THEN
      RETURN refusal('idempotency-mismatch');
    END IF;
    SELECT p.* INTO started FROM payment p WHERE p.id = known.subject_id;
    RETURN done(payment_row(started) || '{"replayed": true}');
  END IF;
  IF purse.currency <> start_card_payment.currency THEN RETURN refusal('conflict', purse.currency); END IF;
  IF purse.balance_minor < start_card_payment.wallet_minor THEN RETURN refusal('insufficient-funds'); END IF;
  IF known.sale_state = 'cancelled' THEN RETURN refusal('sale-not-open', 'cancelled'); END IF;
  why_too_many := over_limits(start_card_payment.account_id, known.sale, jsonb_array_length(draft->'seats'),
    start_card_payment.hold_id, now());
  IF why_too_many IS NOT NULL THEN RETURN refusal('too-many-seats', why_too_many); END IF;
  SELECT s.* INTO settled FROM settlement s WHERE s.hold_id = start_card_payment.hold_id;
  IF FOUND AND settled.order_id IS NULL THEN RETURN refusal('hold-expired'); END IF;
  IF FOUND THEN RETURN refusal('already-paid', settled.order_id::text); END IF;
  IF draft->>'couponId' IS NOT NULL THEN
    why_no_coupon := take_coupon((draft->>'couponId')::uuid, start_card_payment.account_id, start_card_payment.order_id, now());
    IF why_no_coupon IS NOT NULL THEN RETURN refusal(why_no_coupon); END IF;
  END IF;

  INSERT INTO idempotency_key (account_id, key, operation, request_hash, subject_id)
  VALUES (start_card_payment.account_id, start_card_payment.key, 'card-payment', start_card_payment.request_hash,
    start_card_payment.payment_id);
  INSERT INTO payment (id, account_id, purpose, amount_minor, currency, provider, method, order_id, schedule_id, hold_id,
    draft, cash_receipt, wallet_minor)
  VALUES (start_card_payment.payment_id, start_card_payment.account_id, 'order',
    (draft->>'totalMinor')::bigint - start_card_payment.wallet_minor,
    start_card_payment.currency, start_card_payment.provider, start_card_payment.method, start_card_payment.order_id,
    start_card_payment.schedule_id, start_card_payment.hold_id, start_card_payment.draft, start_card_payment.cash_receipt,
    start_card_payment.wallet_minor)
  RETURNING * INTO started;
  RETURN done(payment_row(started) || '{"replayed": false}');
END $$;
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
    account_limits = coalesce(change->'accountLimits', s.account_limits),
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
        refund_policy, deposit_minutes, seating, account_limits, performer_ids)
      SELECT g.id, made.id, terms->>'planHash', to_timestamp(g."startsAtMs" / 1000), to_timestamp(g."doorsAtMs" / 1000),
        to_timestamp(g."saleOpensAtMs" / 1000), to_timestamp(g."saleClosesAtMs" / 1000),
        (terms->>'seatsPerAccount')::int, (terms->>'holdMs')::int, (terms->>'shoppersMax')::int,
        (terms->>'admitPerMinute')::int, (terms->>'lobbyMs')::int, terms->>'queueOrder', (terms->>'intakes')::int,
        terms->'discounts', terms->'refundPolicy', (terms->>'depositMinutes')::int,
        terms->'seating', terms->'accountLimits', nullif(g."castIds", 'null')
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
COMMENT ON FUNCTION over_limits(uuid, schedule, int, uuid, timestamptz) IS
'Says why a buyer may not have so many more seats of a concert, by the limits for all of its dates and for one day by the
venue''s clock; null if nothing is against it. Seats of payments under way count, and those of this hold do not.
Locks: nothing. The caller has locked the wallet, so that the purchases of one account come one after the other.';
