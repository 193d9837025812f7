-- More accounts that belong to nobody outside: our bank, what the payment company keeps, the vouchers that we give away,
-- and the money that is on its way back to cards.
CREATE FUNCTION bank_account() RETURNS uuid LANGUAGE sql IMMUTABLE
RETURN '00000000-0000-7000-8000-000000000003'::uuid;
--> statement-breakpoint
CREATE FUNCTION gateway_fees_account() RETURNS uuid LANGUAGE sql IMMUTABLE
RETURN '00000000-0000-7000-8000-000000000004'::uuid;
--> statement-breakpoint
CREATE FUNCTION vouchers_account() RETURNS uuid LANGUAGE sql IMMUTABLE
RETURN '00000000-0000-7000-8000-000000000005'::uuid;
--> statement-breakpoint
CREATE FUNCTION refunds_due_account() RETURNS uuid LANGUAGE sql IMMUTABLE
RETURN '00000000-0000-7000-8000-000000000006'::uuid;
--> statement-breakpoint
INSERT INTO system_account (id, name) VALUES (bank_account(), 'bank'), (gateway_fees_account(), 'gateway-fees'),
  (vouchers_account(), 'vouchers'), (refunds_due_account(), 'refunds-due');
--> statement-breakpoint
-- What is due to cards is summed up now and then, out of few transfers among very many.
CREATE INDEX transfer_refunds_due ON transfer (id)
WHERE debit_id = '00000000-0000-7000-8000-000000000006' OR credit_id = '00000000-0000-7000-8000-000000000006';
--> statement-breakpoint
-- Puts money into a wallet, whose row the caller has locked, with its line in the ledger.
CREATE FUNCTION credit_wallet(
  account_id uuid, kind text, debit_id uuid, amount_minor bigint, currency text, order_id uuid, payment_id uuid
) RETURNS void LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  purse wallet%ROWTYPE;
BEGIN
  IF credit_wallet.amount_minor = 0 THEN RETURN; END IF;
  UPDATE wallet SET balance_minor = balance_minor + credit_wallet.amount_minor, lines = lines + 1
  WHERE wallet.account_id = credit_wallet.account_id AND wallet.currency = credit_wallet.currency
  RETURNING * INTO STRICT purse;
  INSERT INTO transfer (kind, debit_id, credit_id, amount_minor, currency, order_id, payment_id,
    wallet_id, wallet_line, balance_after_minor)
  VALUES (credit_wallet.kind, credit_wallet.debit_id, credit_wallet.account_id, credit_wallet.amount_minor,
    credit_wallet.currency, credit_wallet.order_id, credit_wallet.payment_id, credit_wallet.account_id, purse.lines,
    purse.balance_minor);
END $$;
--> statement-breakpoint
-- Takes a coupon for an order, and says null; or says why it cannot. The account's wallet is locked by the caller, so
-- that one account's orders are counted one after the other.
CREATE FUNCTION take_coupon(coupon_id uuid, account_id uuid, order_id uuid, at timestamptz) RETURNS text
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  given coupon%ROWTYPE;
BEGIN
  SELECT c.* INTO given FROM coupon c WHERE c.id = take_coupon.coupon_id;
  IF NOT FOUND OR NOT given.is_open OR given.opens_at > at OR given.closes_at <= at THEN RETURN 'coupon-not-valid'; END IF;
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
-- Gives back the coupon of an order that came to nothing, if it had one.
CREATE FUNCTION give_back_coupon(order_id uuid) RETURNS void LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  given uuid;
BEGIN
  DELETE FROM coupon_use u WHERE u.order_id = give_back_coupon.order_id RETURNING u.coupon_id INTO given;
  IF FOUND THEN UPDATE coupon SET uses_left = uses_left + 1 WHERE id = given AND uses_max IS NOT NULL; END IF;
END $$;
--> statement-breakpoint
-- Puts the money of a voucher into the wallet of who comes first. Who comes again is told the same.
CREATE FUNCTION redeem_voucher(account_id uuid, code text, asked_at timestamptz) RETURNS jsonb LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  purse wallet%ROWTYPE;
  given voucher%ROWTYPE;
BEGIN
  SELECT w.* INTO purse FROM wallet w WHERE w.account_id = redeem_voucher.account_id FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  SELECT v.* INTO given FROM voucher v WHERE v.code = redeem_voucher.code FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN refusal('not-found'); END IF;
  IF given.redeemed_by IS NOT NULL AND given.redeemed_by <> redeem_voucher.account_id THEN
    RETURN refusal('conflict', 'spent');
  END IF;
  IF given.redeemed_by IS NULL THEN
    IF given.expires_at <= asked_at THEN RETURN refusal('conflict', 'expired'); END IF;
    IF given.currency <> purse.currency THEN RETURN refusal('conflict', purse.currency); END IF;
    UPDATE voucher SET redeemed_by = redeem_voucher.account_id, redeemed_at = now() WHERE voucher.code = given.code;
    PERFORM credit_wallet(redeem_voucher.account_id, 'voucher', vouchers_account(), given.amount_minor, given.currency,
      NULL, NULL);
  END IF;
  RETURN done(jsonb_build_object('amountMinor', given.amount_minor, 'currency', given.currency,
    'replayed', given.redeemed_by IS NOT NULL));
END $$;
--> statement-breakpoint
-- Takes down what the payment company has paid out, and what it kept of it. A negative sum is one that we owe it.
CREATE FUNCTION record_gateway_settlement(
  provider text, reference text, amount_minor bigint, fee_minor bigint, currency text, record jsonb
) RETURNS jsonb LANGUAGE plpgsql AS $$
#variable_conflict use_column
BEGIN
  INSERT INTO gateway_settlement (provider, reference, amount_minor, fee_minor, currency, record)
  VALUES (record_gateway_settlement.provider, record_gateway_settlement.reference,
    record_gateway_settlement.amount_minor, record_gateway_settlement.fee_minor, record_gateway_settlement.currency,
    record_gateway_settlement.record)
  ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN
    IF EXISTS (SELECT FROM gateway_settlement g WHERE g.provider = record_gateway_settlement.provider
      AND g.reference = record_gateway_settlement.reference AND (g.amount_minor, g.fee_minor, g.currency)
        = (record_gateway_settlement.amount_minor, record_gateway_settlement.fee_minor, record_gateway_settlement.currency))
    THEN RETURN done('{"replayed": true}'); END IF;
    RETURN refusal('conflict', 'known with other amounts');
  END IF;
  INSERT INTO transfer (kind, debit_id, credit_id, amount_minor, currency)
  SELECT moved.kind, CASE WHEN moved.minor > 0 THEN moved.ours ELSE gateway_account() END,
    CASE WHEN moved.minor > 0 THEN gateway_account() ELSE moved.ours END, abs(moved.minor),
    record_gateway_settlement.currency
  FROM (VALUES ('gateway-settlement', bank_account(), record_gateway_settlement.amount_minor),
    ('gateway-fee', gateway_fees_account(), record_gateway_settlement.fee_minor)) AS moved(kind, ours, minor)
  WHERE moved.minor <> 0;
  RETURN done('{"replayed": false}');
END $$;
--> statement-breakpoint
-- Every state that a payment goes through is kept, whoever changes it.
CREATE FUNCTION note_payment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO payment_event (payment_id, at, status, reason, issue)
  VALUES (NEW.id, clock_timestamp(), NEW.status, NEW.reason, NEW.issue);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER payment_begins AFTER INSERT ON payment FOR EACH ROW EXECUTE FUNCTION note_payment();
--> statement-breakpoint
CREATE TRIGGER payment_goes_on AFTER UPDATE ON payment FOR EACH ROW
WHEN ((OLD.status, OLD.reason, OLD.issue) IS DISTINCT FROM (NEW.status, NEW.reason, NEW.issue))
EXECUTE FUNCTION note_payment();
--> statement-breakpoint
CREATE TRIGGER payment_event_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON payment_event
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE OR REPLACE FUNCTION payment_row(payment payment) RETURNS jsonb LANGUAGE sql STABLE
RETURN jsonb_build_object('id', (payment).id, 'accountId', (payment).account_id, 'status', (payment).status,
  'amountMinor', (payment).amount_minor, 'currency', (payment).currency, 'provider', (payment).provider,
  'providerKey', (payment).provider_key, 'createdAtMs', epoch_ms((payment).created_at),
  'settledAtMs', epoch_ms((payment).settled_at), 'purpose', (payment).purpose, 'method', (payment).method,
  'orderId', (payment).order_id, 'scheduleId', (payment).schedule_id, 'holdId', (payment).hold_id,
  'order', (payment).draft, 'cashReceipt', (payment).cash_receipt, 'deposit', (payment).deposit,
  'reason', (payment).reason, 'issue', (payment).issue,
  'refundedMinor', (SELECT coalesce(sum(r.amount_minor), 0) FROM refund r
    WHERE r.payment_id = (payment).id AND r.status = 'done'));
