-- What a buyer fills in beside the seats: what they agreed to and when, and where the tickets are mailed to.
CREATE TABLE "order_form" (
	"order_id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"mail_to" text,
	"agreement" jsonb,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "refund" ADD COLUMN "account" jsonb;
--> statement-breakpoint
-- A number of which only its owner should know more than the ends.
CREATE FUNCTION masked(number text, shown_first int, shown_last int) RETURNS text LANGUAGE sql IMMUTABLE
RETURN left(number, shown_first)
  || regexp_replace(substr(number, shown_first + 1), format('[0-9](?=([^0-9]*[0-9]){%s})', shown_last), '*', 'g');
--> statement-breakpoint
CREATE FUNCTION masked_account(account jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE
RETURN CASE WHEN account IS NOT NULL THEN jsonb_build_object('bank', account->>'bank',
  'accountNumber', masked(account->>'accountNumber', 0, 4), 'holder', left(account->>'holder', 1) || '**') END;
--> statement-breakpoint
-- The number for a cash receipt is needed until the money is there, and an account until the money is on it.
CREATE FUNCTION forget_receipt_number() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.cash_receipt := jsonb_set(NEW.cash_receipt, '{number}', to_jsonb(masked(NEW.cash_receipt->>'number', 3, 4)));
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER payment_ends BEFORE UPDATE OF status ON payment FOR EACH ROW
WHEN (NEW.cash_receipt IS NOT NULL AND NEW.status IN ('paid', 'refused', 'to-refund', 'refunded'))
EXECUTE FUNCTION forget_receipt_number();
--> statement-breakpoint
CREATE FUNCTION forget_refund_account() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.account := masked_account(NEW.account);
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER refund_ends BEFORE UPDATE OF status ON refund FOR EACH ROW
WHEN (NEW.account IS NOT NULL AND NEW.status = 'done') EXECUTE FUNCTION forget_refund_account();
--> statement-breakpoint
CREATE OR REPLACE FUNCTION refund_row(refund refund) RETURNS jsonb LANGUAGE sql STABLE
RETURN jsonb_build_object('id', (refund).id, 'orderId', (refund).order_id, 'paymentId', (refund).payment_id,
  'amountMinor', (refund).amount_minor, 'chargeMinor', (refund).charge_minor, 'currency', (refund).currency,
  'to', (refund).target, 'account', masked_account((refund).account), 'status', (refund).status,
  'reason', (refund).reason, 'seats', jsonb_path_query_array((refund).lines, '$[*].seat'),
  'createdAtMs', epoch_ms((refund).created_at), 'doneAtMs', epoch_ms((refund).done_at));
--> statement-breakpoint
DROP FUNCTION cancel_seats(uuid, uuid, uuid, text, bytea, jsonb, text, text, timestamptz, timestamptz);
--> statement-breakpoint
-- Cancels tickets once, however often it is asked. `lines` is what the rules give for them now; null when there is
-- nothing left to cancel, and the answer of the time before is wanted.
CREATE FUNCTION cancel_seats(
  order_id uuid, account_id uuid, refund_id uuid, key text, request_hash bytea, lines jsonb, target text, reason text,
  starts_at timestamptz, asked_at timestamptz, account jsonb DEFAULT NULL
) RETURNS jsonb LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  known idempotency_key%ROWTYPE;
  bought customer_order%ROWTYPE;
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
    SELECT r.* INTO earlier FROM refund r WHERE r.order_id = bought.id ORDER BY r.created_at DESC, r.id DESC LIMIT 1;
    IF FOUND THEN RETURN cancellation(earlier, true); END IF;
    RETURN refusal('not-cancellable');
  END IF;
  IF lines IS NULL THEN RETURN refusal('conflict', 'no tickets'); END IF;
  IF NOT EXISTS (SELECT FROM schedule s WHERE s.id = bought.schedule_id AND s.starts_at = cancel_seats.starts_at) THEN
    RETURN refusal('conflict', 'the show has been moved');
  END IF;
  IF cancel_seats.starts_at <= asked_at THEN RETURN refusal('not-cancellable'); END IF;
  IF EXISTS (SELECT FROM jsonb_to_recordset(lines) AS l(seat int)
    LEFT JOIN order_seat s ON s.order_id = bought.id AND s.seat = l.seat AND s.live WHERE s.seat IS NULL) THEN
    RETURN refusal('conflict', 'a ticket has been cancelled already');
  END IF;

  INSERT INTO idempotency_key (account_id, key, operation, request_hash, subject_id)
  VALUES (bought.account_id, cancel_seats.key, 'cancel', cancel_seats.request_hash, cancel_seats.refund_id)
  ON CONFLICT DO NOTHING;
  earlier := give_back(bought, cancel_seats.refund_id, lines,
    CASE WHEN bought.payment_id IS NULL THEN 'wallet' ELSE target END, reason);
  -- Money goes to an account only when it came by a transfer: a card is paid back onto itself, and nowhere else.
  IF bought.method = 'virtualAccount' THEN
    UPDATE refund SET account = cancel_seats.account WHERE id = earlier.id AND status = 'due';
  END IF;
  RETURN cancellation(earlier, false);
END $$;
