CREATE TABLE "schedule_move" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"schedule_id" uuid NOT NULL,
	"from_starts_at" timestamp (3) with time zone NOT NULL,
	"to_starts_at" timestamp (3) with time zone NOT NULL,
	"reason" jsonb NOT NULL,
	"refund_until" timestamp (3) with time zone NOT NULL,
	"moved_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"known_from" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "schedule_move" ADD CONSTRAINT "schedule_move_schedule_id_schedule_id_fk" FOREIGN KEY ("schedule_id") REFERENCES "public"."schedule"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "schedule_move_schedule" ON "schedule_move" USING btree ("schedule_id","id");--> statement-breakpoint
CREATE FUNCTION free_until(bought uuid) RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT max(m.refund_until) FROM customer_order o JOIN schedule_move m ON m.schedule_id = o.schedule_id
    AND m.known_from > booked_at(o.id)
  WHERE o.id = bought
$$;
--> statement-breakpoint
COMMENT ON FUNCTION free_until(uuid) IS 'Tells until when the tickets of an order can be given back without any fee, since its show was moved after the booking; null if it was not.
Locks: nothing.';
--> statement-breakpoint
CREATE FUNCTION move_json(moved schedule_move, free_until timestamptz) RETURNS jsonb LANGUAGE sql STABLE
RETURN jsonb_build_object('fromMs', epoch_ms((moved).from_starts_at), 'reason', (moved).reason,
  'refundUntilMs', epoch_ms(free_until));
--> statement-breakpoint
COMMENT ON FUNCTION move_json(schedule_move, timestamptz) IS 'Builds what fans learn of a move.
Locks: nothing.';
--> statement-breakpoint
CREATE FUNCTION last_move(of_schedule uuid) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT move_json(m, m.refund_until) FROM schedule_move m WHERE m.schedule_id = of_schedule ORDER BY m.id DESC LIMIT 1
$$;
--> statement-breakpoint
COMMENT ON FUNCTION last_move(uuid) IS 'Gives the last move of a date; null if it was never moved.
Locks: nothing.';
--> statement-breakpoint
CREATE FUNCTION last_move_of(bought uuid) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT move_json(m, free_until(o.id)) FROM customer_order o JOIN schedule_move m ON m.schedule_id = o.schedule_id
    AND m.known_from > booked_at(o.id)
  WHERE o.id = bought ORDER BY m.id DESC LIMIT 1
$$;
--> statement-breakpoint
COMMENT ON FUNCTION last_move_of(uuid) IS 'Gives the last move of the date of an order since its booking, with the time until which its tickets can be given back without any fee; null if there was none.
Locks: nothing.';
--> statement-breakpoint
CREATE FUNCTION move_state(of_schedule uuid) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('scheduleId', s.id, 'currency', c.currency, 'startsAtMs', epoch_ms(s.starts_at),
    'orders', count(DISTINCT o.id), 'holders', count(DISTINCT o.account_id), 'tickets', count(b.seat),
    'refundMinor', coalesce(sum(b.price_minor - b.discount_minor + b.fee_minor), 0),
    'waitlisted', (SELECT count(*) FROM waitlist_entry w WHERE w.schedule_id = s.id AND w.state IN ('waiting', 'offered')),
    'isReminded', s.reminded_for IS NOT NULL)
  FROM schedule s JOIN concert c ON c.id = s.concert_id
  LEFT JOIN order_seat b ON b.schedule_id = s.id AND b.live
  LEFT JOIN customer_order o ON o.id = b.order_id
  WHERE s.id = of_schedule GROUP BY s.id, c.currency
$$;
--> statement-breakpoint
COMMENT ON FUNCTION move_state(uuid) IS 'Counts whom a move of a date concerns, and the most that may have to be given back.
Locks: nothing.';
--> statement-breakpoint
CREATE FUNCTION move_schedule(
  moved_id uuid, seen int, move jsonb, is_dry_run boolean, at timestamptz, organization uuid, actor uuid, request text
) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  known schedule%ROWTYPE;
  moved schedule%ROWTYPE;
  zone text;
  starts timestamptz := move->>'startsAt';
  doors timestamptz := move->>'doorsAt';
  closes timestamptz := move->>'saleClosesAt';
  last_day date := move->>'refundUntil';
  free timestamptz;
  before jsonb;
  state jsonb;
BEGIN
  SELECT s.* INTO known FROM schedule s WHERE s.id = moved_id FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  IF known.revision <> seen THEN RETURN refusal('changed-meanwhile', known.revision::text); END IF;
  IF known.sale_state = 'cancelled' THEN RETURN refusal('conflict', 'The show is canceled'); END IF;
  IF known.starts_at <= at THEN RETURN refusal('conflict', 'The show has begun'); END IF;
  IF starts = known.starts_at THEN RETURN refusal('conflict', 'The show starts at that time already'); END IF;
  IF EXISTS (SELECT FROM schedule s WHERE s.concert_id = known.concert_id AND s.starts_at = starts) THEN
    RETURN refusal('conflict', 'The concert has another date at that time');
  END IF;
  IF starts <= at THEN RETURN refusal('invalid-request', 'startsAt'); END IF;
  IF doors > starts THEN RETURN refusal('invalid-request', 'doorsAt'); END IF;
  IF closes > starts OR closes <= known.sale_opens_at THEN RETURN refusal('invalid-request', 'saleClosesAt'); END IF;
  SELECT v.time_zone INTO zone FROM concert c JOIN venue v ON v.id = c.venue_id WHERE c.id = known.concert_id;
  free := least((last_day + 1)::timestamp AT TIME ZONE zone, starts);
  IF free <= at OR last_day > (starts AT TIME ZONE zone)::date THEN
    RETURN refusal('invalid-request', 'refundUntil');
  END IF;
  state := move_state(moved_id);
  IF is_dry_run THEN RETURN done(state); END IF;

  before := schedule_facts(known);
  UPDATE schedule s SET starts_at = starts, doors_at = doors, sale_closes_at = closes, reminded_for = NULL
  WHERE s.id = moved_id RETURNING s.* INTO moved;
  INSERT INTO schedule_move (schedule_id, from_starts_at, to_starts_at, reason, refund_until, moved_at, known_from)
  VALUES (moved_id, known.starts_at, starts, move->'reason', free, clock_timestamp(), clock_timestamp() + interval '1 hour');
  INSERT INTO outbox (topic, payload)
  SELECT DISTINCT 'show.moved', jsonb_build_object('accountId', o.account_id, 'scheduleId', moved_id, 'orderId', o.id,
    'fromMs', epoch_ms(known.starts_at), 'toMs', epoch_ms(starts), 'reason', move->'reason',
    'refundUntilMs', epoch_ms(free_until(o.id)), 'untilMs', epoch_ms(starts))
  FROM order_seat b JOIN customer_order o ON o.id = b.order_id WHERE b.schedule_id = moved_id AND b.live;
  INSERT INTO outbox (topic, payload)
  SELECT DISTINCT 'push.show.moved', jsonb_build_object('accountId', o.account_id, 'scheduleId', moved_id,
    'toMs', epoch_ms(starts), 'refundUntilMs', epoch_ms(free), 'untilMs', epoch_ms(starts))
  FROM order_seat b JOIN customer_order o ON o.id = b.order_id
  WHERE b.schedule_id = moved_id AND b.live AND EXISTS (SELECT FROM push_subscription p WHERE p.account_id = o.account_id);
  INSERT INTO audit_log (organization_id, actor_id, action, subject, before, after, request_id)
  VALUES (organization, actor, 'schedule.move', moved_id::text, before,
    schedule_facts(moved) || jsonb_build_object('reason', move->'reason', 'refund_until', free), request);
  RETURN done(state || jsonb_build_object('startsAtMs', epoch_ms(starts)));
EXCEPTION
  -- Another date took that time in the same moment.
  WHEN unique_violation THEN RETURN refusal('conflict', 'The concert has another date at that time');
END $$;
--> statement-breakpoint
COMMENT ON FUNCTION move_schedule(uuid, int, jsonb, boolean, timestamptz, uuid, uuid, text) IS 'Moves a date to another start, unless it has changed since it was seen, and tells everybody who has tickets; a dry run only checks and counts. Whoever booked before, or within the hour after, can give tickets back without any fee until the end of a day at the venue, or until the show.
Locks: the schedule. A cancellation of tickets or of the show waits for it, or this waits for them.';
--> statement-breakpoint
CREATE OR REPLACE FUNCTION cancel_seats(
  order_id uuid, account_id uuid, refund_id uuid, key text, request_hash bytea, lines jsonb, target text, reason text,
  starts_at timestamptz, asked_at timestamptz, account jsonb DEFAULT NULL
) RETURNS jsonb LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  known idempotency_key%ROWTYPE;
  bought customer_order%ROWTYPE;
  show_starts_at timestamptz;
  percent int;
  seats int[];
  whole bigint;
  is_free boolean;
  earlier refund%ROWTYPE;
BEGIN
  -- Wallet first, then the order: the same way round as everywhere, so that nobody waits in a circle.
  PERFORM FROM wallet w WHERE w.account_id = cancel_seats.account_id FOR NO KEY UPDATE;
  SELECT k.* INTO known FROM idempotency_key k
  WHERE k.account_id = cancel_seats.account_id AND k.key = cancel_seats.key;
  IF FOUND THEN
    IF known.operation <> 'cancel' OR known.request_hash <> cancel_seats.request_hash THEN
      RETURN refusal('idempotency-mismatch');
    END IF;
    SELECT r.* INTO earlier FROM refund r WHERE r.id = known.subject_id;
    IF FOUND THEN RETURN cancellation(earlier, true); END IF;
  END IF;

  SELECT o.* INTO bought FROM customer_order o
  WHERE o.id = cancel_seats.order_id AND o.account_id = cancel_seats.account_id FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  IF bought.status = 'cancelled' THEN
    SELECT r.* INTO earlier FROM refund r WHERE r.order_id = bought.id AND r.lines->0 ? 'refundMinor'
    ORDER BY r.created_at DESC, r.id DESC LIMIT 1;
    IF FOUND THEN RETURN cancellation(earlier, true); END IF;
    RETURN refusal('not-cancellable');
  END IF;
  IF lines IS NULL THEN RETURN refusal('conflict', 'no tickets'); END IF;
  SELECT array_agg(l.seat) INTO seats FROM jsonb_to_recordset(lines) AS l(seat int);
  -- A cancellation of the show waits for this lock, or this waits for it: nobody is charged once the show is canceled.
  SELECT s.starts_at INTO show_starts_at FROM schedule s WHERE s.id = bought.schedule_id FOR SHARE;
  SELECT c.compensation_percent INTO percent FROM show_cancellation c WHERE c.schedule_id = bought.schedule_id;
  IF percent IS NULL THEN
    IF show_starts_at <> cancel_seats.starts_at THEN RETURN refusal('conflict', 'the show has been moved'); END IF;
    IF cancel_seats.starts_at <= asked_at THEN RETURN refusal('not-cancellable'); END IF;
  END IF;
  IF EXISTS (SELECT FROM unnest(seats) AS wanted(seat)
    LEFT JOIN order_seat s ON s.order_id = bought.id AND s.seat = wanted.seat AND s.live WHERE s.seat IS NULL) THEN
    RETURN refusal('conflict', 'a ticket has been cancelled already');
  END IF;
  -- A move waits for the lock above as well, so this knows every move whose tickets come back in full.
  is_free := percent IS NULL AND asked_at < free_until(bought.id);
  IF percent IS NOT NULL OR is_free THEN
    SELECT sum(s.price_minor - s.discount_minor + s.fee_minor) INTO whole FROM order_seat s
    WHERE s.order_id = bought.id AND s.live AND s.seat = ANY (seats);
    IF whole <> (SELECT sum(l."refundMinor") FROM jsonb_to_recordset(lines) AS l("refundMinor" bigint)) THEN
      RETURN refusal('refund-changed', whole::text);
    END IF;
  END IF;

  INSERT INTO idempotency_key (account_id, key, operation, request_hash, subject_id)
  VALUES (bought.account_id, cancel_seats.key, 'cancel', cancel_seats.request_hash, cancel_seats.refund_id)
  ON CONFLICT DO NOTHING;
  IF percent IS NULL THEN
    IF is_free THEN PERFORM lock_coupons(ARRAY[bought.id]); END IF;
    earlier := give_back(bought, cancel_seats.refund_id, lines,
      CASE WHEN bought.payment_id IS NULL THEN 'wallet' ELSE target END, reason);
    IF is_free AND NOT EXISTS (SELECT FROM order_seat s WHERE s.order_id = bought.id AND s.live) THEN
      PERFORM give_back_coupon(bought.id);
    END IF;
  ELSE
    earlier := give_back_all(bought, cancel_seats.refund_id, seats, target, percent);
  END IF;
  -- Money goes to an account only when it came by a transfer: a card is paid back onto itself, and nowhere else.
  IF bought.method = 'virtualAccount' THEN
    UPDATE refund SET account = cancel_seats.account WHERE id = earlier.id AND status = 'due';
  END IF;
  RETURN cancellation(earlier, false);
END $$;
--> statement-breakpoint
COMMENT ON FUNCTION cancel_seats(uuid, uuid, uuid, text, bytea, jsonb, text, text, timestamptz, timestamptz, jsonb) IS 'Cancels tickets of an order once, however often it is asked. Refund lines that were worked out for another start of
the show, before the show was canceled, or for tickets that are gone, change nothing. A canceled show gives back
everything that was paid, with its compensation. A show that was moved after the booking gives back everything until its
day, with the coupon of an order that has no tickets left, and any other lines are refused. The bank account is kept only
for a refund of a virtual account that is due.
Locks: the wallet, then the order, then the schedule FOR SHARE, then for a canceled or moved show the coupon, then the seats.';
