ALTER TABLE "presale" ADD COLUMN "paused_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "coupon" ADD COLUMN "paused_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "coupon" ADD COLUMN "revision" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
CREATE FUNCTION revise_coupon() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.revision := OLD.revision + 1;
  RETURN NEW;
END $$;
--> statement-breakpoint
COMMENT ON FUNCTION revise_coupon() IS 'Numbers each change of a coupon, so that a save can name the one that it is based on.
Locks: the coupon, which the update has locked already.';
--> statement-breakpoint
CREATE TRIGGER coupon_revision BEFORE UPDATE OF name, minimum_minor, opens_at, closes_at, uses_max, uses_per_account_max,
  is_open, paused_at ON coupon FOR EACH ROW EXECUTE FUNCTION revise_coupon();
--> statement-breakpoint
CREATE OR REPLACE FUNCTION take_coupon(coupon_id uuid, account_id uuid, order_id uuid, at timestamptz) RETURNS text
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  given coupon%ROWTYPE;
BEGIN
  SELECT c.* INTO given FROM coupon c WHERE c.id = take_coupon.coupon_id;
  IF NOT FOUND OR NOT given.is_open OR given.paused_at IS NOT NULL OR given.opens_at > at OR given.closes_at <= at THEN RETURN 'coupon-not-valid'; END IF;
  IF given.uses_per_account_max <= (SELECT count(*) FROM coupon_use u
    WHERE u.coupon_id = given.id AND u.account_id = take_coupon.account_id) THEN RETURN 'coupon-spent'; END IF;
  IF given.uses_max IS NOT NULL THEN
    UPDATE coupon SET uses_left = uses_left - 1 WHERE id = given.id AND uses_left > 0;
    IF NOT FOUND THEN RETURN 'coupon-spent'; END IF;
  END IF;
  INSERT INTO coupon_use (order_id, coupon_id, account_id) VALUES (take_coupon.order_id, given.id, take_coupon.account_id);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION verify_presale(schedule_id uuid, account_id uuid, code_hash bytea, asked_at timestamptz) RETURNS jsonb
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  given record;
  granted jsonb;
BEGIN
  IF NOT EXISTS (
    SELECT FROM presale p WHERE p.schedule_id = verify_presale.schedule_id AND p.closes_at > asked_at
  ) THEN
    RETURN refusal('not-found');
  END IF;
  IF verify_presale.code_hash IS NULL THEN
    INSERT INTO presale_grant (presale_id, account_id)
    SELECT p.id, a.id FROM account a JOIN presale_member m ON m.email = lower(a.email)
    JOIN presale p ON p.id = m.presale_id
    WHERE a.id = verify_presale.account_id AND p.schedule_id = verify_presale.schedule_id AND p.closes_at > asked_at
      AND p.paused_at IS NULL
    ON CONFLICT DO NOTHING;
  ELSE
    -- Whoever comes second with the same code waits here, and then sees what is left of it.
    SELECT c.* INTO given FROM presale_code c JOIN presale p ON p.id = c.presale_id
    WHERE c.code_hash = verify_presale.code_hash AND p.schedule_id = verify_presale.schedule_id
      AND p.closes_at > asked_at AND p.paused_at IS NULL
    ORDER BY p.opens_at LIMIT 1 FOR NO KEY UPDATE OF c;
    IF NOT FOUND THEN RETURN refusal('code-not-valid'); END IF;
    IF NOT EXISTS (
      SELECT FROM presale_grant g
      WHERE g.presale_id = given.presale_id AND g.account_id = verify_presale.account_id
    ) THEN
      IF given.uses >= given.uses_max THEN RETURN refusal('code-used'); END IF;
      INSERT INTO presale_grant (presale_id, account_id, code_hash)
      VALUES (given.presale_id, verify_presale.account_id, given.code_hash) ON CONFLICT DO NOTHING;
      -- The same account may have come in by another way at this very moment: then the code stays unused.
      IF FOUND THEN
        UPDATE presale_code SET uses = uses + 1
        WHERE presale_id = given.presale_id AND code_hash = given.code_hash;
      END IF;
    END IF;
  END IF;
  SELECT jsonb_agg(g.presale_id) INTO granted FROM presale_grant g JOIN presale p ON p.id = g.presale_id
  WHERE g.account_id = verify_presale.account_id AND p.schedule_id = verify_presale.schedule_id
    AND p.closes_at > asked_at;
  IF granted IS NULL THEN RETURN refusal('not-found', 'no list has this account'); END IF;
  RETURN done(granted);
END $$;
--> statement-breakpoint
CREATE FUNCTION change_coupon(
  changed_id uuid, seen int, change jsonb, organization uuid, actor uuid, request text
) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  known coupon%ROWTYPE;
  wanted coupon%ROWTYPE;
  used int;
BEGIN
  SELECT c.* INTO known FROM coupon c WHERE c.id = changed_id FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  IF known.revision <> seen THEN RETURN refusal('changed-meanwhile', known.revision::text); END IF;
  IF NOT known.is_open THEN RETURN refusal('conflict', 'The coupon has ended'); END IF;
  SELECT count(*) INTO used FROM coupon_use u WHERE u.coupon_id = changed_id;
  wanted := known;
  wanted.uses_max := CASE WHEN change ? 'usesMax' THEN (change->>'usesMax')::int ELSE known.uses_max END;
  IF wanted.uses_max < used THEN RETURN refusal('conflict', format('It has been used %s times', used)); END IF;
  UPDATE coupon c SET name = coalesce(change->'name', c.name),
    minimum_minor = coalesce((change->>'minimumMinor')::bigint, c.minimum_minor),
    opens_at = CASE WHEN change ? 'opensAt' THEN (change->>'opensAt')::timestamptz ELSE c.opens_at END,
    closes_at = CASE WHEN change ? 'closesAt' THEN (change->>'closesAt')::timestamptz ELSE c.closes_at END,
    uses_max = wanted.uses_max, uses_left = wanted.uses_max - used,
    uses_per_account_max = CASE WHEN change ? 'usesPerAccountMax' THEN (change->>'usesPerAccountMax')::int
      ELSE c.uses_per_account_max END,
    paused_at = CASE (change->>'isPaused')::boolean WHEN true THEN coalesce(c.paused_at, now()) WHEN false THEN NULL
      ELSE c.paused_at END
  WHERE c.id = changed_id RETURNING c.* INTO wanted;
  INSERT INTO audit_log (organization_id, actor_id, action, subject, before, after, request_id)
  VALUES (organization, actor, CASE WHEN known.paused_at IS NULL AND wanted.paused_at IS NOT NULL THEN 'coupon.pause'
      WHEN known.paused_at IS NOT NULL AND wanted.paused_at IS NULL THEN 'coupon.resume' ELSE 'coupon.change' END,
    changed_id::text, to_jsonb(known), to_jsonb(wanted), request);
  RETURN done(jsonb_build_object('revision', wanted.revision));
END $$;
--> statement-breakpoint
COMMENT ON FUNCTION change_coupon(uuid, int, jsonb, uuid, uuid, text) IS 'Changes or pauses a coupon, unless it has changed since it was seen. What it takes off never changes, and orders and payments that have it keep it, so its limit is never below them.
Locks: the coupon. Without a limit no two buyers lock it, so a buyer of the same moment may still get it.';
--> statement-breakpoint
CREATE FUNCTION change_presale(
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
    IF wanted.opens_at <> known.opens_at AND known.opens_at <= at THEN
      RETURN refusal('conflict', 'The presale has opened already');
    END IF;
    IF wanted.opens_at <> known.opens_at AND wanted.opens_at <= at THEN RETURN refusal('invalid-request', 'opensAt'); END IF;
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
COMMENT ON FUNCTION change_presale(uuid, int, jsonb, timestamptz, uuid, uuid, text) IS 'Changes, pauses or ends a presale, unless its date has changed since it was seen. Whoever has been verified stays verified, also by a code or an address that is taken away. Codes and addresses are in the log only as numbers.
Locks: the schedule, then the presale, then its codes.';
